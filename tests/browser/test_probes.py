"""The measures themselves: each finds nothing on a good page and something on a spoilt one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.browser.test_accessibility import ALL_RULES, ENOUGH_FOR_TEXT, contrast, violations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.browser.conftest import Opened, Reader

pytestmark = pytest.mark.browser

WIDE = {"width": 1280, "scrolling": True}
SPOILT = {
    "box over the edge": ("overEdge", WIDE, "h1.style.cssText = 'width: 2000px; max-width: none'"),
    "text over the edge": ("overEdge", WIDE, "h1.textContent = 'x'.repeat(300); h1.style.whiteSpace = 'nowrap'"),
    "text in a box too small": ("cut", None, "h1.style.cssText = 'overflow: hidden; height: 10px'"),
    "text over the next cell": (
        "outOfCell",
        None,
        "cell.style.whiteSpace = 'nowrap'; cell.textContent = 'x'.repeat(99)",
    ),
    "labels on each other": ("labelsInTheWay", None, "for (const one of labels) one.setAttribute('y', 20)"),
    "label crossed by a line": ("labelsInTheWay", None, "strike(labels[0])"),
    "label outside the chart": ("labelsInTheWay", None, "labels[0].setAttribute('x', 900)"),
    "direction turned": ("turned", None, "document.querySelector('.kind').prepend('\\u202e')"),
    "script": ("active", None, "h1.append(document.createElement('script'))"),
    "attribute that runs": ("active", None, "h1.setAttribute('onclick', '')"),
    "address elsewhere": ("active", None, "document.querySelector('a').href = 'elsewhere.html'"),
    "dead link": ("deadLinks", None, "document.querySelector('a').href = '#nowhere'"),
    "scrolling without a stop": ("unreachable", None, "h1.style.cssText = 'overflow: auto; width: 10px'"),
}


@pytest.fixture
def page(reader: Reader) -> Iterator[Opened]:
    with reader.opened("provisional") as report:
        yield report


@pytest.mark.parametrize(("probe", "argument", "change"), SPOILT.values(), ids=SPOILT)
def test_a_measure_notices_a_fault(page: Opened, probe: str, argument: Any, change: str) -> None:
    assert page.probe(probe, argument) == []
    page.page.evaluate(
        f"""() => {{
            const h1 = document.querySelector('h1');
            const cell = document.querySelector('td');
            const labels = document.querySelectorAll('svg text');
            const strike = (label) => {{
                const line = document.createElementNS(label.namespaceURI, 'path');
                line.setAttribute('d', `M${{label.getBBox().x + 9}} 0v300`);
                label.ownerSVGElement.append(line);
            }};
            {change};
        }}"""
    )
    assert page.probe(probe, argument) != []


@pytest.mark.parametrize("change", ["color: rgb(150, 150, 150)", "background: rgb(90, 90, 90)"])
def test_a_faint_text_is_noticed(page: Opened, change: str) -> None:
    page.page.evaluate("change => { document.querySelector('h1').style.cssText = change; }", change)
    assert [found for found in page.probe("colours") if contrast(*found[:2]) < ENOUGH_FOR_TEXT] != []


def test_axe_notices_a_fault(page: Opened) -> None:
    page.page.evaluate("() => { document.documentElement.lang = ''; }")
    assert any("html-has-lang" in line for line in violations(page, ALL_RULES))
