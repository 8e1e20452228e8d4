"""Whatever files hold comes back as text: it makes no element, runs nothing, and turns nothing around."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.browser.companies import COMPETENCIES, PILLARS, REAL_NAMES, ROLES
from tests.browser.reports import TWINS
from tests.browser.texts import BROKEN, HOSTILE, UNBROKEN, hostile, read

if TYPE_CHECKING:
    from tests.browser.conftest import Opened, Reader

pytestmark = pytest.mark.browser

IN_CHARTS = {
    "circle",
    "desc",
    "g",
    "line",
    "path",
    "polygon",
    "polyline",
    "rect",
    "symbol",
    "text",
    "title",
    "tspan",
    "use",
}
EVIL_FILE = "<img src=x onerror=alert(1)>.yaml"
TITLES = [hostile(title) for title in (*PILLARS.values(), *(title for _, title in COMPETENCIES.values()))]
ROLE = hostile(ROLES["anlagenfahrer"])
FRAME = [hostile(words) for words in ("Pumpen AG", "Vertraulich", "Nur zur Fortbildung.")]
REASON = [hostile("Keine Schicht.")]
NAMES = [*map(hostile, REAL_NAMES[:1] + REAL_NAMES[3:]), UNBROKEN, BROKEN]
SAID = {
    "hostile-person": [*TITLES, ROLE, *FRAME, *HOSTILE, hostile("Prüfung"), hostile(REAL_NAMES[0])],
    "hostile-manager-person": [*TITLES, ROLE, *FRAME, *REASON, UNBROKEN],
    "hostile-calibration": [*TITLES, *FRAME, *HOSTILE, hostile("Prüfung")],
    "hostile-team": [*TITLES, ROLE, *FRAME, *NAMES, EVIL_FILE],
}
"""What was said in files, by the report that has to repeat it."""


attacked = pytest.mark.parametrize("shared", TWINS, indirect=True)


@attacked
def test_hostile_texts_come_back_as_text(report: Opened) -> None:
    shown = read(report.page.evaluate("document.body.textContent"))
    assert [text[:80] for text in SAID[report.kind] if read(text) not in shown] == []


@attacked
def test_hostile_texts_make_no_element_and_no_attribute(reader: Reader, report: Opened) -> None:
    assert report.page.locator("#taken, .taken, [onmouseover]").count() == 0
    assert report.page.title() != "taken"
    found = report.probe("skeleton")
    with reader.opened(f"plain:{report.kind}") as twin:
        plain = twin.probe("skeleton")
    assert found["outside"] == plain["outside"]
    assert set(found["inside"]) <= IN_CHARTS
    assert len(plain["outside"]) > 200, "else the comparison would prove little"


@attacked
def test_marks_of_direction_turn_nothing_around_them(report: Opened) -> None:
    assert report.probe("turned") == []


@attacked
def test_texts_without_end_are_shown_to_their_end(report: Opened) -> None:
    long = [text for text in (UNBROKEN, BROKEN) if text in SAID[report.kind]]
    visible = read(report.page.inner_text("body"))
    assert [text[:20] for text in long if read(text) not in visible] == []
