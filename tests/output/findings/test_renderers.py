"""What holds for every format."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.output.findings.samples import CLEAN, SAMPLE, runs

from kiframework.output.findings import RENDERERS
from kiframework.output.findings.signs import disarmed, shown

if TYPE_CHECKING:
    from kiframework.model.validation import Validation


def test_every_format_that_was_promised_is_there() -> None:
    assert list(RENDERERS) == ["full", "concise", "json", "github", "gitlab", "junit", "sarif", "markdown"]


@pytest.mark.parametrize("name", RENDERERS)
def test_every_format_ends_with_a_line_break_or_is_empty(name: str) -> None:
    for validation in (SAMPLE, CLEAN):
        text = RENDERERS[name](validation)
        assert text == "" or (text.endswith("\n") and not text.endswith("\n\n"))


@pytest.mark.parametrize("name", RENDERERS)
def test_every_format_names_every_finding(name: str) -> None:
    text = RENDERERS[name](SAMPLE)
    assert [code for code in ("KIF001", "KIF005", "KIF202", "KIF230") if code not in text] == []
    assert all(one.message in text for one in SAMPLE.findings)


@given(runs())
def test_every_format_can_be_printed_anywhere(validation: Validation) -> None:
    for name, render in RENDERERS.items():
        text = render(validation)
        text.encode()
        assert all(line.isprintable() and "##[" not in line for line in text.split("\n")), name
        assert name == "github" or not any(line.lstrip().startswith("::") for line in text.split("\n")), name


@given(st.text(st.sampled_from("#[avso: ·"), max_size=12))
def test_a_disarmed_line_keeps_its_width_and_holds_no_command(line: str) -> None:
    assert len(disarmed(line)) == len(line)
    assert "##[" not in disarmed(line)
    assert "##vso[" not in disarmed(line)


def test_usual_words_are_shown_as_they_are() -> None:
    assert shown("Müller's 字 # [x] ## a ::") == "Müller's 字 # [x] ## a ::"
