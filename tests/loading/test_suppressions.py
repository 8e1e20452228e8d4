"""Comments that keep findings quiet: which line they are about, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiframework.loading.suppressions import find_suppressions

IGNORE = "# kif: ignore[KIF219] quoted from the law"


def found(text: str) -> list[tuple[int, int, int]]:
    """Return the line each comment is about, and the line and column it stands at."""
    return [(one.line, one.location.line, one.location.column) for one in find_suppressions(text, "a.yaml")]


PLACES = {
    "behind an entry": (f"a: 1\nb: 2  {IGNORE}\n", [(2, 2, 7)]),
    "on a line of its own": (f"a:\n  {IGNORE}\n  b: 1\n", [(3, 2, 3)]),
    "above blank lines and comments": (f"{IGNORE}\n\n  # why\n\t\na: 1\n", [(5, 1, 1)]),
    "two above one entry": (f"{IGNORE}\n{IGNORE}\na: 1\n", [(3, 1, 1), (3, 2, 1)]),
    "at the end of the file": (f"a: 1\n{IGNORE}\n", [(2, 2, 1)]),
    "behind the sign of a folded text": (f"a: >-  {IGNORE}\n  text\nb: 1\n", [(1, 1, 8)]),
    "behind the sign of a literal text": (f"a: |  {IGNORE}\n  text\n", [(1, 1, 7)]),
    "behind a quoted text": (f"a: 'x'  {IGNORE}\n", [(1, 1, 9)]),
    "behind a double quoted text": (f'a: "ü😀"  {IGNORE}\n', [(1, 1, 10)]),
    "between quoted texts": (f"a: 'x'\n{IGNORE}\nb: 'y'\n", [(3, 2, 1)]),
    "line ends of Windows": (f"a: 1\r\nb: 2  {IGNORE}\r\nc: 3\r\n", [(2, 2, 7)]),
    "line ends of old": (f"a: 1\rb: 2  {IGNORE}\r", [(2, 2, 7)]),
    "a line end that only YAML knows": (f'a: "x\u2028 y"\nb: 2  {IGNORE}\n', [(3, 3, 7)]),
    "in a folded text": (f"a: >-\n  text\n  {IGNORE}\nb: 1\n", []),
    "in a literal text": (f"a: |\n  {IGNORE}\n", []),
    "in single quotes": (f"a: 'x {IGNORE}'\n", []),
    "in double quotes over two lines": (f'a: "x\n  {IGNORE}"\n', []),
    "something else": ("a: 1  # kif: yes\nb: 2  # ignore[KIF219]\n", []),
    "no comment at all": ("a: 1\n", []),
}


@pytest.mark.parametrize(("text", "expected"), PLACES.values(), ids=PLACES.keys())
def test_a_comment_is_about_its_line_or_the_next_that_holds_something(
    text: str, expected: list[tuple[int, int, int]]
) -> None:
    assert found(text) == expected


WORDS = {
    "one code": ("# kif: ignore[KIF219] why", ("KIF219",), "why"),
    "several codes": ("#kif:ignore[KIF219, KIF220,,KIF221 ]  why so  ", ("KIF219", "KIF220", "KIF221"), "why so"),
    "no reason": ("# kif: ignore[KIF219]", ("KIF219",), ""),
    "no codes": ("# kif: ignore[] why", (), "why"),
    "no brackets": ("# kif: ignore why", (), "why"),
}


@pytest.mark.parametrize(("comment", "codes", "reason"), WORDS.values(), ids=WORDS.keys())
def test_a_comment_carries_codes_and_a_reason(comment: str, codes: tuple[str, ...], reason: str) -> None:
    (one,) = find_suppressions(f"a: 1 {comment}\n", "a.yaml")
    assert (one.codes, one.reason) == (codes, reason)
    assert one.location[:5] == ("a.yaml", 1, 6, 1, 6 + len(comment.rstrip()))


def test_comments_of_a_file_that_is_no_yaml_are_read_as_far_as_it_goes() -> None:
    assert found(f"a: 1  {IGNORE}\nb: [\n") == [(1, 1, 7)]
    assert found(f"a: \ud800\nb: 1  {IGNORE}\n") == [(2, 2, 7)]


@given(st.lists(st.sampled_from(["a: 1\n", "\n", "# x\n", f"{IGNORE}\n", "- 'q'\n", "b: |\n", "  t\n", "\u2028"])))
def test_a_line_that_is_meant_holds_something_or_is_that_of_the_comment(parts: list[str]) -> None:
    text = "".join(parts)
    lines = text.replace("\u2028", "\n").split("\n")
    for meant, own, _ in found(text):
        held = lines[meant - 1].split("#", maxsplit=1)[0].strip()
        assert held or not any(line.split("#", maxsplit=1)[0].strip() for line in lines[own:])
