"""The first screen of a team report: the finding, the share against the target, and three findings behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kiframework.output.heat_view import hidden, step_figure, step_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from kiframework.model.team import BaselineResult, ShareStep, TeamResult
    from kiframework.output.wording import Wording

FINDINGS = 3


class Summary(NamedTuple):
    """The management summary."""

    headline: str
    lead: str
    figure: str
    figure_label: str
    target: str
    rated: str
    findings: tuple[str, ...]


def summary(wording: Wording, team: TeamResult) -> Summary:
    """Put the result about a group into words."""
    texts, baseline = wording.texts, team.baseline
    rated = _figure(wording, team, team.firm.rated)
    findings = tuple(_findings(wording, team))[:FINDINGS]
    if baseline is None:
        met, label = _figure(wording, team, team.firm.met), texts("team.figure.met")
        headline = texts("team.headline.met", share=_words(wording, team, team.firm.met))
        return Summary(headline, _lead(wording, team), met, label, "", rated, findings)
    share = _words(wording, team, baseline.ready)
    target = "" if baseline.target is None else wording.figures.percent_short(baseline.target)
    label = texts("team.figure.ready", role=wording.role(baseline.role))
    headline = texts(f"team.headline.{standing(baseline)}", target=target, share=share)
    aim = texts("team.target", target=target) if target else ""
    figure = _figure(wording, team, baseline.ready)
    return Summary(headline, _lead(wording, team), figure, label, aim, rated, findings)


def standing(baseline: BaselineResult) -> str:
    """Compare a share known by its step with the target; where the step holds the target, it stays open."""
    if baseline.ready is None:
        return "hidden"
    if baseline.target is None:
        return "no-target"
    if baseline.ready.low >= baseline.target:
        return "reached"
    # From one half up, a step does not hold its upper limit: 80 % belongs to 80-100 %.
    holds_target = baseline.ready.high == baseline.target and 2 * baseline.target < 1
    return "missed" if baseline.ready.high <= baseline.target and not holds_target else "near"


def _lead(wording: Wording, team: TeamResult) -> str:
    met = _words(wording, team, team.firm.met)
    return wording.texts("team.lead", n=len(team.roles), people=str(team.firm.people), met=met)


def _figure(wording: Wording, team: TeamResult, step: ShareStep | None) -> str:
    return hidden(wording, team) if step is None else step_figure(wording, step)


def _words(wording: Wording, team: TeamResult, step: ShareStep | None) -> str:
    return hidden(wording, team) if step is None else step_words(wording, step)


def _findings(wording: Wording, team: TeamResult) -> Iterator[str]:
    texts = wording.texts
    if team.gaps:
        competency, gap = team.gaps[0]
        value = wording.figures.number(gap)
        yield texts("team.finding.gap", title=wording.titles[competency], value=value)
    at_risk = sum(1 for row in team.competencies if row.at_risk)
    if at_risk:
        yield texts("team.finding.risk", n=at_risk)
    weakest = _weakest(team)
    if weakest:
        role, met = weakest
        yield texts("team.finding.role", role=wording.role(role), met=step_words(wording, met))
    if team.firm.rated is not None:
        yield texts("team.finding.rated", rated=step_words(wording, team.firm.rated))
    if team.firm.ready is not None:
        yield texts("team.finding.ready", ready=step_words(wording, team.firm.ready))


def _weakest(team: TeamResult) -> tuple[str, ShareStep] | None:
    """Find the one role that reaches the smallest share of its requirements, if it stands alone."""
    known = [(role.met.low, role.role, role.met) for role in team.roles if role.met is not None and role.role]
    lowest: Fraction | None = min((low for low, _, _ in known), default=None)
    found = [(role, met) for low, role, met in known if low == lowest]
    return found[0] if len(found) == 1 and len(known) > 1 else None
