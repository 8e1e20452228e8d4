"""Forms to open in the browser, and what somebody does with them."""

from __future__ import annotations

import datetime as dt
import json
from contextlib import chdir
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tests.api.quiz import put_garden

from kiframework.api.import_answers import ImportRequest, import_answers
from kiframework.api.questionnaire import QuickcheckRequest, prepare
from kiframework.cli.ladder_files import ladder_files
from kiframework.model.questions import ChoiceItem
from kiframework.output.edition import Branding
from kiframework.output.form import render_form

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from kiframework.model.answers import Answer
    from kiframework.model.questions import Item

TODAY = dt.date(2026, 12, 1)
GARDEN = QuickcheckRequest("gardener", TODAY, framework="garden")
BASELINE = QuickcheckRequest("belegschaft-basis", TODAY)


def write_form(folder: Path, request: QuickcheckRequest, looks: Branding = Branding(), lang: str = "en") -> Path:  # noqa: B008 - frozen
    """Write the form for a request into a folder, in which the small framework lies too unless it is there."""
    if not (folder / "garden").exists():
        put_garden(folder)
    with chdir(folder):
        questionnaire, start = prepare(request).asked[0]
    path = folder / f"form-{len(list(folder.iterdir()))}.html"
    path.write_text(render_form(questionnaire, start, looks, lang, "1.0.0"), "utf-8")
    return path


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def saved(page: Page, *keys: str) -> tuple[str, dict[str, Any]]:
    """Press keys that make the page hand over a file; return its name and what stands in it."""
    with page.expect_download() as download:
        press(page, *keys)
    return download.value.suggested_filename, json.loads(download.value.path().read_text("utf-8"))


LEVEL = ("Tab", "2", "Tab", "Tab", "Enter")
"""Choose level 2, pass the comment, and go on."""
ITEM = ("Tab", "2", "Tab", "Enter")
"""Choose option 2, and go on."""
SAMPLE = ("Tab", "1", "Tab", "ArrowDown", "Tab", "2", "Tab", "Enter")
"""Answer three parts, the second one with the arrow keys, and go on."""
EVERYTHING = (*LEVEL * 3, *ITEM, *SAMPLE, *ITEM)
"""Answer the whole form of the small framework; its overview comes next."""


def write_result(folder: Path, lang: str) -> Path:
    """Write the page on somebody's ladders in the baseline role: some right, some wrong, some unknown."""
    with chdir(folder):
        questionnaire, start = prepare(replace(BASELINE, people=("P-001",))).asked[0]
        back = start.document() | {"finished": True}
        back["ratings"][0] |= {"date": "2026-12-01", "levels": {}}
        items = [item for ladder in questionnaire.ladders.values() for item in ladder]
        back["items"] = {item.id: answer_to(item, number) for number, item in enumerate(items)}
        (folder / "back.json").write_text(json.dumps(back), "utf-8")
        run = import_answers(ImportRequest(("back.json",), TODAY))
        (name, content), *_ = ladder_files(run, lang)
    (folder / name).write_bytes(content)
    return folder / name


def answer_to(item: Item, number: int) -> Answer:
    """Return a right answer, "don't know" or the first option in turn."""
    if isinstance(item, ChoiceItem):
        return (item.key, "dont_know", 1)[number % 3]
    return [part.key if number % 2 else "dont_know" for part in item.parts]
