"""The first sheet of a workbook: what it is, how to fill it in, and what becomes of what is entered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kiframework.model.sheets import no_value_word, shown
from kiframework.output.frame_view import Fact, notice
from kiframework.output.workbook_style import USUAL, Block, row_height

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.model.answers import Questionnaire
    from kiframework.output.wording import Wording
    from kiframework.output.workbook_style import Looks

_LABEL_WIDTH, _TEXT_WIDTH = 160, 640


def write_notice(sheet: Any, looks: Looks, wording: Wording, questionnaire: Questionnaire, kind: str) -> None:
    """Write the sheet for a workbook of a kind (``person`` or ``team``) with one look at everything."""
    sheet.set_column_pixels(0, 0, _LABEL_WIDTH)
    sheet.set_column_pixels(1, 1, _TEXT_WIDTH)
    sheet.set_row(0, 30)
    headline = wording.texts("sheet.headline", role=wording.role(questionnaire.role))
    sheet.write_string(0, 0, shown(headline), looks["headline"])
    facts = [*_instructions(wording, questionnaire, kind), *_about_data(wording), *_about_file(wording)]
    for row, fact in enumerate(facts, 1):
        sheet.write_string(row, 0, shown(fact.label), looks["notice-label"])
        sheet.write_string(row, 1, shown(fact.text), looks["notice"])
        blocks = [Block(fact.label, _LABEL_WIDTH, USUAL, bold=True), Block(fact.text, _TEXT_WIDTH, USUAL)]
        sheet.set_row(row, row_height(blocks) + 2)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.hide_gridlines(2)
    sheet.set_portrait()
    sheet.set_paper(9)
    sheet.set_margins(left=0.6, right=0.6, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.activate()


def _instructions(wording: Wording, questionnaire: Questionnaire, kind: str) -> Iterator[Fact]:
    texts = wording.texts
    by_person = questionnaire.framework.sources[questionnaire.source].by_person
    word = no_value_word("dont_know" if by_person else "not_observable", texts.lang)
    about = texts("sheet.about.self") if by_person else texts("sheet.about.other")
    yield Fact(texts("sheet.about.label"), about)
    steps = [texts(f"sheet.fill-in.{kind}"), texts("sheet.choose", word=word)]
    steps += [texts("sheet.pseudonyms"), texts("sheet.hand-back")]
    yield Fact(texts("sheet.fill-in.label"), "\n".join(steps))
    levels = [
        texts("sheet.level", level=str(step.level), title=wording.text(step.title), meaning=wording.text(step.meaning))
        for step in questionnaire.framework.scale
    ]
    yield Fact(texts("sheet.levels.label"), "\n".join(levels))


def _about_data(wording: Wording) -> Iterator[Fact]:
    yield Fact(wording.texts("notice.purpose.label"), wording.text(wording.framework.purpose))
    company = wording.edition.branding.company
    yield from notice(wording.texts, "form", company, wording.framework.scoring.groups.smallest)


def _about_file(wording: Wording) -> Iterator[Fact]:
    texts, framework = wording.texts, wording.framework
    yield Fact(texts("sheet.hidden.label"), texts("sheet.hidden"))
    version, tool = f"{framework.id}@{framework.version}", wording.edition.tool_version
    made = texts("sheet.made-with", title=wording.text(framework.title), framework=version, tool=tool)
    yield Fact(texts("sheet.made-with.label"), made)
