"""The page for the management is one sheet of A4, whatever is known of a company."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from tests.browser.conftest import missing
from tests.browser.reports import LANGUAGES
from tests.browser.test_print import COLUMN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.browser.conftest import Opened, Reader

pytestmark = pytest.mark.browser

KINDS = [kind for kind in LANGUAGES if kind.startswith("management")]
FONTS = ("Liberation Sans", "DejaVu Sans Condensed")
"""A usual face, and one that is wider than all faces the style sheet asks for."""
SHEET = (297 - 18 - 10) / 25.4 * 96
"""Pixels within the margins of the sheet."""


@pytest.fixture(params=KINDS)
def page(request: pytest.FixtureRequest, reader: Reader) -> Iterator[Opened]:
    with reader.opened(request.param) as report:
        yield report


def pages(path: Path) -> int:
    try:
        told = subprocess.run(["pdfinfo", str(path)], capture_output=True, check=True, timeout=60, text=True).stdout
    except FileNotFoundError:
        missing("pdfinfo (of poppler-utils) is not installed")
    return next(int(line.split()[1]) for line in told.splitlines() if line.startswith("Pages:"))


@pytest.mark.parametrize("font", FONTS)
def test_it_prints_on_one_sheet(page: Opened, tmp_path: Path, font: str) -> None:
    page.page.add_style_tag(content=f"body {{ font-family: '{font}' !important }}")
    page.show(width=COLUMN, media="print")
    page.page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    assert pages(tmp_path / "page.pdf") == 1
    assert page.page.evaluate("document.querySelector('.follow').getBoundingClientRect().bottom") < SHEET


def test_the_command_and_the_purpose_stand_on_paper(page: Opened) -> None:
    page.show(width=COLUMN, media="print")
    foot = page.page.inner_text(".follow")
    assert "kiframework report management --date 2026-12-01" in " ".join(foot.split())
    assert len(foot) > 200


def test_the_large_page_shows_goals_and_says_how_many_more_there_are(reader: Reader) -> None:
    with reader.opened("management-large") as report:
        goals = report.page.locator("#goals tbody tr").count()
        assert goals >= 1
        assert f"{46 - goals} weitere" in report.page.inner_text("#goals .note")


def test_pairs_of_blocks_stand_beside_each_other_on_paper_and_below_on_phones(reader: Reader) -> None:
    tops = "['readiness', 'decisions'].map((id) => document.getElementById(id).getBoundingClientRect().top)"
    with reader.opened("management") as report:
        left, right = report.show(width=COLUMN, media="print").page.evaluate(tops)
        assert left == right
        first, second = report.show(width=390).page.evaluate(tops)
        assert first < second
