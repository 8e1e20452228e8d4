"""Whatever stands in a file: reading it ends in data or diagnostics, never in an exception."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.loading.samples import GARDEN, SKILLS

from kiframework.loading.files import Input
from kiframework.loading.framework import load_framework
from kiframework.loading.skills import load_skills
from kiframework.loading.workspace import load_workspace
from kiframework.loading.yaml import read_data, read_yaml

# The same examples in every run: nobody shall meet a failure that their change has not caused.
FUZZ = settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])

# Pieces that mean something to YAML, so that more than the first character is reached.
pieces = st.sampled_from(
    [
        "a",
        "a: ",
        "- ",
        "? ",
        ": ",
        "[",
        "]",
        "{",
        "}",
        ",",
        "&x ",
        "*x",
        "!t ",
        "'",
        '"',
        "|\n",
        ">-\n",
        "#",
        "---\n",
        "...\n",
        "%YAML 1.2\n",
        "\n",
        "  ",
        "\t",
        "1",
        "no",
        "~",
        "\ufeff",
        "\x00",
        "\x1b",
        "\u2028",
        "\ud7ff",
        "ä",
        "😀",
    ]
)
yaml_like = st.lists(pieces, max_size=60).map("".join)
scalars = st.one_of(
    st.sampled_from(
        [
            "1",
            "-1",
            "no",
            "1/0",
            "1/\u0660",
            "\u0663",
            "\u0663.\u0665 %",
            "9" * 30,
            "0.5.5",
            "''",
            "'[key]'",
            "~",
            "true",
            "1e9",
        ]
    ),
    st.sampled_from(
        ["2026-11-20", "2026-02-30", "0000-00-00", "'literal[x]'", "RatedLevel", "P-001", "<<", "[]", "{}"]
    ),
    st.sampled_from(["[[1]]", "{level: 1}", "{level: {level: 1}}", "{level: no, comment: ''}", "not_observable"]),
)
KEYS = ["framework", "person", "role", "roles", "ratings", "not_applicable", "source", "rater", "date", "levels"]
KEYS += ["shares", "valid_until", "note", "since", "until", "competency", "reason", "level", "evidence", "'literal[x]'"]
keys = st.sampled_from([*KEYS, "1", "true", "~", "'[key]'", "age", "Geschlecht"])
flow = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        st.dictionaries(keys, inner, max_size=3).map(
            lambda items: "{" + ", ".join(f"{key}: {value}" for key, value in items.items()) + "}"
        ),
    ),
    max_leaves=8,
)
near_skill_files = st.dictionaries(keys, flow, max_size=5).map(
    lambda items: "".join(f"{key}: {value}\n" for key, value in items.items())
)
rounds = st.dictionaries(keys, flow, max_size=4).map(
    lambda items: (
        "person: P-001\nratings:\n- {source: self, date: 2026-11-20, "
        + ", ".join(f"{key}: {value}" for key, value in items.items() if key not in {"source", "date"})
        + "}\n"
    )
)


def assert_harmless(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "f.yaml")
        path.write_bytes(content)
        loaded = load_skills(Input(path, "f.yaml", "f.yaml"))
    assert loaded.skills is not None or loaded.diagnostics
    assert all(one.location.path == "f.yaml" and one.message for one in loaded.diagnostics)


@FUZZ
@given(st.one_of(st.text(), yaml_like))
def test_any_text_is_read_or_refused(text: str) -> None:
    document = read_yaml(text, "f.yaml")
    assert document.data is not None or document.diagnostics
    lines = text.count("\n") + text.count("\r") + text.count("\x85") + text.count("\u2028") + text.count("\u2029") + 2
    assert all(1 <= one.location.line <= lines and one.location.column >= 1 for one in document.diagnostics)


@FUZZ
@given(st.one_of(st.text(), yaml_like, near_skill_files, rounds))
def test_reading_without_places_comes_to_the_same(text: str) -> None:
    quick, placed = read_data(text, "f.yaml"), read_yaml(text, "f.yaml")
    assert (repr(quick.data), quick.diagnostics) == (repr(placed.data), placed.diagnostics)


@FUZZ
@given(st.one_of(st.binary(max_size=200), yaml_like.map(str.encode)))
def test_any_bytes_are_a_skill_file_or_refused(content: bytes) -> None:
    assert_harmless(content)


@FUZZ
@given(st.one_of(near_skill_files, rounds))
def test_whatever_stands_under_the_keys_of_a_skill_file_is_read_or_refused(text: str) -> None:
    assert_harmless(text.encode())


@FUZZ
@given(st.data())
def test_a_skill_file_cut_or_changed_anywhere_is_read_or_refused(data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(SKILLS)))
    end = data.draw(st.integers(begin, min(len(SKILLS), begin + 40)))
    assert_harmless((SKILLS[:begin] + data.draw(st.one_of(yaml_like, flow)) + SKILLS[end:]).encode())


@settings(FUZZ, max_examples=60)
@given(st.data())
def test_a_framework_changed_anywhere_is_read_or_refused(data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(GARDEN)))
    end = data.draw(st.integers(begin, min(len(GARDEN), begin + 40)))
    text = GARDEN[:begin] + data.draw(st.one_of(yaml_like, flow)) + GARDEN[end:]
    with TemporaryDirectory() as folder:
        path = Path(folder, "garden.yaml")
        path.write_bytes(text.encode())
        loaded = load_framework(path, "garden.yaml")
    assert loaded.framework is not None or loaded.diagnostics
    assert all(one.location.path == "garden.yaml" and one.message for one in loaded.diagnostics)


toml_like = st.lists(
    st.sampled_from(
        [
            "company",
            "framework",
            "accent",
            "works_council",
            " = ",
            "[",
            "]",
            "{",
            "}",
            '"',
            "'",
            "\n",
            "1",
            "x",
            "\\u0000",
            "2026-01-01",
            "2026-13-01",
            "1e999",
            "0x",
            "#",
            "true",
            "=",
            ".",
            ",",
            "[[",
            "1" * 5000,
        ]
    ),
    max_size=20,
).map("".join)


@settings(FUZZ, max_examples=80)
@given(st.one_of(st.binary(max_size=80), toml_like.map(str.encode)))
def test_any_settings_are_read_or_refused(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        Path(folder, "kiframework.toml").write_bytes(content)
        loaded = load_workspace(Path(folder))
    assert not isinstance(loaded, list) or loaded
