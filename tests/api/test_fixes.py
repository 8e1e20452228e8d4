"""Mending: exactly the edits, every other byte as it was, and nothing where harm could be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.api.checked import BROKEN, request
from tests.cli.workplace import put, put_settings, skills
from tests.loading.samples import GARDEN, SKILLS, edited

from kiframework.api import fixes
from kiframework.api.fixes import Mended, mend, mend_files
from kiframework.diagnostics import Edit, Fix, Location
from kiframework.model.checks import STUB

if TYPE_CHECKING:
    from pathlib import Path

    from kiframework.api.fixes import MendRun


def fix(*edits: tuple[int, int, int, str], safe: bool = True) -> Fix:
    """Return a fix of edits on single lines: line, first column, column after the last one, new text."""
    places = [(Location("a.yaml", line, start, line, end), text) for line, start, end, text in edits]
    return Fix("mend it", tuple(Edit(*one) for one in places), safe)


def mended(text: str, *fixes: Fix) -> str:
    return mend(text, fixes).text


def run(*paths: str, unsafe: bool = False, framework: str | None = None) -> MendRun:
    return mend_files(request(*paths, framework=framework), unsafe=unsafe)


def after(done: MendRun) -> dict[str, bytes]:
    return {name: file.after for name, file in done.files.items()}


# --- Edits in a text --------------------------------------------------------------------------------------------------

DONE = {
    "a value": ("a: x\n", (1, 4, 5, "yy"), "a: yy\n"),
    "a key": ("a: x\n", (1, 1, 2, "bb"), "bb: x\n"),
    "behind umlauts and emoji": ("{ä😀: ü, a: x}\n", (1, 12, 13, "yy"), "{ä😀: ü, a: yy}\n"),
    "line ends of Windows": ("a: 1\r\nb: x  # c\r\n", (2, 4, 5, "yy"), "a: 1\r\nb: yy  # c\r\n"),
    "line ends that only YAML knows": ('a: "\u2028"\nb: x\x85c: 1', (3, 4, 5, "y"), 'a: "\u2028"\nb: y\x85c: 1'),
    "quoted": ("a: 'x' # 'x'\n", (1, 4, 7, "y"), "a: y # 'x'\n"),
    "at the end without a line end": ("a: x", (1, 4, 5, "y"), "a: y"),
    "an item in brackets": ("a: [x, z]\n", (1, 5, 6, "y"), "a: [y, z]\n"),
    "an item on its own line": ("a:\n- x # c\n- z\n", (2, 3, 4, "y"), "a:\n- y # c\n- z\n"),
    "put in between braces": ("a: {x: 1}\n", (1, 5, 5, "w: 0, "), "a: {w: 0, x: 1}\n"),
    "put in above": ("a:\n  x: 1\n", (2, 3, 3, "w: 0\n  "), "a:\n  w: 0\n  x: 1\n"),
    "put in above on Windows": ("a:\r\n  x: 1\r\n", (2, 3, 3, "w: 0\n  "), "a:\r\n  w: 0\r\n  x: 1\r\n"),
    "an anchor that nobody uses": ("a: &one x\nb: 1\n", (1, 4, 10, "y"), "a: y\nb: 1\n"),
}


@pytest.mark.parametrize(("text", "edit", "expected"), DONE.values(), ids=DONE.keys())
def test_an_edit_changes_what_stands_at_its_place_and_nothing_else(
    text: str, edit: tuple[int, int, int, str], expected: str
) -> None:
    assert mended(text, fix(edit)) == expected


REFUSED = {
    "drops an anchor that is used": ("a: &one x\nb: *one\n", (1, 4, 10, "y")),
    "puts a text in place of an alias": ("a: &one x\nb: *one\n", (2, 4, 8, "y")),
    "makes a key stand twice": ("a: 1\nb: 2\n", (2, 1, 2, "a")),
    "turns a key and its value into one text": ('{"a":1}\n', (1, 2, 5, "b")),
    "begins a comment": ("a: [x, y]\n", (1, 5, 6, "#x")),
    "opens a bracket": ("a: x\nb: 1\n", (1, 4, 5, "[")),
    "ends the entry early": ("a: x\nb: 1\n", (1, 4, 5, "x\nc: 1\nd")),
    "is about what is no YAML": ("a: x\nb: [\n", (1, 4, 5, "y")),
    "is about a text with a control character": ("a: x\nb: \x07\n", (1, 4, 5, "y")),
}


@pytest.mark.parametrize(("text", "edit"), REFUSED.values(), ids=REFUSED.keys())
def test_an_edit_that_would_change_anything_else_is_left_for_people(text: str, edit: tuple[int, int, int, str]) -> None:
    assert mend(text, [fix(edit)]) == Mended(text, ())


def test_of_fixes_in_each_others_way_the_first_is_made() -> None:
    first, second, third = fix((1, 4, 8, "one")), fix((1, 6, 7, "two")), fix((2, 4, 5, "three"))
    assert mend("a: word\nb: x\n", [first, second, third]) == Mended("a: one\nb: three\n", (first, third))


def test_two_texts_for_the_same_gap_wait_for_each_other() -> None:
    assert mended("a: {x: 1}\n", fix((1, 5, 5, "v: 0, ")), fix((1, 5, 5, "w: 0, "))) == "a: {v: 0, x: 1}\n"


def test_a_fix_of_several_edits_is_made_whole() -> None:
    assert mended("a: [y, x]\n", fix((1, 5, 6, "x"), (1, 8, 9, "y"))) == "a: [x, y]\n"


def test_one_fix_that_does_harm_does_not_stop_the_others() -> None:
    good, bad = fix((1, 4, 5, "y")), fix((3, 1, 2, "a"))
    assert mend("a: x\nb: 1\nc: 2\n", [bad, good]) == Mended("a: y\nb: 1\nc: 2\n", (good,))


LINES = st.sampled_from(
    [
        "a: x\n",
        "ä: 'x y'\n",
        "e: 😀 # x\n",
        "b: [x, 'y', \"z\"]\n",
        "c: {x: 1, y: 2}\r\n",
        "d: |\n  x\n  y\n",
        "# x\n",
        "\n",
    ]
)


@given(st.lists(LINES, max_size=8), st.data())
def test_whatever_the_fixes_every_character_outside_of_them_stays(lines: list[str], data: st.DataObject) -> None:
    text = "".join(lines)
    rows = text.split("\n")
    drawn = []
    for _ in range(data.draw(st.integers(1, 4))):
        number = data.draw(st.integers(1, len(rows)))
        start = data.draw(st.integers(1, len(rows[number - 1]) + 1))
        end = data.draw(st.integers(start, len(rows[number - 1]) + 1))
        drawn.append(fix((number, start, end, data.draw(st.sampled_from(["new", "", "- ", "q: 1, ", "["])))))
    done = mend(text, drawn)
    starts = [0]
    for row in rows:
        starts.append(starts[-1] + len(row) + 1)
    changes = sorted(
        (
            starts[edit.where.line - 1] + edit.where.column - 1,
            starts[edit.where.line - 1] + edit.where.end_column - 1,
            edit.text,
        )
        for one in done.applied
        for edit in one.edits
    )
    rest, at = done.text, 0
    for begin, end, new in changes:
        kept = text[at:begin]
        assert rest.startswith(kept + new)
        rest, at = rest[len(kept + new) :], end
    assert rest == text[at:]


# --- Files ------------------------------------------------------------------------------------------------------------


def test_a_misspelt_word_is_mended_in_every_kind_of_file(place: Path) -> None:
    put(place, garden=BROKEN, a=edited(SKILLS, ("role: gardener", "role: gardner  # ü")))
    done = run()
    assert after(done) == {
        "a.yaml": edited(SKILLS, ("role: gardener", "role: gardener  # ü")).encode(),
        "garden.yaml": GARDEN.encode(),
    }
    assert done.fixes == 2
    assert [one.code for one in done.run.validation.findings] == ["KIF217"] * 3
    assert (place / "garden.yaml").read_text("utf-8") == BROKEN


def test_byte_order_mark_and_line_ends_stay(place: Path) -> None:
    before = ("# ü😀\n" + BROKEN).replace("\n", "\r\n").encode("utf-8-sig")
    (place / "garden.yaml").write_bytes(before)
    assert after(run()) == {"garden.yaml": before.replace(b"[diging]", b"[digging]")}


@pytest.mark.parametrize(("number", "text"), [("2", '"2.0.0"'), ("2.10", '"2.10.0"')])
def test_a_version_that_is_a_number_becomes_a_text(place: Path, number: str, text: str) -> None:
    put(place, garden=edited(GARDEN, ('"2.1.0"', f"{number} # v")))
    assert after(run()) == {"garden.yaml": edited(GARDEN, ('"2.1.0"', f"{text} # v")).encode()}


def test_mending_one_thing_brings_the_next_to_light(place: Path) -> None:
    put(place, garden=edited(GARDEN, ("scoring:\n", "scorng:\n"), ("[digging]", "[diging]")))
    done = run()
    assert after(done) == {"garden.yaml": GARDEN.encode()}
    assert done.fixes == 2


def test_mending_ends_after_some_rounds_whatever_there_is_left(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fixes, "ROUNDS", 1)
    half = edited(GARDEN, ("[digging]", "[diging]"))
    put(place, garden=edited(half, ("scoring:\n", "scorng:\n")))
    done = run()
    assert after(done) == {"garden.yaml": half.encode()}
    assert "KIF202" in [one.code for one in done.run.validation.findings]


def test_a_fix_that_would_make_a_key_stand_twice_is_not_made(place: Path) -> None:
    put(place, a=skills(levels={"digging": "1", "diging": "2"}), fw__garden=GARDEN)
    done = run("a.yaml", framework="fw/garden.yaml")
    assert (done.files, done.fixes) == ({}, 0)
    assert [one.code for one in done.run.validation.findings] == ["KIF101"]


def test_ids_on_one_line_are_sorted(place: Path) -> None:
    put(
        place,
        garden=edited(GARDEN, ("    weight: 3\n", "    weight: 3\n    prerequisites: [digging, composting] # c\n")),
    )
    assert after(run()) == {
        "garden.yaml": edited(
            GARDEN, ("    weight: 3\n", "    weight: 3\n    prerequisites: [composting, digging] # c\n")
        ).encode()
    }


def test_ids_on_several_lines_are_sorted_only_if_asked_for(place: Path) -> None:
    lines = ("    - digging # d\n", "    - composting # c\n")
    put(place, garden=edited(GARDEN, ("    weight: 3\n", f"    weight: 3\n    prerequisites:\n{''.join(lines)}")))
    assert run().files == {}
    assert b"    - composting # d\n    - digging # c\n" in after(run(unsafe=True))["garden.yaml"]


STUBS = {
    "in braces": ("title: {en: Digging}", f'title: {{de: "{STUB} Digging", en: Digging}}'),
    "on lines": (
        "title:\n      en: Digging # c",
        f'title:\n      de: "{STUB} Digging"\n      en: Digging # c',
    ),
}


@pytest.mark.parametrize(("written", "expected"), STUBS.values(), ids=STUBS.keys())
def test_a_stub_for_a_missing_language_is_put_in_if_asked_for_and_the_finding_stays(
    place: Path, written: str, expected: str
) -> None:
    german = edited(GARDEN, ("languages: [en]", "languages: [en, de]"), ("title: {en: Digging}", written))
    put(place, garden=german)
    assert run().files == {}
    done = run(unsafe=True)
    text = after(done)["garden.yaml"].decode()
    assert expected in text
    stubs = [one for one in done.run.validation.findings if one.code == "KIF216"]
    assert len(stubs) == done.fixes == text.count(STUB)
    assert {one.message for one in stubs} == {"The text in 'de' is still to be written."}
    assert all(one.fix is None for one in stubs)


def test_files_that_are_only_used_are_not_mended(place: Path) -> None:
    put(place, fw__garden=BROKEN, a=SKILLS)
    assert run("a.yaml", framework="fw/garden.yaml").files == {}
    put_settings(place, 'compny = "x"\n')
    assert run("a.yaml", framework="fw/garden.yaml").files == {}


def test_a_text_that_stands_in_for_a_file_is_mended_in_its_place(place: Path) -> None:
    put(place, garden=GARDEN)
    text = {str(place / "garden.yaml"): BROKEN.encode()}
    done = mend_files(request("garden.yaml", instead=text), unsafe=False)
    assert after(done) == {"garden.yaml": GARDEN.encode()}
