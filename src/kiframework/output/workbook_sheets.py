"""What the sheets to be filled in hold: competencies down, and what is asked about each of them across."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kiframework.model.sheets import (
    COMMENT_COLUMN,
    EVIDENCE_COLUMN,
    LEVEL_COLUMN,
    TEXT_COLUMN,
    TITLE_COLUMN,
    numbered,
)
from kiframework.model.skills import RatedLevel
from kiframework.output.workbook_page import Column
from kiframework.output.workbook_style import SMALL, USUAL, Block, row_height

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kiframework.model.answers import Questionnaire, Start
    from kiframework.output.wording import Wording
    from kiframework.output.workbook_page import Page

_TITLE_WIDTH, _TEXT_WIDTH, _ANCHOR_WIDTH = 122, 152, 142
_LEVEL_WIDTH, _COMMENT_WIDTH, _EVIDENCE_WIDTH = 92, 155, 125
_TEAM_TEXT_WIDTH, _TEAM_LEVEL_WIDTH = 470, 84
_WIDEST_TEAM = 12
"""People up to which the sheet of a team is as wide as one page."""


def write_person(page: Page, wording: Wording, questionnaire: Questionnaire, start: Start, key: str) -> None:
    """Write the sheet about one person, with what is known filled in."""
    source = questionnaire.framework.sources[questionnaire.source]
    columns = list(_person_columns(wording, page.levels, by_person=source.by_person))
    page.begin(key, columns, "self" if source.by_person else "other")
    page.person(start)
    page.rater_and_date(start)
    head = page.head(columns)
    for pillar, competencies in _by_pillar(questionnaire):
        page.pillar(pillar, len(columns))
        for competency in competencies:
            _write_competency(page, wording, questionnaire, start, competency, columns)
    footer = " · ".join(filter(None, [wording.role(start.role), start.person, start.framework]))
    page.finish(head, len(columns), 2, footer, one_page_wide=True)


def _person_columns(wording: Wording, levels: Sequence[int], *, by_person: bool) -> Iterator[Column]:
    texts = wording.texts
    yield Column(TITLE_COLUMN, texts("sheet.col.competency"), _TITLE_WIDTH)
    text = texts("sheet.col.question") if by_person else texts("sheet.col.meaning")
    yield Column(TEXT_COLUMN, text, _TEXT_WIDTH, "head-indented")
    for level in levels:
        title = wording.text(wording.framework.scale[level].title)
        yield Column(f"anchor-{level}", f"{level} {title}", _ANCHOR_WIDTH, "head-indented")
    yield Column(numbered(LEVEL_COLUMN, 1), texts("sheet.col.level"), _LEVEL_WIDTH, "head-centred")
    yield Column(numbered(COMMENT_COLUMN, 1), texts("sheet.col.comment"), _COMMENT_WIDTH, "head-indented")
    if not by_person:
        yield Column(numbered(EVIDENCE_COLUMN, 1), texts("sheet.col.evidence"), _EVIDENCE_WIDTH, "head-indented")


def _write_competency(
    page: Page,
    wording: Wording,
    questionnaire: Questionnaire,
    start: Start,
    competency: str,
    columns: Sequence[Column],
) -> None:
    given = start.round.levels.get(competency) if start.round else None
    rated = given if isinstance(given, RatedLevel) else None
    remarks = {COMMENT_COLUMN: rated and rated.comment, EVIDENCE_COLUMN: rated and rated.evidence}
    texts = {TITLE_COLUMN: wording.titles[competency], TEXT_COLUMN: wording.text(questionnaire.stems[competency])}
    texts |= {f"anchor-{level}": wording.anchor(competency, level).behaviour for level in page.levels}
    blocks = []
    for number, column in enumerate(columns, 1):
        name = column.key.partition("-")[0]
        if name == LEVEL_COLUMN:
            page.level(number, competency, rated.level if rated else given)  # type: ignore[arg-type]
        elif name in remarks:
            page.remark(number, remarks[name] or "")
            blocks.append(Block(remarks[name] or "", column.width))
        else:
            page.put(number, texts[column.key], name)
            bold = column.key == TITLE_COLUMN
            blocks.append(Block(texts[column.key], column.width, USUAL if bold else SMALL, bold))
    page.end_row(competency, row_height(blocks))


def write_team(page: Page, wording: Wording, team: Sequence[tuple[Questionnaire, Start]], key: str) -> None:
    """Write the sheet with a column for each person of a team. Nothing is filled in."""
    questionnaire, starts = shared(team), [start for _, start in team]
    texts = wording.texts
    columns = [
        Column(TITLE_COLUMN, texts("sheet.col.competency"), _TITLE_WIDTH),
        Column(TEXT_COLUMN, texts("sheet.col.levels"), _TEAM_TEXT_WIDTH, "head-indented"),
        *(
            Column(numbered(LEVEL_COLUMN, number), start.person or "", _TEAM_LEVEL_WIDTH)
            for number, start in enumerate(starts, 1)
        ),
    ]
    page.begin(key, columns, "other")
    page.rater_and_date(starts[0])
    head = page.head(columns, starts)
    for pillar, competencies in _by_pillar(questionnaire):
        page.pillar(pillar, len(columns))
        for competency in competencies:
            title = wording.titles[competency]
            anchors = "\n".join(
                texts("sheet.anchor", level=str(level), behaviour=wording.anchor(competency, level).behaviour)
                for level in page.levels
            )
            page.put(1, title, "title")
            page.put(2, anchors, "anchor")
            for number, (own, _) in enumerate(team, 3):
                if competency in own.competencies:
                    page.level(number, competency, None)
                else:
                    page.put(number, "", "closed")
            blocks = [Block(title, _TITLE_WIDTH, USUAL, bold=True), Block(anchors, _TEAM_TEXT_WIDTH)]
            page.end_row(competency, row_height(blocks))
    footer = f"{wording.role(questionnaire.role)} · {starts[0].framework}"
    page.finish(head, len(columns), 3, footer, one_page_wide=len(starts) <= _WIDEST_TEAM)


def shared(team: Sequence[tuple[Questionnaire, Start]]) -> Questionnaire:
    """Return what is asked about anybody in a team: a competency may be not applicable to some of them."""
    first = team[0][0]
    stems = {name: stem for questionnaire, _ in team for name, stem in questionnaire.stems.items()}
    return replace(first, competencies=tuple(one for one in first.framework.competencies if one in stems), stems=stems)


def _by_pillar(questionnaire: Questionnaire) -> Iterator[tuple[str, list[str]]]:
    """Yield pillars with the competencies that are asked."""
    framework = questionnaire.framework
    for pillar in framework.pillars:
        asked = [one for one in questionnaire.competencies if framework.competencies[one].pillar == pillar.id]
        if asked:
            yield pillar.id, asked
