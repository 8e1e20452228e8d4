from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from kiframework.output.markdown import Markdown, escaped

RENDERER = MarkdownIt("gfm-like", {"linkify": False}).enable("table")
PRINTABLE = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"], include_characters=" \n|"), max_size=80)


def plain(markdown: str) -> str:
    """Return what a reader sees, if it is nothing but text."""
    tokens = RENDERER.parseInline(markdown)[0].children or []
    assert {token.type for token in tokens} <= {"text", "text_special"}, [token.type for token in tokens]
    return "".join(token.content for token in tokens)


@pytest.mark.parametrize(
    "text",
    [
        "**bold** _it_ `code` ~~no~~",
        "[link](http://example.org) ![i](x)",
        "<script>alert(1)</script> &amp; <!-- x -->",
        "a | b \\| c",
        "http://example.org www.example.org a@example.org",
        "$x^2$ {{ x }}",
    ],
)
def test_markup_comes_back_as_text(text: str) -> None:
    assert plain(escaped(text)) == text


@given(PRINTABLE)
def test_any_text_comes_back_as_text(text: str) -> None:
    assert plain(f"x{escaped(text)}x") == re.sub(r"[ \n]+", " ", f"x{text}x")


@pytest.mark.parametrize("text", ["# a", "> a", "- a", "+ a", "1. a", "2) a", "=", "---", "a\n\n# b"])
def test_nothing_begins_a_block(text: str) -> None:
    tokens = RENDERER.parse(escaped(text))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]


@given(PRINTABLE)
def test_nothing_breaks_a_table(text: str) -> None:
    html = RENDERER.render(f"| a | b |\n|---|---|\n| {escaped(text)} | end |\n\nafter")
    assert html.count("<td") == 2
    assert "<td>end</td>" in html
    assert "<p>after</p>" in html


def test_usual_text_stays_readable() -> None:
    text = "Ist 2,4 · Soll 3 (78,5 %), n < 5; Müller-Schmidt & Co."
    assert escaped(text) == text
    assert escaped("30.1%") == "30.1%"


def test_markdown_of_our_own_stays_markdown() -> None:
    assert escaped(Markdown("**x**")) == "**x**"
    assert escaped("**x**") == r"\*\*x\*\*"
    assert escaped(3) == "3"
