"""``kiframework diff``: states of a framework in folders and in git, and what the change does to people."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator
from tests.cli.workplace import FIT, put, skills
from tests.loading.samples import GARDEN, edited

if TYPE_CHECKING:
    from tests.cli.conftest import Kif

RAISED = edited(GARDEN, ("      composting: {level: 2}", "      composting: {level: 3, must_have: true}"))
RENAMED = edited(GARDEN, ("title: {en: Digging}", "title: {en: Spading}"))


@pytest.fixture
def both(place: Path) -> Path:
    put(place, old=GARDEN, new=RAISED, same=GARDEN, words=RENAMED)
    return place


@pytest.mark.usefixtures("both")
def test_changes_are_told_in_the_language_of_the_framework(kif: Kif) -> None:
    found = kif("diff", "old.yaml", "new.yaml", "--lang", "en")
    assert found.code == 0
    text = " ".join(found.out.split())
    assert "Gardener: Composting raised from 2 to 3, now a must-have" in text
    assert "That asks for version 3.0.0 at least; it still is 2.1.0." in text
    german = " ".join(kif("diff", "new.yaml", "old.yaml", "--lang", "de").out.split())
    assert "Gardener: Composting von 3 auf 2 gesenkt, keine Pflicht mehr" in german
    assert "There is no difference in content." in kif("diff", "old.yaml", "same.yaml", "--lang", "en").out


@pytest.mark.usefixtures("both")
@pytest.mark.parametrize(
    ("new", "fail_on", "code"),
    [
        ("new.yaml", "breaking", 1),
        ("new.yaml", "version", 1),
        ("words.yaml", "breaking", 0),
        ("words.yaml", "version", 1),
        ("same.yaml", "version", 0),
    ],
)
def test_ci_can_be_made_to_fail(kif: Kif, new: str, fail_on: str, code: int) -> None:
    assert kif("diff", "old.yaml", new, "--fail-on", fail_on).code == code


@pytest.mark.usefixtures("both")
def test_all_forms_say_the_same(kif: Kif) -> None:
    formats = [word for form in ("html", "md", "json") for word in ("--format", form)]
    assert kif("diff", "old.yaml", "new.yaml", "--lang", "en", *formats, "-o", "out").code == 0
    document = json.loads(Path("out/diff.json").read_text("utf-8"))
    rules = json.loads(kif("schema", "diff").out)
    Draft202012Validator.check_schema(rules)
    Draft202012Validator(rules).validate(document)
    assert (document["breaking"], document["required"], document["raised"]) == (True, "major", False)
    assert document["least_version"] == "3.0.0"
    (change,) = document["changes"]
    assert change["path"] == ["roles", "gardener", "requirements", "composting"]
    assert (change["before"], change["after"]) == ({"level": 2}, {"level": 3, "must_have": True})
    for name in ("diff.html", "diff.md"):
        assert "Composting raised from 2 to 3, now a must-have" in Path("out", name).read_text("utf-8")


@pytest.mark.usefixtures("both")
def test_what_it_does_to_people_tells_of_nobody_unless_asked(kif: Kif) -> None:
    for number in range(1, 13):
        own = {**FIT, "composting": "2"} if number > 6 else FIT
        put(Path("people"), **{f"P-{number:03}": skills(f"P-{number:03}", levels=own)})
    found = kif("diff", "old.yaml", "new.yaml", "--people", "people", "--lang", "en")
    rows = dict(line.split() for line in found.out.splitlines() if line.split()[:1] in (["unchanged"], ["worse"]))
    assert rows == {"unchanged": "6", "worse": "6"}
    assert "P-0" not in found.out + found.err
    put(Path("people"), **{"P-099": "person: P-099\nrole: boss\n"})
    wrong = kif("diff", "old.yaml", "new.yaml", "--people", "people", "--lang", "en")
    assert "note: 1 file(s) of people have errors" in wrong.err
    assert "P-0" not in wrong.out + wrong.err
    Path("people/P-099.yaml").unlink()
    named = kif("diff", "old.yaml", "new.yaml", "--people", "people", "--by-person", "--lang", "en")
    assert "P-007, Gardener: fit → must-have open" in named.out
    plain, asked = (
        json.loads(kif("diff", "old.yaml", "new.yaml", "--people", "people", "--format", "json", *more).out)
        for more in ((), ("--by-person",))
    )
    rules = Draft202012Validator(json.loads(kif("schema", "diff").out))
    rules.validate(plain)
    rules.validate(asked)
    assert "shifts" not in plain
    assert len(asked["shifts"]) == 6


@pytest.mark.usefixtures("both")
@pytest.mark.parametrize("arguments", [("nowhere.yaml", "new.yaml"), ("old.yaml", "people"), ("v9",)])
def test_what_cannot_be_compared_is_said_in_a_sentence(kif: Kif, arguments: tuple[str, ...]) -> None:
    put(Path("people"), one=skills())
    found = kif("diff", *arguments)
    assert found.code == 2
    assert "error: " in found.err
    assert "Traceback" not in found.err


@pytest.mark.usefixtures("place")
def test_what_has_another_name_is_followed_to_it(kif: Kif) -> None:
    retired = (
        "retired: {competencies: {digging: {since: 3.0.0, replaced_by: spading}},"
        " roles: {gardener: {since: 3.0.0, replaced_by: planter}}}\nroles:\n"
    )
    new = GARDEN.replace("digging", "spading").replace("gardener", "planter").replace("roles:\n", retired, 1)
    put(Path(), old=GARDEN, new=new, lost=new.replace(retired, "roles:\n"))
    put(Path("people"), **{f"P-{number:03}": skills(f"P-{number:03}", levels=FIT) for number in range(1, 7)})
    found = kif("diff", "old.yaml", "new.yaml", "--people", "people", "--lang", "en").out
    assert "Competency Digging: removed, so far required by 2 roles; replaced by Digging" in found
    assert "Role Gardener: removed; replaced by Gardener" in found
    assert ["unchanged", "6"] in [line.split() for line in found.splitlines()]
    assert "retired" not in found
    gone = kif("diff", "old.yaml", "lost.yaml", "--people", "people", "--lang", "en").out
    assert "nothing says what became of it (retired)" in gone
    assert ["no", "longer", "assessable", "6"] in [line.split() for line in gone.splitlines()]


# --- git --------------------------------------------------------------------------------------------------------------


def git(*arguments: str) -> None:
    settings = ("-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *settings, *arguments], check=True, capture_output=True, timeout=60)


def commit(message: str) -> None:
    git("add", "-A")
    git("commit", "-qm", message)


@pytest.fixture
def history(place: Path) -> Path:
    """Make a repository with two branches, a renamed file and a merge; in it a framework, and one laid over it."""
    git("init", "-q")
    put(place, fw__framework=GARDEN, own__framework='extends: ../fw@^2\nid: own\nversion: "1.0.0"\n')
    commit("first")
    git("tag", "first")
    git("checkout", "-qb", "words")
    (place / "fw" / "framework.yaml").write_text(RENAMED, "utf-8")
    commit("words")
    git("checkout", "-q", "main")
    head, competencies = GARDEN.split("competencies:\n")
    inner, rest = competencies.split("roles:\n")
    (place / "fw" / "competencies").mkdir()
    lines = (line[2:] for line in inner.splitlines(keepends=True))
    (place / "fw" / "competencies" / "all.yaml").write_text("".join(lines), "utf-8")
    (place / "fw" / "framework.yaml").write_text(f"{head}roles:\n{rest}", "utf-8")
    commit("moved into a folder")
    git("tag", "moved")
    git("mv", "fw/competencies/all.yaml", "fw/competencies/garden.yaml")
    text = (place / "fw" / "framework.yaml").read_text("utf-8")
    (place / "fw" / "framework.yaml").write_text(text.replace("pruning: {level: 3}", "pruning: {level: 2}"), "utf-8")
    commit("less asked")
    git("merge", "-q", "-X", "ours", "-m", "merge", "words")
    return place


@pytest.mark.usefixtures("history")
def test_moved_files_are_no_change(kif: Kif) -> None:
    assert "no difference" in kif("diff", "first..moved", "--framework", "fw", "--lang", "en").out


def test_revisions_branches_and_the_tree_are_compared(kif: Kif, history: Path) -> None:
    lowered = "Gardener: Pruning lowered from 3 to 2"
    assert lowered in kif("diff", "moved..HEAD", "--framework", "fw", "--lang", "en").out
    assert "title (en): “Digging” → “Spading”" in kif("diff", "first..words", "--framework", "fw", "--lang", "en").out
    (history / "fw" / "framework.yaml").write_text(RAISED, "utf-8")
    found = kif("diff", "first", "--framework", "fw/framework.yaml", "--lang", "en")
    assert "raised from 2 to 3" in found.out
    assert "raised from 2 to 3" in kif("diff", "first", "fw/framework.yaml", "--framework", "fw", "--lang", "en").out


@pytest.mark.usefixtures("history")
def test_ranges_mean_what_they_mean_in_git(kif: Kif) -> None:
    git("checkout", "-q", "words")
    since = kif("diff", "moved...words", "--framework", "fw", "--lang", "en").out
    assert "title (en): “Digging” → “Spading”" in since
    assert "no difference" in kif("diff", "words...", "--framework", "fw", "--lang", "en").out
    assert "lowered from 3 to 2" in kif("diff", "..main", "--framework", "fw", "--lang", "en").out
    nothing = kif("diff", "words...nowhere", "--framework", "fw")
    assert nothing.code == 2
    assert "no revision in common" in nothing.err


@pytest.mark.usefixtures("history")
def test_an_overlay_of_a_revision_lies_over_what_was_there_then(kif: Kif) -> None:
    found = kif("diff", "moved..HEAD", "--framework", "own", "--lang", "en")
    assert "Gardener: Pruning lowered from 3 to 2" in found.out
