"""Reports print on A4: complete, within the margins, dark on light whatever the screen shows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.browser.conftest import DOTS
from tests.browser.test_accessibility import ENOUGH_FOR_TEXT, contrast, luminance

if TYPE_CHECKING:
    from tests.browser.conftest import Opened, Printed

pytestmark = pytest.mark.browser

COLUMN = 174 / 25.4 * 96
"""Pixels: A4 is 210 mm wide, with margins of 18 mm."""
WHITE = 255
LARGEST = 1_500_000
"""Bytes. Whoever mails a report or files it does not want more."""


def dots(millimetres: float) -> int:
    return round(millimetres / 25.4 * DOTS)


def letters(text: str) -> str:
    """Return what stays the same however a text is broken into lines."""
    return re.sub(r"[^0-9A-Za-zÄÖÜäöüß]", "", text)


def test_nothing_is_wider_than_the_paper(report: Opened) -> None:
    report.show(width=COLUMN, media="print")
    assert report.probe("overEdge", {"width": COLUMN, "scrolling": False}) == []


def test_no_text_is_in_the_way_of_another_on_paper(report: Opened) -> None:
    report.show(width=COLUMN, media="print")
    assert report.probe("outOfCell") == []
    assert report.probe("labelsInTheWay") == []


def test_print_is_dark_on_light_when_the_screen_is_not(report: Opened) -> None:
    report.show(width=COLUMN, scheme="dark", media="print")
    paper, ink = report.probe("paper")
    assert luminance(paper) == 1
    assert luminance(ink) < 0.05
    assert [found for found in report.probe("colours") if contrast(*found[:2]) < ENOUGH_FOR_TEXT] == []


def test_paper_is_a4_and_its_margins_stay_white(printed: Printed) -> None:
    for width, height, grey in printed.pages:
        assert (width, height) == pytest.approx((dots(210), dots(297)), abs=1)
        rows = [grey[start : start + width] for start in range(0, width * height, width)]
        above_foot = rows[: height - dots(17)]  # the page number stands in the foot
        margins = [row[: dots(17)] + row[-dots(17) :] for row in above_foot] + rows[: dots(17)]
        assert min(map(min, margins)) == WHITE


def test_pages_are_white_but_not_empty(printed: Printed) -> None:
    inked = [1 - grey.count(WHITE) / len(grey) for _, _, grey in printed.pages]
    assert max(inked) < 0.5
    assert min(inked) > 0.001


def test_first_and_last_rows_of_all_tables_are_on_paper(printed: Printed) -> None:
    text = letters(printed.text)
    starts = [letters(row.partition("\u202e")[0])[:25] for row in printed.ends]  # what is turned comes in another order
    assert all(starts)
    assert [start for start in starts if start not in text] == []
    assert starts or printed.kind in {"tiny", "population-tiny", "learner-sheet", "verdict-form"}, "there is no table"


def test_the_file_is_small(printed: Printed) -> None:
    assert printed.path.stat().st_size < LARGEST
