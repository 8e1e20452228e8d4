"""Forms to open in the browser, and what somebody does with them."""

from __future__ import annotations

import datetime as dt
import json
from contextlib import chdir
from typing import TYPE_CHECKING, Any

from tests.api.quiz import put_garden

from kiframework.api.questionnaire import QuickcheckRequest, prepare
from kiframework.output.edition import Branding
from kiframework.output.form import render_form

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

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
