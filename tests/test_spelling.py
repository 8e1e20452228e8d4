"""A machine mends slips of the fingers, and nothing that may be another word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiframework.spelling import distance, is_id, is_slip


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("promt-engineering", "prompt-engineering"),
        ("prompt-engineerign", "prompt-engineering"),
        ("data-qualty", "data-quality"),
        ("dataquality", "data-quality"),
        ("data_quality", "data-quality"),
        ("grundlage", "grundlagen"),
        ("tset", "test"),
    ],
)
def test_a_slip_is_recognised(written: str, meant: str) -> None:
    assert is_slip(written, meant)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("data-protection-1", "data-protection-2"),
        ("sales-junior", "sales-senior"),
        ("unsupervised-learning", "supervised-learning"),
        ("insecure-output", "secure-output"),
        ("inbound-mail", "outbound-mail"),
        ("lead-generator-de", "lead-generator-at"),
        ("b2b", "b2c"),
        ("data-quality", "data-privacy"),
        ("prompting", "prompt-engineering"),
    ],
)
def test_another_word_is_not_taken_for_a_slip(written: str, meant: str) -> None:
    assert not is_slip(written, meant)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("", "", 0), ("a", "", 1), ("ab", "ba", 1), ("abc", "ca", 3), ("kitten", "sitting", 3)],
)
def test_the_distance_counts_letters(one: str, other: str, expected: int) -> None:
    assert distance(one, other) == distance(other, one) == expected


@given(st.text("abc", max_size=8), st.text("abc", max_size=8))
def test_the_distance_is_nothing_for_the_same_word_only(one: str, other: str) -> None:
    assert (distance(one, other) == 0) == (one == other)
    assert distance(one, other) <= max(len(one), len(other))


@pytest.mark.parametrize(
    ("word", "expected"), [("data-quality", True), ("b2b", True), ("Erika", False), ("a b", False)]
)
def test_an_id_has_a_form_that_names_do_not_have(word: str, expected: bool) -> None:
    assert is_id(word) is expected
