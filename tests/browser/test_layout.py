"""Reports fit on every screen: no page scrolls sideways, nothing is hidden, no label lies on another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.browser.conftest import Opened

pytestmark = pytest.mark.browser

WIDTHS = (1280, 640, 390, 360)
"""A desk, the same at 200 % zoom, and two phones."""
OVERLONG = ("hostile-manager-person", "hostile-team", "hostile-person", "hostile-calibration")
"""With names and titles no column head has room for; these have to be complete in the text, not on the screen."""


def at_widths(report: Opened, probe: str) -> dict[int, list[str]]:
    """Return what a probe finds, by width."""
    found = {width: report.show(width=width).probe(probe) for width in WIDTHS}
    return {width: faults for width, faults in found.items() if faults}


def test_no_page_scrolls_sideways(report: Opened) -> None:
    for width in WIDTHS:
        report.show(width=width)
        assert report.probe("pageWidth") <= width
        assert report.probe("overEdge", {"width": width, "scrolling": True}) == []


def test_nothing_is_cut_off(report: Opened) -> None:
    if report.kind not in OVERLONG:
        assert at_widths(report, "cut") == {}


def test_no_text_leaves_its_cell(report: Opened) -> None:
    assert at_widths(report, "outOfCell") == {}


def test_no_label_of_a_chart_lies_on_another_or_outside(report: Opened) -> None:
    assert at_widths(report, "labelsInTheWay") == {}
