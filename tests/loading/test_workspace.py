"""Workspaces: settings, the list of names, the logo. Nothing in them may end in an exception of ours."""

from __future__ import annotations

import base64
import os
from pathlib import Path

import pytest

from kiframework.errors import KiframeworkError
from kiframework.loading.workspace import (
    MAX_LOGO_BYTES,
    LoadedWorkspace,
    find_workspace,
    load_logo,
    load_names,
    load_texts,
    load_workspace,
)


def problems(folder: Path, text: str) -> list[tuple[str, int, int]]:
    (folder / "kiframework.toml").write_text(text, "utf-8")
    found = load_workspace(folder)
    assert isinstance(found, list)
    return [(one.code, one.location.line, one.location.column) for one in found]


def test_settings_are_read_and_paths_count_from_their_folder(tmp_path: Path) -> None:
    (tmp_path / "kiframework.toml").write_text('framework = "own"\nworks_council = {state = "none"}\n')
    found = load_workspace(tmp_path)
    assert isinstance(found, LoadedWorkspace)
    assert found.settings.skills == "skills"
    assert found.path(found.settings.framework or "") == tmp_path / "own"


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("company = \n", "KIF003", 1),
        ('company = "a"\ncompany = "b"\n', "KIF003", 2),
        ('company = "Grün\n', "KIF003", 1),
        ("a = " + "[" * 100_000, "KIF003", 0),
        ("works_council = {state = 'agreed', date = 2026-13-01}", "KIF003", 1),
        ('compny = "a"\n', "KIF010", 1),
        ('accent = "green"\n', "KIF012", 1),
        ('works_council = {state = "maybe"}\n', "KIF012", 1),
        ("works_council = {}\n", "KIF011", 1),
    ],
)
def test_settings_that_cannot_be_used_are_reported(tmp_path: Path, text: str, code: str, line: int) -> None:
    assert [(found, at) for found, at, _ in problems(tmp_path, text)] == [(code, line)]


@pytest.mark.parametrize(
    ("state", "example"),
    [
        ("agreed", '{state = "agreed", date = 2026-10-01}'),
        ("informed", '{state = "informed", date = 2026-10-01}'),
        ("none", '{state = "none"}'),
    ],
)
def test_a_state_of_the_works_council_alone_is_answered_with_the_mapping_to_write(
    tmp_path: Path, state: str, example: str
) -> None:
    (tmp_path / "kiframework.toml").write_text(f'works_council = "{state}"\n')
    found = load_workspace(tmp_path)
    assert isinstance(found, list)
    assert [one.message for one in found] == [f"Write the state in a mapping, such as {example}."]
    (tmp_path / "kiframework.toml").write_text(f"works_council = {example}\n")
    assert isinstance(load_workspace(tmp_path), LoadedWorkspace)


def test_a_works_council_that_is_no_mapping_is_reported(tmp_path: Path) -> None:
    assert problems(tmp_path, "works_council = true\n") == [("KIF012", 1, 17)]


def test_a_number_without_end_is_reported(tmp_path: Path) -> None:
    assert [code for code, _, _ in problems(tmp_path, f"company = {'1' * 5000}\n")] == ["KIF003"]


def test_the_nearest_workspace_counts(tmp_path: Path) -> None:
    inner = tmp_path / "outer" / "inner"
    (inner / "skills").mkdir(parents=True)
    (tmp_path / "outer" / "kiframework.toml").write_text("")
    assert find_workspace(inner / "skills") == (tmp_path / "outer").resolve()
    (inner / "kiframework.toml").write_text("")
    assert find_workspace(inner / "skills" / "a.yaml") == inner.resolve()


def test_links_in_circles_lie_in_no_workspace(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    assert find_workspace(tmp_path / "a") is None


def test_a_name_that_is_too_long_for_the_system_lies_in_no_workspace(tmp_path: Path) -> None:
    assert find_workspace(tmp_path / ("a" * 5000)) is None


# --- Texts of a company ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"cover.role: [", "KIF003"),
        (b"cover.role: Funktion", "KIF012"),
        (b"- x", "KIF012"),
        (b"cover.role: {de: [1]}", "KIF012"),
        (b"a: {de: \xff}", "KIF002"),
        (b"[" * 100_000, "KIF004"),
    ],
)
def test_a_broken_list_of_texts_is_reported(tmp_path: Path, content: bytes, code: str) -> None:
    (tmp_path / "texts.yaml").write_bytes(content)
    found = load_texts(tmp_path)
    assert isinstance(found, list)
    assert [one.code for one in found] == [code]


def test_texts_are_read_as_they_stand(tmp_path: Path) -> None:
    assert load_texts(tmp_path) == {}
    (tmp_path / "texts.yaml").write_text("cover.role: {de: Funktion}\n", "utf-8")
    assert load_texts(tmp_path) == {"cover.role": {"de": "Funktion"}}


# --- Names ------------------------------------------------------------------------------------------------------------


def names(path: Path, text: str) -> dict[str, str] | list[tuple[str, str]]:
    path.write_text(text, "utf-8")
    found = load_names(path)
    return found if isinstance(found, dict) else [(one.code, str(one.location)) for one in found]


def test_a_list_of_names_is_read(tmp_path: Path) -> None:
    assert names(tmp_path / "n.yaml", "P-001: Erika Beispiel\nP-002: no\n") == {
        "P-001": "Erika Beispiel",
        "P-002": "no",
    }


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("- P-001\n", "KIF012", ":1:1"),
        ("P-001: Erika\nP-002: [x]\n", "KIF012", ":2:8"),
        ("P-001: a\nP-001: b\n", "KIF005", ":2:1"),
        ("", "KIF006", ":1:1"),
    ],
)
def test_a_list_of_names_that_cannot_be_used_is_reported(tmp_path: Path, text: str, code: str, place: str) -> None:
    path = tmp_path / "n.yaml"
    assert names(path, text) == [(code, f"{path}{place}")]


def test_no_name_stands_in_what_is_reported_about_the_list(tmp_path: Path) -> None:
    path = tmp_path / "n.yaml"
    path.write_text("P-001: {Erika: Beispiel}\n")
    found = load_names(path)
    assert isinstance(found, list)
    assert "Erika" not in "".join(one.message + (one.help or "") for one in found)


# --- Logo -------------------------------------------------------------------------------------------------------------


def test_a_logo_becomes_part_of_the_report(tmp_path: Path) -> None:
    path = tmp_path / "logo.PNG"
    path.write_bytes(b"\x89PNG")
    assert load_logo(path) == "data:image/png;base64," + base64.b64encode(b"\x89PNG").decode()


def test_a_logo_that_cannot_be_used_ends_the_run_in_one_sentence(tmp_path: Path) -> None:
    large = tmp_path / "large.png"
    large.write_bytes(bytes(MAX_LOGO_BYTES + 1))
    for path, reason in (
        (tmp_path / "logo.exe", "no SVG"),
        (tmp_path / "none.png", "cannot be read"),
        (large, "larger than 500 kB"),
    ):
        with pytest.raises(KiframeworkError, match=reason):
            load_logo(path)


def test_a_logo_with_an_impossible_name_ends_the_run_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(KiframeworkError, match="cannot be read"):
        load_logo(tmp_path / "\0.png")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_named_pipe_is_no_logo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "logo.png"
    os.mkfifo(path)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("it would wait for ever"))
    with pytest.raises(KiframeworkError, match="logo"):
        load_logo(path)


@pytest.mark.parametrize("file", ["kiframework.toml", "pyproject.toml"])
def test_a_wrong_setting_in_a_table_has_its_own_place(tmp_path: Path, file: str) -> None:
    table = "checks" if file == "kiframework.toml" else "tool.kiframework.checks"
    (tmp_path / file).write_text(f'[other]\n\n[{table}]\nfail_on = "error"\nignroe = []\n', "utf-8")
    found = load_workspace(tmp_path)
    assert isinstance(found, list)
    places = {(one.code, one.location.line) for one in found if "ignroe" in one.message}
    assert places == {("KIF010", 5)}
