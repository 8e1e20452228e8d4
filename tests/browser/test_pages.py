"""A report is a whole page by itself: nothing is loaded, nothing runs, nothing is complained about."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from tests.browser.reports import LANGUAGES

if TYPE_CHECKING:
    from tests.browser.conftest import Opened, Reader

pytestmark = pytest.mark.browser

POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def test_the_browser_has_nothing_to_say_and_nothing_to_fetch(report: Opened) -> None:
    assert report.probe("active") == []
    assert report.said == []
    assert [address for address in report.asked if not address.startswith("data:image/")] == [report.url]


def test_language_title_and_headings_are_in_order(report: Opened) -> None:
    assert report.page.locator("html").get_attribute("lang") == LANGUAGES[report.kind]
    assert report.page.title().strip()
    levels = report.probe("headings")
    assert levels[0] == 1
    assert levels.count(1) == 1
    steps = pairwise(levels)
    assert [(before, after) for before, after in steps if after > before + 1] == []


def test_links_within_the_page_lead_somewhere(report: Opened) -> None:
    assert report.probe("deadLinks") == []


@pytest.mark.parametrize("kind", ["provisional", "team", "tiny-matrix", "unrelated-person", "hostile-team"])
def test_everything_is_readable_without_scripts(reader: Reader, kind: str) -> None:
    with reader.opened(kind) as report:
        wanted = report.page.inner_text("body")
    assert len(wanted) > 1_000
    with reader.opened(kind, scripts=False) as report:
        assert report.page.inner_text("body") == wanted


def test_the_page_forbids_the_browser_to_run_or_load_anything(report: Opened) -> None:
    rule = report.page.locator("head meta[http-equiv='Content-Security-Policy']")
    assert rule.get_attribute("content") == POLICY


def test_the_browser_obeys_the_policy(reader: Reader) -> None:
    with reader.opened("team") as report:
        ran = report.page.evaluate(
            """() => {
                const script = document.createElement('script');
                script.textContent = 'window.ran = true';
                document.body.append(script);
                document.body.insertAdjacentHTML('beforeend', '<p onclick="window.ran = true">x</p>');
                document.body.lastElementChild.click();
                return window.ran === true;
            }"""
        )
        assert ran is False
        assert len(report.said) == 2, "the browser reports both attempts"
