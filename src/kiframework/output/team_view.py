"""What a team report prints, section by section. Everything hidden shows as "n < 5" (scoring rule 18)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from kiframework.output import charts
from kiframework.output.agreement_view import AgreementWords, agreement_words
from kiframework.output.frame_view import Cover, Fact, Frame, cover
from kiframework.output.heat_view import HeatMap, StepCell, heat_maps, hidden, step_cell, step_words
from kiframework.output.matrix_view import Matrix, matrices
from kiframework.output.team_findings import Summary, summary

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from kiframework.model.assessment import Assessment
    from kiframework.model.team import GroupResult, TeamResult
    from kiframework.output.wording import Wording
HALF = Fraction(1, 2)


class GroupRow(NamedTuple):
    """One role, or the firm."""

    title: str
    people: str
    met: StepCell
    rated: StepCell
    ready: StepCell


class GapRow(NamedTuple):
    """One competency with the mean priority of its gap."""

    title: str
    pillar: str
    bar: Markup
    priority: str


class Gaps(NamedTuple):
    """Where the gaps weigh most."""

    headline: str
    rows: tuple[GapRow, ...]


class RiskGroup(NamedTuple):
    """Competencies of one pillar that too few people hold."""

    title: str
    items: tuple[str, ...]


class Risk(NamedTuple):
    """Cover at risk, without numbers of people."""

    headline: str
    groups: tuple[RiskGroup, ...]


class LeftOutRow(NamedTuple):
    """A file that was not assessed."""

    path: str
    codes: str


class TeamView(NamedTuple):
    """All that a team report prints."""

    title: str
    cover: Cover
    summary: Summary | None
    """None where the whole group is too small."""
    hidden: str
    groups_headline: str
    groups: tuple[GroupRow, ...]
    heat_headline: str
    heat_maps: tuple[HeatMap, ...]
    gaps: Gaps
    risk: Risk
    agreement: AgreementWords | None
    left_out_headline: str
    left_out: tuple[LeftOutRow, ...]
    reading: tuple[Fact, ...]
    principles: tuple[Fact, ...]
    matrices: tuple[Matrix, ...]
    too_small: str
    frame: Frame


def team_view(wording: Wording, team: TeamResult, assessments: Sequence[Assessment], frame: Frame) -> TeamView:
    """Turn a result about a group into what its report prints."""
    texts, edition = wording.texts, wording.edition
    small = team.firm.people is None
    count = hidden(wording, team) if small else str(team.firm.people)
    subject = wording.plain(edition.branding.company) if edition.branding.company else texts("team.subject")
    facts = (Fact(texts("cover.people"), count), Fact(texts("cover.audience"), texts(f"audience.{edition.audience}")))
    return TeamView(
        f"{texts('cover.kind.team')}: {subject}",
        cover(wording, "team", subject, facts),
        None if small else summary(wording, team),
        hidden(wording, team),
        _groups_headline(wording, team),
        tuple(_group(wording, team, group) for group in (team.firm, *team.roles)),
        _heat_headline(wording, team),
        heat_maps(wording, team),
        _gaps(wording, team),
        _risk(wording, team),
        agreement_words(wording, team.agreement) if team.agreement else None,
        texts("left-out.headline", n=len(edition.left_out)) if edition.left_out else "",
        tuple(LeftOutRow(wording.plain(file.path), ", ".join(file.codes)) for file in edition.left_out),
        _reading(wording, team),
        tuple(Fact(wording.text(p.title), wording.text(p.meaning)) for p in wording.framework.principles),
        matrices(wording, assessments) if edition.audience == "manager" else (),
        texts("team.too-small", smallest=str(team.smallest)) if small else "",
        frame,
    )


def _groups_headline(wording: Wording, team: TeamResult) -> str:
    ready = team.firm.ready
    if ready is None:
        return wording.texts("team.groups.headline.hidden")
    return wording.texts("team.groups.headline", ready=step_words(wording, ready))


def _heat_headline(wording: Wording, team: TeamResult) -> str:
    weak = [row for row in team.competencies if row.firm.met is not None and row.firm.met.high <= HALF]
    if not weak:
        return wording.texts("team.heat.headline.none")
    return wording.texts("team.heat.headline", n=len(weak), all=str(len(team.competencies)))


def _group(wording: Wording, team: TeamResult, group: GroupResult) -> GroupRow:
    return GroupRow(
        wording.texts("team.firm") if group.role is None else wording.role(group.role),
        hidden(wording, team) if group.people is None else str(group.people),
        step_cell(wording, team, group.met),
        step_cell(wording, team, group.rated),
        step_cell(wording, team, group.ready),
    )


def _gaps(wording: Wording, team: TeamResult) -> Gaps:
    texts = wording.texts
    if not team.gaps:
        return Gaps(texts("team.gaps.headline.none"), ())
    competencies, largest = wording.framework.competencies, max(gap for _, gap in team.gaps)
    rows = tuple(
        GapRow(
            wording.titles[competency],
            wording.pillars[competencies[competency].pillar],
            charts.ranked_bar(gap, largest),
            wording.figures.number(gap),
        )
        for competency, gap in team.gaps
    )
    return Gaps(texts("team.gaps.headline", title=rows[0].title), rows)


def _risk(wording: Wording, team: TeamResult) -> Risk:
    texts = wording.texts
    rows = [row for row in team.competencies if row.at_risk]
    if not rows:
        return Risk(texts("risk.headline.none"), ())
    grouped: dict[str, list[str]] = {}
    for row in rows:
        grouped.setdefault(row.pillar, []).append(wording.titles[row.competency])
    groups = tuple(RiskGroup(wording.pillars[pillar], tuple(items)) for pillar, items in grouped.items())
    headline = texts("risk.headline", n=len(rows), all=str(len(team.competencies)))
    return Risk(headline, groups)


def _reading(wording: Wording, team: TeamResult) -> tuple[Fact, ...]:
    policy = wording.framework.scoring
    values = {
        "smallest": str(team.smallest),
        "hidden": hidden(wording, team),
        "step": wording.figures.percent_short(policy.groups.share_step),
        "factor": wording.figures.short(policy.must_have_factor),
        "best": wording.figures.quoted(wording.readiness[policy.bands[0].id]) if policy.bands else "",
    }
    topics = ("group", "steps", "met", "ready", "gap", "risk")
    return tuple(
        Fact(wording.texts(f"reading.{key}.label"), wording.texts(f"reading.{key}", **values)) for key in topics
    )
