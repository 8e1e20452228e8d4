"""Ratings put into the text of skill files, whatever their style; all other bytes stay."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiframework.loading.skill_text import SkillText
from kiframework.loading.skill_yaml import flow
from kiframework.loading.yaml import read_yaml

ROUND = {"source": "test", "date": "2026-11-22", "levels": {"a": 1, "b": {"level": 2, "comment": "no: #yes"}}}
BLOCK = """\
# top
person: P-001   # the one
role: digger
ratings:
  # first
  - source: self
    date: 2026-11-20
    levels:
      a: 1   # rather
      b: {level: 2,
          comment: "x" }  # end
  - {source: manager, date: 2026-11-20, levels: {c: 3}} # tail

# bottom
not_applicable: []
"""


def test_a_round_goes_behind_the_others_and_nothing_else_changes() -> None:
    text = SkillText(BLOCK)
    text.put([], "ratings", [ROUND])
    added = """\
  - source: test
    date: 2026-11-22
    levels:
      a: 1
      b: {level: 2, comment: "no: #yes"}
"""
    assert text.text == BLOCK.replace("# tail\n", f"# tail\n{added}")


def test_levels_go_into_a_round_in_the_style_of_the_round() -> None:
    text = SkillText(BLOCK)
    text.add(["ratings", 0, "levels"], {"z": 4})
    text.add(["ratings", 1, "levels"], {"z": 4})
    assert text.text == BLOCK.replace("# end\n", "# end\n      z: 4\n").replace("{c: 3}", "{c: 3, z: 4}")


def test_a_value_is_replaced_with_its_braces_and_without_its_comment() -> None:
    text = SkillText(BLOCK)
    text.replace(["ratings", 0, "levels", "b"], 3)
    assert text.text == BLOCK.replace('{level: 2,\n          comment: "x" }  # end', "3  # end")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("person: P", "person: P\nratings:\n  - source: self\n    levels:\n      a: 1"),
        ("person: P\nratings: []\n", "person: P\nratings:\n  - source: self\n    levels:\n      a: 1\n"),
        ("person: P\nratings:\n\n# end\n", "person: P\nratings:\n  - source: self\n    levels:\n      a: 1\n\n# end\n"),
        ("ratings: null # none\nrole: x\n", "ratings:\n  - source: self\n    levels:\n      a: 1 # none\nrole: x\n"),
        ("{person: P}\n", "{person: P, ratings: [{source: self, levels: {a: 1}}]}\n"),
        ("{ratings: [], person: P}", "{ratings: [{source: self, levels: {a: 1}}], person: P}"),
        ("ratings: [{source: x}]\n", "ratings: [{source: x}, {source: self, levels: {a: 1}}]\n"),
        (
            "ratings:\n- note: |\n    a\n\n    b\n\nrole: x\n",
            "ratings:\n- note: |\n    a\n\n    b\n- source: self\n  levels:\n    a: 1\n\nrole: x\n",
        ),
        ("ratings:\r\n- source: x\r\n", "ratings:\r\n- source: x\r\n- source: self\r\n  levels:\r\n    a: 1\r\n"),
        (
            "ratings: [\n  {source: x}, # one\n]\n",
            "ratings: [\n  {source: x}, {source: self, levels: {a: 1}}, # one\n]\n",
        ),
    ],
)
def test_every_style_of_yaml_takes_a_round(before: str, after: str) -> None:
    text = SkillText(before)
    text.put([], "ratings", [{"source": "self", "levels": {"a": 1}}])
    assert text.text == after


@given(st.text())
def test_any_text_reads_as_what_it_was(words: str) -> None:
    try:
        words.encode()
    except UnicodeEncodeError:
        return
    document = read_yaml(f"note: {flow(words)}\n", "x.yaml")
    if not any(ord(sign) < 32 and sign not in "\t\n\r" for sign in words):
        assert document.diagnostics == []
    assert document.data == {"note": words}


@pytest.mark.parametrize(
    "words", ["yes", "No", "1.10", "007", "null", "~", "a: b", "a #b", "- a", "2026-11-20", "", " a", "é", "n"]
)
def test_words_that_yaml_takes_for_something_else_stay_words(words: str) -> None:
    assert read_yaml(f"note: {flow(words)}\n", "x.yaml").data == {"note": words}
