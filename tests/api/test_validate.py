"""All findings of all files in one run, skill files beside the right framework."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from tests.api.checked import BROKEN, found, run
from tests.cli.workplace import put, put_settings, skills
from tests.loading.samples import GARDEN, SKILLS, edited

from kiframework.errors import KiframeworkError
from kiframework.loading.baseline import baseline_text

if TYPE_CHECKING:
    from pathlib import Path

BARE = [f"garden.yaml:{place} KIF217" for place in ("53:5", "54:3", "60:3")]
"""What is to be found in the small framework as it is: missing anchors."""


def test_all_findings_of_all_files_come_in_order(place: Path) -> None:
    put(place, garden=BROKEN, b="person: P-002\nrle: x\n", a=skills(levels={"digging": "9"}), c="person: [\n")
    assert found() == [
        "a.yaml:4:54 KIF104",
        "b.yaml:2:1 KIF010",
        "c.yaml:2:1 KIF003",
        BARE[0],
        BARE[1],
        "garden.yaml:59:21 KIF202",
        BARE[2],
    ]


def test_nothing_is_found_in_nothing_wrong(place: Path) -> None:
    put(place, a=SKILLS, fw__garden=GARDEN)
    done = run("a.yaml", framework="fw/garden.yaml")
    assert done.validation.findings == ()
    assert (done.validation.files, list(done.validation.texts)) == (1, ["a.yaml"])


def test_a_broken_version_hides_nothing_else(place: Path) -> None:
    put(place, garden=edited(BROKEN, ('"2.1.0"', "2.1")))
    assert found() == ["garden.yaml:2:10 KIF014", BARE[0], BARE[1], "garden.yaml:59:21 KIF202", BARE[2]]


def test_a_missing_pillar_brings_no_findings_about_what_refers_to_it(place: Path) -> None:
    put(place, garden=edited(GARDEN, ("{id: tools, title", "{id: TOOLS, title")))
    assert found() == ["garden.yaml:17:10 KIF013"]


# --- Which framework --------------------------------------------------------------------------------------------------

SPADE = edited(GARDEN, ("  pruning:\n", "  spading:\n"), ("pruning: {level: 1}", "spading: {level: 1}"),
               ("      pruning: {level: 3}", "      spading: {level: 3}"))  # fmt: skip
"""The small framework with another competency in place of one."""
SPADING = skills(levels={"spading": "1"})
UNKNOWN = "a.yaml:4:45 KIF101"


def test_the_chosen_framework_comes_first(place: Path) -> None:
    put(place, ws__garden=GARDEN, ws__a=SPADING, spade=SPADE)
    put_settings(place / "ws", 'framework = "garden.yaml"\n')
    assert found("ws", framework="spade.yaml") == [f"ws/{one}" for one in BARE]
    assert found("ws") == [f"ws/{UNKNOWN}", *(f"ws/{one}" for one in BARE)]


def test_then_that_of_the_settings_around_the_file(place: Path) -> None:
    put(place, garden=GARDEN, ws__spade=SPADE, ws__team__a=SPADING)
    put_settings(place / "ws", 'framework = "spade.yaml"\n')
    assert found("garden.yaml", "ws/team/a.yaml") == BARE
    assert found("ws/team/a.yaml") == []


def test_then_the_only_one_there_is(place: Path) -> None:
    put(place, spade=SPADE, a=SPADING)
    assert [one for one in found() if "KIF101" in one] == []
    put(place, garden=GARDEN)
    assert UNKNOWN in found()


def test_then_the_built_in_one(place: Path) -> None:
    put(place, a=SPADING)
    assert UNKNOWN in found()
    assert "a.yaml:2:7 KIF102" in found()


def test_standard_input_is_checked_beside_the_framework_of_the_current_folder(place: Path) -> None:
    put(place, spade=SPADE)
    put_settings(place, 'framework = "spade.yaml"\n')
    assert found("-", instead={str(place / "-"): SPADING.encode()}) == []


def test_settings_that_cannot_be_used_are_reported_and_the_rest_is_checked(place: Path) -> None:
    put(place, garden=GARDEN, a=skills(levels={"diging": "1"}))
    put_settings(place, "framework = [\n")
    assert [one.rpartition(" ")[2] for one in found()] == ["KIF101", "KIF217", "KIF217", "KIF217", "KIF003"]


def test_a_framework_that_is_only_used_is_not_judged_by_its_content(place: Path) -> None:
    put(place, garden=GARDEN, broken=BROKEN, a=SKILLS)
    assert found("a.yaml", framework="garden.yaml") == []
    done = run("a.yaml", framework="broken.yaml")
    (one,) = done.validation.findings
    assert (one.code, one.location.path, one.fix) == ("KIF202", "broken.yaml", None)
    assert list(done.contents) == ["a.yaml"]


def test_a_setting_that_names_no_possible_file_is_reported(place: Path) -> None:
    put(place, a=SKILLS)
    put_settings(place, 'framework = "\\u0000"\n')
    assert [one.rpartition(" ")[2] for one in found()] == ["KIF001"]


def test_a_framework_that_is_not_there_is_reported(place: Path) -> None:
    put(place, a=SKILLS)
    assert found("a.yaml", framework="none") == ["none KIF001"]


def test_beside_a_framework_with_gaps_only_the_form_of_skill_files_is_checked(place: Path) -> None:
    put(
        place, garden=edited(GARDEN, ("{id: slow, title: {en: Slow}, meaning", "{id: SLOW, title: {en: Slow}, meaning"))
    )
    put(place, a=skills(levels={"nothing": "1"}), b="person: P-001\nrle: x\n")
    assert "b.yaml:2:1 KIF010" in found()
    assert [one for one in found() if one.startswith("a.yaml")] == []


def test_a_pattern_that_is_none_is_a_finding_and_no_fault(place: Path) -> None:
    put(place, garden=edited(GARDEN, ("'P-[0-9]{3}'", "'P-['")), a=skills("Erika"), b="person: Erika\nrle: x\n")
    assert found() == ["b.yaml:2:1 KIF010", "garden.yaml:25:19 KIF211", *BARE]
    assert list(run().validation.texts) == ["garden.yaml"]


def test_the_files_of_one_person_are_compared(place: Path) -> None:
    put(place, skills__a=SKILLS, skills__b=SKILLS, garden=GARDEN)
    assert "KIF106" in {one.rpartition(" ")[2] for one in found("skills", framework="garden.yaml")}


# --- Versions ---------------------------------------------------------------------------------------------------------


def test_changed_content_is_told_by_the_recorded_hash(place: Path) -> None:
    recorded = f"recorded: {{version: 2.1.0, sha256: {'0' * 64}}}\n"
    put(place, garden=recorded + GARDEN)
    assert found(select=("KIF227",)) == ["garden.yaml:3:10 KIF227"]
    put(place, garden=recorded.replace("2.1.0", "2.0.0") + GARDEN)
    assert found(select=("KIF227",)) == []


# --- Texts ------------------------------------------------------------------------------------------------------------

NAMING = {
    "a name as id": "person: Erika Beispiel\nrle: x\n",
    "a name as rater": skills().replace("source: boss", "source: boss, rater: Erika Beispiel"),
    "a personal field": "person: P-001\nname: Erika Beispiel\nrle: x\n",
    "no YAML": "person: Erika Beispiel\nratings: [\n",
    "no person": "persn: Erika Beispiel\nratings: []\n",
}


@pytest.mark.parametrize("text", NAMING.values(), ids=NAMING.keys())
def test_the_text_of_a_file_where_a_name_may_stand_is_given_to_no_output(place: Path, text: str) -> None:
    put(place, skills__a=text, skills__b=SKILLS, garden=GARDEN)
    done = run("skills", framework="garden.yaml", select=("KIF010",))
    assert list(done.validation.texts) == ["skills/b.yaml"]


def test_nothing_is_quoted_of_skill_files_beside_a_framework_that_tells_no_names_apart(place: Path) -> None:
    put(place, a="person: Erika Beispiel\nrle: x\n")
    assert list(run("a.yaml", framework="none").validation.texts) == []


def test_what_is_no_text_is_reported_without_one(place: Path) -> None:
    (place / "a.yaml").write_bytes(b"person: P-001\n# \xff\n")
    done = run("a.yaml")
    assert [str(one.location) for one in done.validation.findings] == ["a.yaml:2:3"]
    assert done.validation.texts == {}


@pytest.mark.skipif(os.name != "posix", reason="such names are not allowed there")
def test_names_of_files_may_hold_line_breaks(place: Path) -> None:
    (place / "a\nb.yaml").write_text("person: P-001\nrle: x\n", "utf-8")
    assert found("a\nb.yaml") == ["a\nb.yaml:2:1 KIF010"]


# --- Requests ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("wish", [{"select": ("KIF9",)}, {"ignore": ("x",)}, {"select": ("",)}])
def test_codes_that_no_rule_has_are_refused(place: Path, wish: dict[str, tuple[str, ...]]) -> None:
    put(place, a=SKILLS)
    with pytest.raises(KiframeworkError, match="There is no rule"):
        run(**wish)


@pytest.mark.parametrize("checks", ['select = ["KIF9"]', 'ignore = ["kif"]', 'per_file_ignores = {"*" = ["KIF9"]}'])
def test_codes_in_settings_that_no_rule_has_are_refused(place: Path, checks: str) -> None:
    put(place, a=SKILLS)
    put_settings(place, f"[checks]\n{checks}\n")
    with pytest.raises(KiframeworkError, match="There is no rule"):
        run()


@pytest.mark.parametrize("baseline", ["none.json", "a.yaml"])
def test_a_baseline_that_cannot_be_read_is_refused(place: Path, baseline: str) -> None:
    put(place, a=SKILLS)
    with pytest.raises(KiframeworkError, match="cannot be used") as refusal:
        run(baseline=baseline)
    assert "--update-baseline" in str(refusal.value.help)


def test_a_new_baseline_is_written_where_there_is_none_but_over_nothing_else(place: Path) -> None:
    put(place, a=SKILLS)
    assert run(baseline="none.json", fresh=True).baseline is not None
    with pytest.raises(KiframeworkError, match="This is no baseline"):
        run(baseline="a.yaml", fresh=True)


def test_a_baseline_written_for_some_files_keeps_what_it_says_about_the_others(place: Path) -> None:
    put(place, a=skills(levels={"digging": "9"}), b=skills("P-002", levels={"digging": "9"}))
    whole = run(baseline="known.json", fresh=True)
    (place / "known.json").write_text(baseline_text(whole.known), "utf-8")
    part = run("a.yaml", baseline="known.json", fresh=True)
    assert part.known == whole.known
