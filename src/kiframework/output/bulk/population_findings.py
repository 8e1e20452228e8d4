"""The first screen of the report on a population: the finding, one figure, and what stands out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.model.team import BaselineResult
from kiframework.output.heat_view import step_figure, step_words
from kiframework.output.team_findings import FINDINGS, Summary, standing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from kiframework.model.population import CodeCount, Population, RolePopulation
    from kiframework.output.wording import Wording


def population_summary(wording: Wording, population: Population) -> Summary:
    """Put the result about a population into words: by the baseline if it was asked about, else by the best role."""
    texts, roles = wording.texts, population.roles
    baseline = next((role for role in roles if role.role == wording.framework.baseline), None)
    chosen = baseline or max(roles, key=lambda role: (_ready(role).share.low, _ready(role).people or 0))
    ready, target = _ready(chosen).share, _target(wording, chosen.role) if baseline else None
    result = BaselineResult(chosen.role, population.people, target, ready)
    aim = "" if target is None else wording.figures.percent_short(target)
    share = step_words(wording, ready)
    headline = (
        texts(f"team.headline.{standing(result)}", target=aim, share=share)
        if baseline
        else texts("population.headline", role=wording.role(chosen.role), share=share)
    )
    coverage = chosen.coverage.step
    return Summary(
        headline,
        texts("population.lead", n=len(roles), people=wording.figures.number(population.people or 0, 0)),
        step_figure(wording, ready),
        texts("team.figure.ready", role=wording.role(chosen.role)),
        texts("team.target", target=aim) if aim else "",
        texts("population.hidden") if coverage is None else step_figure(wording, coverage),
        tuple(_findings(wording, population))[:FINDINGS],
    )


def _ready(role: RolePopulation) -> CodeCount:
    return role.readiness[-1]


def _target(wording: Wording, role: str) -> Fraction | None:
    targets = (one for one in wording.framework.targets if one.kind == "share-ready" and one.role == role)
    return next((one.value for one in targets), None)


def _findings(wording: Wording, population: Population) -> Iterator[str]:
    texts, roles = wording.texts, population.roles
    open_ = max(roles, key=lambda role: (role.readiness[0].share.low, role.readiness[0].people or 0))
    share = step_words(wording, open_.readiness[0].share)
    yield texts("population.finding.open", role=wording.role(open_.role), share=share)
    gaps = [(gap.people or 0, role, gap) for role in roles for gap in role.gaps[:1]]
    if gaps:
        _, role, gap = max(gaps, key=lambda one: one[0])
        share = step_words(wording, gap.share)
        yield texts("population.finding.gap", role=wording.role(role.role), title=wording.titles[gap.id], share=share)
    unsure = max(roles, key=lambda role: (role.readiness[1].share.low, role.readiness[1].people or 0))
    share = step_words(wording, unsure.readiness[1].share)
    yield texts("population.finding.unknown", role=wording.role(unsure.role), share=share)
