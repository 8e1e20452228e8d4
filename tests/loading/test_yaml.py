"""Strict YAML: what becomes of a text, and where every refusal stands."""

from __future__ import annotations

import time

import pytest
import yaml as pyyaml

from kiframework.diagnostics import Location
from kiframework.loading import yaml as strict
from kiframework.loading.yaml import Document, read_data, read_yaml

FILE = "f.yaml"


def start(place: Location) -> tuple[int, int]:
    assert place.path == FILE
    return (place.line, place.column)


def read(text: str) -> Document:
    return read_yaml(text, FILE)


def data_of(text: str) -> object:
    document = read(text)
    assert document.diagnostics == []
    return document.data


def refusal(text: str) -> tuple[str, str]:
    """Return code and place of the only diagnostic of a text that could not be built."""
    document = read(text)
    assert document.data is None
    (only,) = document.diagnostics
    return only.code, str(only.location)


# --- Scalars ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    # What YAML 1.1 would turn into booleans, octals, sexagesimals, floats and dates.
    [
        *("no", "No", "yes", "on", "off", "y", "n"),
        *("010", "0o7", "0x1F", "0b1", "1_000", "12:30", "+5", "-0", "00"),
        *("1.10", "0.72", "1e3", ".5", ".inf", ".nan", "2026-11-20", "2026-11-20T10:00:00"),
        *("1234567890123456", "85 %", "1/2", "tRUE", "nULL", "None", "=", "<<"),
    ],
)
def test_a_plain_scalar_that_would_lose_something_stays_text(text: str) -> None:
    assert data_of(f"key: {text}") == {"key": text}


@pytest.mark.parametrize(
    ("text", "value"),
    [("5", 5), ("-5", -5), ("0", 0), ("10", 10), ("123456789012345", 123456789012345)]
    + [(text, True) for text in ("true", "True", "TRUE")]
    + [(text, False) for text in ("false", "False", "FALSE")]
    + [(text, None) for text in ("", "~", "null", "Null", "NULL")],
)
def test_a_plain_scalar_of_yaml_12_becomes_its_value(text: str, value: object) -> None:
    found = data_of(f"key: {text}")
    assert found == {"key": value}
    assert isinstance(found, dict)
    assert type(found["key"]) is type(value)


@pytest.mark.parametrize("text", ["'5'", '"5"', "|-\n  5", ">-\n  5"])
def test_a_quoted_or_block_scalar_is_always_text(text: str) -> None:
    assert data_of(f"key: {text}") == {"key": "5"}


def test_a_merge_key_is_a_key_like_any_other() -> None:
    assert data_of("<<: {a: 1}") == {"<<": {"a": 1}}


def test_an_alias_stands_for_the_value_of_its_anchor() -> None:
    assert data_of("a: &one [1, x]\nb: *one\nc: &n no\nd: *n") == {"a": [1, "x"], "b": [1, "x"], "c": "no", "d": "no"}


def test_an_anchor_written_again_means_the_later_value() -> None:
    assert data_of("a: &x [1]\nb: &x [2]\nc: *x") == {"a": [1], "b": [2], "c": [2]}


# --- Places -----------------------------------------------------------------------------------------------------------


def test_every_key_and_value_has_its_place() -> None:
    source = read("top:\n  - one\n  - {key: value}\n").source
    assert start(source.key(["top"])) == (1, 1)
    assert start(source.value(["top"])) == (2, 3)
    assert start(source.value(["top", 0])) == (2, 5)
    assert start(source.key(["top", 1, "key"])) == (3, 6)
    assert start(source.value(["top", 1, "key"])) == (3, 11)


def test_a_path_that_leads_nowhere_ends_at_its_nearest_parent() -> None:
    source = read("top:\n  inner: {a: 1}\n").source
    assert start(source.value(["top", "inner", "b", "c"])) == (2, 10)
    assert start(source.value(["other"])) == (1, 1)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_places_do_not_depend_on_line_ends(line_end: str) -> None:
    document = read(line_end.join(["# comment", "a: 1", "b:", "  c: x", ""]))
    assert document.data == {"a": 1, "b": {"c": "x"}}
    assert start(document.source.value(["b", "c"])) == (4, 6)


def test_a_column_counts_characters_not_bytes() -> None:
    assert start(read("{ä😀: ö, x: 1}").source.key(["x"])) == (1, 9)


# --- Duplicate keys ---------------------------------------------------------------------------------------------------


def test_a_duplicate_key_names_both_places() -> None:
    (only,) = read("a: 1\nb: 2\na: 3\n").diagnostics
    assert (only.code, start(only.location)) == ("KIF005", (3, 1))
    ((word, first),) = only.related
    assert (word, start(first)) == ("first written here", (1, 1))


def test_all_duplicate_keys_of_a_file_are_found() -> None:
    document = read("a: {x: 1, x: 2}\nb: {y: 1, y: 2, y: 3}\n")
    assert [str(one.location) for one in document.diagnostics] == ["f.yaml:1:11", "f.yaml:2:11", "f.yaml:2:17"]
    assert document.data == {"a": {"x": 1}, "b": {"y": 1}}


def test_the_same_key_in_two_mappings_is_no_duplicate() -> None:
    assert data_of("- {a: 1}\n- {a: 2}\n") == [{"a": 1}, {"a": 2}]


# --- Limits -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("depth", [51, 1_000, 100_000])
@pytest.mark.parametrize(("opening", "step"), [("[", 1), ("{a: ", 4), ("- ", 2)])
def test_nesting_too_deep_is_refused_before_anything_is_built(opening: str, step: int, depth: int) -> None:
    assert refusal(opening * depth) == ("KIF004", f"f.yaml:1:{50 * step + 1}")


def test_fifty_levels_are_read() -> None:
    assert data_of("[" * 50 + "]" * 50) is not None


def test_the_limit_on_depth_needs_no_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pyyaml, "__with_libyaml__", False)
    assert refusal("[" * 1_000) == ("KIF004", "f.yaml:1:51")


def alias_bomb(width: int, levels: int) -> str:
    lines = [f"l0: &l0 [{', '.join('x' * width)}]"]
    lines += [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * width)}]" for n in range(1, levels)]
    return "\n".join(lines)


def test_an_alias_bomb_is_refused_at_once() -> None:
    begin = time.perf_counter()
    code, place = refusal(alias_bomb(9, 20))
    assert time.perf_counter() - begin < 1
    assert (code, place) == ("KIF004", "f.yaml:7:20")


def test_aliases_below_the_limit_are_welcome() -> None:
    assert data_of(alias_bomb(9, 4))


def test_the_limit_on_values_counts_collections(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strict, "MAX_NODES", 10)
    assert refusal("- []\n" * 11)[0] == "KIF004"


@pytest.mark.parametrize("text", ["a: &x [*x]", "a: &x {b: *x}", "&x [[*x]]"])
def test_an_alias_to_itself_is_refused(text: str) -> None:
    code, _ = refusal(text)
    assert code == "KIF003"


def test_aliases_may_stack_collections_without_a_crash() -> None:
    # Each anchor adds 40 levels below the former, so the whole is 4,000 deep though no text nests deeper than 42.
    lines = ["a0: &a0 x"]
    lines += [f"a{n}: &a{n} {'[' * 40}*a{n - 1}{']' * 40}" for n in range(1, 101)]
    document = read("\n".join(lines))
    assert document.data is None or document.diagnostics == []


# --- Refused syntax ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: *b", "1:4"),
        ("--- a\n--- b", "2:1"),
        ("a: 1\n---\n", "2:1"),
        ("a: !!str 1", "1:4"),
        ("a: !own [1]", "1:4"),
        ("a: !!python/object/apply:os.system [echo]", "1:4"),
        ("? [a]\n: b", "1:3"),
        ("{a: 1}: b", "1:1"),
        ("a: [1, 2", "1:9"),
        ("a: 'x", "1:6"),
        ("a: b: c", "1:5"),
        ("a:\n\t- b", "2:1"),
        ("a: @x", "1:4"),
        ("a: 1\n...\nb", "3:1"),
    ],
)
def test_what_is_not_plain_yaml_is_refused_at_its_place(text: str, place: str) -> None:
    assert refusal(text) == ("KIF003", f"f.yaml:{place}")


@pytest.mark.parametrize(
    ("text", "place"),
    [("a: \x00b", "1:4"), ("a: b\nc: d\x07", "2:5"), ("\x1b[31m", "1:1"), ("ä😀\x7f", "1:3"), ("\ufffe", "1:1")],
)
def test_a_control_character_is_refused_at_its_place(text: str, place: str) -> None:
    assert refusal(text) == ("KIF003", f"f.yaml:{place}")


def test_half_a_surrogate_pair_is_refused_without_an_exception() -> None:
    assert refusal("a: \ud800")[0] == "KIF003"


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "---\n", "null\n", "~"])
def test_a_text_without_content_is_empty(text: str) -> None:
    assert refusal(text) == ("KIF006", "f.yaml:1:1")


def test_a_syntax_error_tells_what_it_belongs_to() -> None:
    (only,) = read("a:\n  b: 'x\n").diagnostics
    assert only.related == (("while scanning a quoted scalar", Location(FILE, 2, 6)),)


def test_a_duplicate_key_before_a_syntax_error_is_reported_too() -> None:
    assert [one.code for one in read("a: 1\na: 2\nb: [").diagnostics] == ["KIF005", "KIF003"]


def test_a_place_ends_where_its_text_does() -> None:
    source = read('key: "quoted text"\nlist: [a, bc]\n').source
    assert source.value(["key"])[1:5] == (1, 6, 1, 19)
    assert source.key(["list"])[1:5] == (2, 1, 2, 5)
    assert source.value(["list", 1])[1:5] == (2, 11, 2, 13)


def test_an_entry_is_named_without_counting() -> None:
    source = read("pillars: [{id: one, title: x}, {title: y}]\nlevels: {3: z}\n").source
    assert source.value(["pillars", 0, "title"]).entry == "pillars/one/title"
    assert source.value(["pillars", 1, "title"]).entry == "pillars/*/title"
    assert source.value(["levels", 3]).entry == "levels/3"


@pytest.mark.parametrize("text", ["a: [1, {b: &x [c]}, *x]", "a: 1\na: 2", "[1]: 2", "a: *b", "", "a: {b: 1, b: 2}"])
def test_reading_without_places_builds_the_same_and_sees_that_something_is_wrong(text: str) -> None:
    quick, placed = read_data(text, FILE), read_yaml(text, FILE)
    assert quick.data == placed.data
    assert [one.code for one in quick.diagnostics] == [one.code for one in placed.diagnostics]


@pytest.mark.parametrize(
    ("text", "way_out"),
    [
        ("a:\n\tb: 1", "replace tabs by blanks"),
        ("a: one: two", "put text with a colon in quotes"),
        ("a: 1\n b: 2", "colon in quotes, or indent"),
        ("a:\n  b: 1\n c: 2", "indent this line as its neighbours are"),
        ("a: [1, 2", "close every"),
    ],
)
def test_what_is_no_yaml_comes_with_a_way_out(text: str, way_out: str) -> None:
    (only,) = read(text).diagnostics
    assert only.code == "KIF003"
    assert way_out in str(only.help)
