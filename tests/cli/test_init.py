"""``kiframework init``, ``config`` and ``doctor``: a workspace that works, and what is missing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from jsonschema import Draft7Validator
from tests.cli.workplace import files_below, put_settings
from tests.output.editor_yaml import read_as_editor

from kiframework.api import doctor
from kiframework.api.init import id_from
from kiframework.cli import init

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.cli.conftest import Kif


def test_a_new_workspace_works_at_once(kif: Kif, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = kif("init", "acme", "--company", "Acme GmbH")
    assert (found.code, found.err) == (0, "Written to acme: 7 files.\nNext step: cd acme, then kiframework assess\n")
    monkeypatch.chdir(place / "acme")
    assert kif("validate", "--fail-on", "info").out == "All checks passed (3 files).\n"
    assert kif("assess").code == 0
    assert "Acme GmbH" in kif("assess", "--format", "html").out
    assert kif("show", "ki-trainer", "--origin").code == 0
    assert kif("doctor").code == 0


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("company", ["Acme", 'Müller & "Söhne" GmbH', "1A: Bäcker, #1", "🥐", "it's {fine}"])
def test_names_of_companies_end_up_whole(kif: Kif, company: str, lang: str) -> None:
    assert kif("init", "firm", "--company", company, "--lang", lang).code == 0
    assert tomllib.loads(Path("firm/kiframework.toml").read_text("utf-8"))["company"] == company
    assert company in yaml.safe_load(Path("firm/framework/framework.yaml").read_text("utf-8"))["title"][lang]
    assert kif("validate", "firm").code == 0


@pytest.mark.parametrize(
    ("company", "expected"),
    [("Acme GmbH", "acme-gmbh"), ("Müller & Söhne", "mueller-soehne"), ("1A Bau", "firm-1a-bau"), ("🥐", "firm")],
)
def test_ids_are_made_of_names(company: str, expected: str) -> None:
    assert id_from(company) == expected


def test_schemas_fit_the_files_beside_them(kif: Kif) -> None:
    kif("init", "firm")
    for schema, file in (("overlay", "framework/framework.yaml"), ("skills", "skills/P-001.yaml")):
        rules = json.loads(Path(f"firm/schemas/{schema}.schema.json").read_text("utf-8"))
        Draft7Validator.check_schema(rules)
        data = read_as_editor(Path("firm", file).read_text("utf-8"))
        assert [one.message for one in Draft7Validator(rules).iter_errors(data)] == []
        assert f"$schema=../schemas/{schema}.schema.json" in Path("firm", file).read_text("utf-8")


def test_nothing_is_written_over(kif: Kif) -> None:
    kif("init", "firm")
    before = files_below(Path("firm"))
    found = kif("init", "firm", "--company", "Other")
    assert found.code == 2
    assert "firm/kiframework.toml exists." in found.err
    assert files_below(Path("firm")) == before
    Path("other").mkdir()
    Path("other/README.md").write_text("mine", "utf-8")
    assert "other/README.md exists." in kif("init", "other").err
    assert list(files_below(Path("other"))) == ["README.md"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("firm", "--id", "Acme 1"), "The framework needs an id"),
        (("firm", "--company", " "), "The company needs a name."),
        (("firm", "--company", "a\nb"), "The company needs a name."),
    ],
)
def test_what_cannot_be_is_said(kif: Kif, arguments: tuple[str, ...], message: str) -> None:
    found = kif("init", *arguments)
    assert found.code == 2
    assert message in found.err
    assert not Path("firm").exists()


def test_a_workspace_inside_of_another_is_refused(kif: Kif) -> None:
    kif("init", "firm")
    assert "lies inside of another workspace" in kif("init", "firm/part").err


@pytest.mark.parametrize(
    ("ci", "name"), [("github", ".github/workflows/kiframework.yml"), ("gitlab", ".gitlab-ci.yml")]
)
def test_a_file_for_ci_is_written_on_request(kif: Kif, ci: str, name: str) -> None:
    kif("init", "firm", "--ci", ci)
    assert "v1.0.0" in Path("firm", name).read_text("utf-8")
    assert yaml.safe_load(Path("firm", name).read_text("utf-8"))


def test_lists_of_names_stay_out_of_git(kif: Kif) -> None:
    kif("init", "firm", "--works-council", "none")
    subprocess.run(["git", "init", "-q"], cwd="firm", check=True, timeout=60)
    Path("firm/names.yaml").write_text("P-001: Erika Muster\n", "utf-8")
    subprocess.run(["git", "add", "-A"], cwd="firm", check=True, timeout=60)
    done = subprocess.run(["git", "ls-files"], cwd="firm", check=True, capture_output=True, text=True, timeout=60)
    assert "names.yaml" not in done.stdout


def test_at_a_terminal_it_asks(kif: Kif, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str]] = []
    answers = {
        "Name of the company": "Bäckerei Korn",
        "Language of results": "en",
        "Checks of every change on": "gitlab",
    }

    def answer(question: str, suggestion: str, _choices: Sequence[str] = ()) -> str:
        asked.append((question, suggestion))
        return answers.get(question, suggestion)

    monkeypatch.setattr(init, "_ask", answer)
    monkeypatch.setattr(init, "_at_terminal", lambda: True)
    assert kif("init", "firm").code == 0
    assert asked == [
        ("Name of the company", "firm"),
        ("Id of the framework", "baeckerei-korn"),
        ("Language of results", "de"),
        ("State of the works council", "later"),
        ("Checks of every change on", "later"),
    ]
    assert Path("firm/.gitlab-ci.yml").is_file()
    assert 'works_council = {state = "none"}' not in Path("firm/kiframework.toml").read_text("utf-8")
    text = Path("firm/framework/framework.yaml").read_text("utf-8")
    assert "id: baeckerei-korn\n" in text
    assert "\nlanguages: [en, de]\n" in text
    monkeypatch.chdir("firm")
    assert "not assessable" in kif("assess").out, "in the language that was chosen"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals here")
def test_it_asks_a_real_terminal(place: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    os.write(ours, "Bäckerei Korn\n\nfr\nen\nnone\n\n".encode())
    command = [sys.executable, "-m", "kiframework", "init", "firm"]
    subprocess.run(command, cwd=place, stdin=theirs, stderr=theirs, stdout=theirs, check=True, timeout=60)
    os.close(theirs)
    screen = os.read(ours, 10_000).decode()
    os.close(ours)
    assert "Language of results (de, en) [de]: " in screen
    assert "Error: Write one of these: de, en." in screen
    assert "Next step: cd firm, then kiframework assess" in screen
    settings = (place / "firm" / "kiframework.toml").read_text("utf-8")
    assert 'company = "Bäckerei Korn"' in settings
    assert 'works_council = {state = "none"}' in settings


# --- config and doctor ------------------------------------------------------------------------------------------------


def test_settings_are_shown_with_their_origin(kif: Kif, place: Path) -> None:
    put_settings(place, 'company = "Acme"\n[training]\nrooms = ["A", "B"]\n')
    lines = [line.split("  ") for line in kif("config").out.splitlines()]
    shown = {line[0].strip(): (line[-2].strip(), line[-1].strip()) for line in lines}
    assert shown["company"] == ("Acme", "(kiframework.toml:1:11)")
    assert shown["training.rooms"] == ("A, B", "(kiframework.toml:3:9)")
    assert shown["skills"] == ("skills", "(default)")
    assert shown["logo"] == ("not set", "(default)")


def test_without_a_workspace_everything_is_default(kif: Kif) -> None:
    assert all(line.endswith("(default)") for line in kif("config").out.splitlines())


def test_the_doctor_says_what_is_missing_and_how_to_mend_it(kif: Kif, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_EXTRAS", {"excel": ("no-such-package",)})
    found = kif("doctor")
    assert found.code == 0
    assert 'missing  extra excel: is not installed\n         help: pip install "kiframework[excel]"\n' in found.out
    assert (
        "missing  workspace: there is no kiframework.toml here or above\n         help: kiframework init DIR"
        in found.out
    )


def test_the_doctor_finds_what_is_wrong(kif: Kif, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kif("init", "firm")
    monkeypatch.chdir(place / "firm")
    Path("skills/P-002.yaml").write_text("person: P-002\nrole: nobody\nratings: []\n", "utf-8")
    Path("records").mkdir()
    Path("records/a.yaml").write_text("group: [\n", "utf-8")
    subprocess.run(["git", "init", "-q"], check=True, timeout=60)
    Path("namen.yaml").write_text("P-001: x\n", "utf-8")
    subprocess.run(["git", "add", "-f", "namen.yaml"], check=True, timeout=60)
    found = kif("doctor")
    assert found.code == 1
    for line in (
        "problem  skill files: 1 person, and 1 error(s)",
        "problem  records: ",
        "problem  names: namen.yaml is",
    ):
        assert line in found.out
    Path("skills/P-002.yaml").write_text(
        "framework: firm@0.0.9\nperson: P-002\nrole: ki-trainer\nratings: []\n", "utf-8"
    )
    assert (
        "missing  skill files: 2 people, 1 file(s) of another version\n         help: kiframework mig"
        in kif("doctor").out
    )
    Path("framework/framework.yaml").write_text("extends: nothing@^1\n", "utf-8")
    assert "problem  framework: The framework cannot be used." in kif("doctor").out
    Path("kiframework.toml").write_text("company = 1 = 2\n", "utf-8")
    assert "problem  settings: " in kif("doctor").out
