"""``kiframework migrate``: ratings keep their worth where the framework says what became of a competency."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cli.workplace import files_below
from tests.loading.samples import GARDEN, edited

from kiframework.api.migrate import migrate, write_migrated

if TYPE_CHECKING:
    from tests.cli.conftest import Kif

NEW = edited(GARDEN, ('version: "2.1.0"', 'version: "3.0.0"'))
RENAMED = NEW.replace("digging", "spading").replace(
    "roles:\n", "retired: {competencies: {digging: {since: 3.0.0, replaced_by: spading}}}\nroles:\n", 1
)
COMPOSTING = """\
  composting:
    pillar: soil
    title: {en: Composting}
    meaning: {en: Makes soil of leaves.}
    weight: 2
    prerequisites: [digging]
"""
MERGED = edited(
    NEW,
    (COMPOSTING, ""),
    ("      composting: {level: 2}\n", ""),
    ("roles:\n", "retired: {competencies: {composting: {since: 3.0.0, merged_into: digging}}}\nroles:\n"),
)
SPLIT = MERGED.replace("merged_into: digging", "split_into: [digging, pruning]")
GONE = MERGED.replace(", merged_into: digging", "")
BLOCK = """\
# von Hand geführt
framework: garden@2.1.0
person: P-001
role: gardener   # seit Mai
ratings:
  - source: boss
    rater: R-02
    date: 2026-11-20
    levels:
      digging: 2      # im Herbst gesehen
      composting: {level: 3, comment: "sehr sicher"}
      pruning: 1
"""
FLOW = """\
{framework: garden@2.1.0, person: P-001, role: gardener,
 ratings: [{source: self, date: 2026-11-20, levels: {composting: 2, digging: 2, pruning: 1}}]}
"""
BOSS = "{boss: {since: 3.0.0, split_into: [helper, gardener]}}"
PATH = Path("skills/P-001.yaml")


def put(framework: str, skills: str = BLOCK) -> None:
    Path("fw").mkdir(exist_ok=True)
    Path("fw/framework.yaml").write_text(framework, "utf-8")
    Path("skills").mkdir(exist_ok=True)
    PATH.write_bytes(skills.encode())


def migrated(kif: Kif, framework: str, skills: str = BLOCK, code: int = 0) -> tuple[str, str]:
    """Return the file and what was said."""
    put(framework, skills)
    found = kif("migrate", "skills", "--framework", "fw")
    assert found.code == code, found.err
    assert kif("validate", "skills", "--framework", "fw").code == 0
    again = kif("migrate", "skills", "--framework", "fw")
    assert again.err == "Skill files written: 0; up to date: 1.\n", "twice is once"
    return PATH.read_bytes().decode(), found.err


@pytest.mark.usefixtures("place")
def test_a_new_name_takes_the_ratings_along_and_nothing_else_changes(kif: Kif) -> None:
    text, said = migrated(kif, RENAMED)
    expected = BLOCK.replace("garden@2.1.0", "garden@3.0.0").replace("digging: 2 ", "spading: 2 ")
    assert text.startswith(expected)
    rest = yaml.safe_load(text.removeprefix(expected))
    assert len(rest["sha256"]) == 64
    assert rest["former"] == [
        {
            "framework": "garden@2.1.0", "source": "boss", "rater": "R-02", "date": yaml.safe_load("2026-11-20"),
            "competency": "digging", "level": 2, "became": ["spading"],
        }
    ]  # fmt: skip
    assert "skills/P-001.yaml: garden@2.1.0 is now garden@3.0.0\n" in said
    assert "skills/P-001.yaml: digging (boss, 2026-11-20) is now spading\n" in said


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_and_marks_stay(kif: Kif, end: str) -> None:
    text, _ = migrated(kif, RENAMED, "\ufeff" + BLOCK.replace("\n", end))
    assert text.startswith("\ufeff# von Hand geführt" + end)
    assert text.count("\r\n") == (text.count("\n") if end == "\r\n" else 0)


@pytest.mark.usefixtures("place")
def test_what_was_rated_otherwise_in_both_is_for_people_to_decide(kif: Kif) -> None:
    text, said = migrated(kif, MERGED, code=1)
    assert (
        "to be decided: 'composting' is a part of 'digging' now, and both were rated otherwise: rate 'digging' anew"
        in said
    )
    assert "      composting:" not in text
    assert "      digging: 2      # im Herbst gesehen\n      pruning: 1\n" in text
    (former,) = yaml.safe_load(text)["former"]
    assert former["level"] == {"level": 3, "comment": "sehr sicher"}


@pytest.mark.usefixtures("place")
def test_parts_that_agree_become_one_without_a_word(kif: Kif) -> None:
    text, said = migrated(kif, MERGED, FLOW)
    assert "levels: {digging: 2, pruning: 1}" in text
    assert "decided" not in said


@pytest.mark.usefixtures("place")
def test_a_single_part_moves(kif: Kif) -> None:
    text, _ = migrated(kif, MERGED, FLOW.replace("digging: 2, ", ""))
    assert "levels: {digging: 2, pruning: 1}" in text


@pytest.mark.usefixtures("place")
def test_what_was_divided_is_rated_anew(kif: Kif) -> None:
    text, said = migrated(kif, SPLIT, code=1)
    assert "to be decided: 'composting' is now 'digging' and 'pruning': rate these (boss, 2026-11-20)" in said
    assert yaml.safe_load(text)["former"][0]["became"] == ["digging", "pruning"]


@pytest.mark.usefixtures("place")
def test_a_file_in_which_no_rating_is_left_has_none(kif: Kif) -> None:
    only = "person: P-001\nratings:\n- {source: boss, date: 2026-11-01, levels: {composting: 2}}\nrole: gardener\n"
    text, _ = migrated(kif, GONE, only)
    assert "ratings" not in yaml.safe_load(text)
    assert "role: gardener\n" in text


@pytest.mark.usefixtures("place")
def test_what_is_gone_is_kept_with_its_origin(kif: Kif) -> None:
    text, said = migrated(kif, GONE)
    assert "composting (boss, 2026-11-20) is kept below 'former'" in said
    assert yaml.safe_load(text)["former"][0]["competency"] == "composting"


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("style", ["block", "flow"])
def test_a_round_in_which_nothing_is_left_goes(kif: Kif, style: str) -> None:
    alone = {
        "block": "person: P-001\nratings:\n- source: quiz\n  date: 2026-11-01\n  shares: {composting: 0.9}\n"
        "- source: boss\n  date: 2026-11-02\n  levels: {digging: 1}\n",
        "flow": "{person: P-001, ratings: [{source: quiz, date: 2026-11-01, shares: {composting: 0.9}}, "
        "{source: boss, date: 2026-11-02, levels: {digging: 1}}]}\n",
    }
    text, _ = migrated(kif, GONE, alone[style])
    document = yaml.safe_load(text)
    assert [one["source"] for one in document["ratings"]] == ["boss"]
    assert document["former"][0]["share"] == 0.9


@pytest.mark.usefixtures("place")
def test_what_plays_no_part_does_so_under_its_new_name_only(kif: Kif) -> None:
    none = "person: P-001\nratings: []\nnot_applicable: [{competency: digging, reason: Rücken}]\n"
    text, _ = migrated(kif, RENAMED, none)
    assert "competency: spading" in text
    parts = none.replace("digging", "composting")
    text, said = migrated(kif, MERGED, parts.replace("[{", "\n  - {").replace("}]", "}"), code=1)
    assert "composting" not in text
    assert "say so if these play none" in said


@pytest.mark.usefixtures("place")
def test_roles_get_new_names(kif: Kif) -> None:
    framework = NEW.replace("helper", "assistant").replace(
        "roles:\n", "retired: {roles: {helper: {since: 3.0.0, replaced_by: assistant}}}\nroles:\n", 1
    )
    text, said = migrated(kif, framework, BLOCK.replace("role: gardener", "role: helper"))
    assert "role: assistant   # seit Mai\n" in text
    assert "role at role is now assistant" in said


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize(
    ("framework", "skills", "says"),
    [
        (NEW, BLOCK.replace("composting", "mowing"), "does not say what became of it"),
        (NEW, BLOCK.replace("garden@2.1.0", "kitchen@1.0.0"), "made against 'kitchen', which 'garden' does not extend"),
        (NEW, BLOCK.replace("2.1.0", "4.0.0"), "made against version 4.0.0; the framework is 3.0.0"),
        (NEW, BLOCK.replace("role: gardener", "role: boss"), "does not have 'boss'"),
        (NEW, "person: [", "KIF003"),
        (
            NEW.replace(
                "roles:\n", "retired: {roles: {boss: {since: 3.0.0, split_into: [helper, gardener]}}}\nroles:\n", 1
            ),
            BLOCK.replace("role: gardener", "role: boss"),
            "The role 'boss' is now 'helper' and 'gardener': choose one.",
        ),
    ],
)
def test_what_cannot_be_brought_over_stays_as_it_is(kif: Kif, framework: str, skills: str, says: str) -> None:
    put(framework, skills)
    before = files_below(Path("skills"))
    found = kif("migrate", "skills", "--framework", "fw")
    assert found.code == 2
    assert says in found.err
    assert "Traceback" not in found.err
    assert files_below(Path("skills")) == before


@pytest.mark.usefixtures("place")
def test_ratings_against_what_is_extended_can_be_brought_over(kif: Kif) -> None:
    put(GARDEN)
    Path("own").mkdir()
    Path("own/framework.yaml").write_text('extends: ../fw@^2\nid: own\nversion: "1.0.0"\n', "utf-8")
    assert kif("migrate", "skills", "--framework", "own").code == 0
    assert "framework: own@1.0.0" in PATH.read_text("utf-8")
    assert kif("assess", "skills", "--framework", "own").code == 0


@pytest.mark.usefixtures("place")
def test_a_dry_run_writes_nothing(kif: Kif) -> None:
    put(RENAMED)
    before = files_below(Path("skills"))
    found = kif("migrate", "skills", "--framework", "fw", "--dry-run")
    assert "-      digging: 2      # im Herbst gesehen\n+      spading: 2      # im Herbst gesehen\n" in found.out
    assert files_below(Path("skills")) == before


# --- Property ---------------------------------------------------------------------------------------------------------

COMMENTS = st.sampled_from(["", "   # digging: siehe Protokoll", " # ä, \u2013 und \U0001f600"])
GAPS = st.sampled_from(["", "\n", "# Zwischenruf\n", "\n  # eingerückt\n"])


@st.composite
def hand_written(draw: st.DrawFn) -> tuple[str, str]:
    """Return a skill file in somebody's own style, and the same file with the new name where it stands for ratings."""
    name = draw(st.sampled_from(["digging", "'digging'", '"digging"']))
    rounds: list[tuple[str, str]] = []
    for number in range(draw(st.integers(1, 3))):
        value = draw(st.sampled_from(["2", "{level: 2, comment: 'digging war gut'}", "not_observable"]))
        head = f"  - source: boss{draw(COMMENTS)}\n    date: 2026-11-0{number + 1}\n{draw(GAPS)}"
        if draw(st.booleans()):
            line = "    levels: {{pruning: 1, {name}: {value}}}{comment}\n"
        else:
            line = "    levels:\n{gap}      {name}:   {value}{comment}\n      pruning: 1\n"
        filled = {"value": value, "comment": draw(COMMENTS), "gap": draw(st.sampled_from(["", "      # zuerst\n"]))}
        rounds.append((head + line.format(name=name, **filled), head + line.format(name="spading", **filled)))
    top = f"{draw(GAPS)}framework: garden@{{version}}{draw(COMMENTS)}\nperson:  'P-001'\n{draw(GAPS)}role: gardener\n"
    before, after = (
        top.format(version=version) + "ratings:\n" + "".join(one[at] for one in rounds)
        for at, version in ((0, "2.1.0"), (1, "3.0.0"))
    )
    end = draw(st.sampled_from(["\n", "\r\n"]))
    mark = draw(st.sampled_from(["", "\ufeff"]))
    return mark + before.replace("\n", end), mark + after.replace("\n", end)


@settings(max_examples=60, deadline=None)
@given(hand_written())
def test_every_other_byte_stays(files: tuple[str, str]) -> None:
    before, expected = files
    with tempfile.TemporaryDirectory() as name:
        framework, skills = Path(name, "fw.yaml"), Path(name, "P-001.yaml")
        framework.write_text(RENAMED, "utf-8")
        skills.write_bytes(before.encode())
        run = migrate([str(skills)], str(framework))
        assert run.diagnostics == ()
        write_migrated(run.files)
        after = skills.read_bytes().decode()
    assert after.startswith(expected)
    kept = yaml.safe_load(after.removeprefix(expected))
    assert set(kept) == {"sha256", "former"}
    assert {one["competency"] for one in kept["former"]} == {"digging"}
