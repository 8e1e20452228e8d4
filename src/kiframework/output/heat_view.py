"""Competencies by roles: a heat map that is a table, so that every cell says in words what its colour means."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kiframework.output.charts import step_meter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from kiframework.model.team import Cell, CompetencyRow, ShareStep, TeamResult
    from kiframework.output.wording import Wording

COLUMNS = 8
"""Columns that fit on a page; more go into a table of their own."""
TONES = 5
"""Shades of the heat map, whatever the number of steps."""


class StepCell(NamedTuple):
    """A share in steps."""

    text: str
    tone: str
    """``s1`` to ``s5``, ``hidden`` or ``none``."""
    meter: Markup | None = None


class HeatRow(NamedTuple):
    """One competency."""

    title: str
    cells: tuple[StepCell, ...]


class HeatGroup(NamedTuple):
    """The competencies of one pillar."""

    title: str
    rows: tuple[HeatRow, ...]


class HeatMap(NamedTuple):
    """As many columns as fit on a page."""

    columns: tuple[str, ...]
    groups: tuple[HeatGroup, ...]


def hidden(wording: Wording, team: TeamResult) -> str:
    """Write what stands in place of a hidden figure: n < 5."""
    return wording.texts("team.hidden", smallest=str(team.smallest))


def step_figure(wording: Wording, step: ShareStep) -> str:
    """Write a share as its step: 20-40 %."""
    return wording.figures.percent_range(step.low, step.high, _decimals(step))


def step_words(wording: Wording, step: ShareStep) -> str:
    """Write a share as its step in a sentence: 20 bis 40 %."""
    return wording.figures.percent_span(step.low, step.high, _decimals(step))


def _decimals(step: ShareStep) -> int:
    return 0 if (step.low * 100).denominator == (step.high * 100).denominator == 1 else 1


def step_cell(wording: Wording, team: TeamResult, step: ShareStep | None) -> StepCell:
    """Turn a share in steps, or a hidden one, into a cell with its meter."""
    if step is None:
        return StepCell(hidden(wording, team), "hidden")
    width = wording.framework.scoring.groups.share_step
    meter = step_meter(int(step.low / width), -int(-step.high // width), -int(-1 // width))
    tone = min(TONES, 1 + int(step.low * TONES))
    return StepCell(step_figure(wording, step), f"s{tone}", meter)


def heat_maps(wording: Wording, team: TeamResult) -> tuple[HeatMap, ...]:
    """Lay out competencies by roles, the firm first, in tables that fit on a page."""
    titles = [wording.texts("team.firm.short"), *(wording.role(role.role) for role in team.roles if role.role)]
    starts = range(0, len(titles), COLUMNS)
    return tuple(
        HeatMap(tuple(titles[start : start + COLUMNS]), _groups(wording, team, slice(start, start + COLUMNS)))
        for start in starts
    )


def _groups(wording: Wording, team: TeamResult, columns: slice) -> tuple[HeatGroup, ...]:
    grouped: dict[str, list[CompetencyRow]] = {}
    for row in team.competencies:
        grouped.setdefault(row.pillar, []).append(row)
    return tuple(
        HeatGroup(wording.pillars[pillar], tuple(_row(wording, team, row, columns) for row in rows))
        for pillar, rows in grouped.items()
    )


def _row(wording: Wording, team: TeamResult, row: CompetencyRow, columns: slice) -> HeatRow:
    cells: Sequence[Cell] = (row.firm, *row.roles)[columns]
    return HeatRow(wording.titles[row.competency], tuple(_cell(wording, team, cell) for cell in cells))


def _cell(wording: Wording, team: TeamResult, cell: Cell) -> StepCell:
    if not cell.required:
        return StepCell(wording.texts("word.none"), "none")
    return step_cell(wording, team, cell.met)
