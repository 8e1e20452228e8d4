"""Reports can be read by everybody: with a screen reader, by keyboard, in both colour schemes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal

import pytest

if TYPE_CHECKING:
    from tests.browser.conftest import Opened, Reader

    Scheme = Literal["light", "dark"]

pytestmark = pytest.mark.browser

ALL_RULES: dict[str, Any] = {"resultTypes": ["violations"]}
COLOURS = {**ALL_RULES, "runOnly": ["color-contrast", "link-in-text-block"]}
"""The rules that the colour scheme makes a difference to."""
NO_COLOURS = {**ALL_RULES, "rules": {"color-contrast": {"enabled": False}}}
SAME_COLOURS = (
    "ready",
    "ready-with-support",
    "developing",
    "starting",
    "not-assessable",
    "team-english",
    "matrix-large",
)
"""Kinds that hold nothing in another colour than the other kinds; axe takes its time to look for it."""
KEYBOARD = ("provisional", "team", "tiny-matrix", "hostile-team")
"""Kinds with different things to reach by keyboard."""
ENOUGH_FOR_TEXT = 4.5
ENOUGH_FOR_SHAPES = 3.0
MOST_STOPS = 60


def violations(report: Opened, options: dict[str, Any]) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(report.page, options=options).response["violations"]
    return [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"]]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as browsers write them (WCAG 2.2)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    numbers = re.findall(r"[\d.]+", colour)
    assert colour.startswith("rgb"), colour
    assert len(numbers) == 3, f"{colour} is not opaque"
    shares = [float(number) / 255 for number in numbers]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_axe_finds_nothing(report: Opened) -> None:
    assert violations(report, NO_COLOURS if report.kind in SAME_COLOURS else ALL_RULES) == []


@pytest.mark.parametrize("kind", ["must-have-open", "team", "tiny-matrix", "unrelated-person"])
def test_axe_finds_nothing_in_the_dark(reader: Reader, kind: str) -> None:
    with reader.opened(kind) as report:
        report.show(scheme="dark")
        assert luminance(report.probe("paper")[0]) < 0.05
        assert violations(report, COLOURS) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_has_contrast_charts_and_hatched_cells_too(report: Opened, scheme: Scheme) -> None:
    colours = report.show(scheme=scheme).probe("colours")
    weak = [(*found, contrast(*found[:2])) for found in colours if contrast(*found[:2]) < ENOUGH_FOR_TEXT]
    assert weak == []


@pytest.mark.parametrize("kind", KEYBOARD)
def test_the_first_stop_of_the_keyboard_skips_to_the_result(reader: Reader, kind: str) -> None:
    with reader.opened(kind) as report:
        page = report.page
        assert page.evaluate("document.querySelector('.skip').getBoundingClientRect().bottom") <= 0, "hidden at first"
        page.keyboard.press("Tab")
        stop = report.probe("focused")
        assert stop["name"] == "a.skip"
        assert stop["inView"]
        page.keyboard.press("Enter")
        assert page.evaluate("location.hash") == "#result"
        assert page.locator("main#result h1").count() == 1
        page.keyboard.press("Tab")
        assert not report.probe("focused")["inContents"], "the contents are skipped"


@pytest.mark.parametrize(("kind", "scheme"), [*((kind, "light") for kind in KEYBOARD), ("team", "dark")])
def test_every_stop_of_the_keyboard_is_seen_and_named(reader: Reader, kind: str, scheme: Scheme) -> None:
    with reader.opened(kind) as report:
        paper = report.show(scheme=scheme).probe("paper")[0]
        for _ in range(MOST_STOPS):
            report.page.keyboard.press("Tab")
            stop = report.probe("focused")
            if not stop["onPage"]:
                break
            assert stop["text"], stop
            assert stop["inView"], stop
            assert stop["outline"] >= 2, stop
            assert contrast(stop["colour"], paper) >= ENOUGH_FOR_SHAPES, stop
        else:
            pytest.fail("the keyboard never leaves the page")


def test_whatever_scrolls_can_be_reached_and_has_a_name(report: Opened) -> None:
    assert report.show(width=360).probe("unreachable") == []


@pytest.mark.parametrize("kind", ["team", "matrix", "unrelated-team"])
def test_wide_tables_scroll_by_keyboard(reader: Reader, kind: str) -> None:
    with reader.opened(kind) as report:
        report.show(width=360).page.locator(".scroll").first.focus()
        report.page.keyboard.press("ArrowRight")
        report.page.wait_for_function("() => document.activeElement.scrollLeft > 0", timeout=5_000)
