"""Which findings are shown: choice of rules, per-file ignores, comments, the baseline."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.api.checked import BROKEN, codes, found, run
from tests.cli.workplace import put, put_settings, skills
from tests.loading.samples import GARDEN, SKILLS, edited

from kiframework.api.selection import Choice
from kiframework.loading.baseline import baseline_text

if TYPE_CHECKING:
    from pathlib import Path

    from kiframework.api.validate import ValidateRun

CHOICES = [
    ((), (), "KIF217", True),
    (("KIF2",), (), "KIF217", True),
    (("KIF1",), (), "KIF217", False),
    (("KIF2",), ("KIF217",), "KIF217", False),
    (("KIF2",), ("KIF217",), "KIF218", True),
    (("KIF217",), ("KIF2",), "KIF217", True),
    (("KIF217",), ("KIF217",), "KIF217", False),
    ((), ("KIF",), "KIF217", False),
    (("KIF21", "KIF1"), ("KIF2",), "KIF217", True),
    (("KIF1",), ("KIF0", "KIF"), "KIF003", True),
    (("KIF1",), (), "KIF010", False),
]


@pytest.mark.parametrize(("select", "ignore", "code", "wanted"), CHOICES)
def test_the_longest_beginning_decides_and_ignoring_wins_a_draw(
    select: tuple[str, ...], ignore: tuple[str, ...], code: str, wanted: bool
) -> None:
    assert Choice(select, ignore).wants(code) is wanted


@pytest.fixture
def garden(place: Path) -> Path:
    """Return a folder with the small framework: three missing anchors, and a reference that leads nowhere."""
    put(place, garden=BROKEN)
    return place


@pytest.mark.usefixtures("garden")
def test_rules_can_be_chosen_and_left_out() -> None:
    assert codes() == ["KIF217", "KIF217", "KIF202", "KIF217"]
    assert codes(select=("KIF202",)) == ["KIF202"]
    assert codes(ignore=("KIF21",)) == ["KIF202"]
    assert run(ignore=("KIF2",)).validation.suppressed == 0


def test_options_replace_what_settings_select_and_add_to_what_they_ignore(garden: Path) -> None:
    put_settings(garden, '[checks]\nselect = ["KIF202"]\nignore = ["KIF205"]\n')
    assert codes() == ["KIF202"]
    assert codes(select=("KIF217",)) == ["KIF217"] * 3
    assert codes(ignore=("KIF2022", "KIF202")[1:]) == []


# --- What cannot be hidden --------------------------------------------------------------------------------------------

UNREADABLE = {
    "KIF002": b"person: \xff\n",
    "KIF003": b"person: [  # kif: ignore[KIF003] x\n",
    "KIF004": b"person: " + b"[" * 60 + b"  # kif: ignore[KIF004] x\n",
    "KIF005": b"person: P-001\nrole: gardener\nrole: gardener  # kif: ignore[KIF005] x\n",
    "KIF006": b"# person:\n",
}


@pytest.mark.parametrize(("code", "data"), UNREADABLE.items(), ids=UNREADABLE.keys())
def test_nothing_hides_what_could_not_be_read(place: Path, code: str, data: bytes) -> None:
    (place / "a.yaml").write_bytes(data if code != "KIF006" else b"")
    put(place, fw__garden=GARDEN)
    put_settings(place, '[checks]\nignore = ["KIF"]\nper_file_ignores = {"*" = ["KIF"]}\n')
    if code == "KIF006":
        put(place, fw__garden="", fw__framework="")
        assert "KIF006" in codes("fw/framework.yaml", select=("KIF217",), ignore=("KIF006",))
        return
    assert codes("a.yaml", select=("KIF217",), ignore=(code,), framework="fw/garden.yaml") == [code]
    done = run("a.yaml", fresh=True, framework="fw/garden.yaml")
    assert done.known == {}


# --- Patterns ---------------------------------------------------------------------------------------------------------


def test_a_pattern_in_the_settings_leaves_findings_out(place: Path) -> None:
    put(place, old__garden=BROKEN, new__garden=GARDEN)
    put_settings(place, '[checks.per_file_ignores]\n"old/*" = ["KIF217"]\n')
    assert found() == [
        *(f"new/garden.yaml:{at} KIF217" for at in ("53:5", "54:3", "60:3")),
        "old/garden.yaml:59:21 KIF202",
    ]
    assert run().validation.suppressed == 3


def test_patterns_are_seen_from_the_settings(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(place, old__garden=GARDEN)
    put_settings(place, '[checks.per_file_ignores]\n"old/garden.yaml" = ["KIF2"]\n')
    monkeypatch.chdir(place / "old")
    assert found("garden.yaml") == []
    assert found("..") == []


def test_a_pattern_that_is_no_longer_needed_is_a_finding(garden: Path) -> None:
    put_settings(garden, '[checks.per_file_ignores]\n"garden.yaml" = ["KIF217", "KIF219"]\n"none/*" = ["KIF217"]\n')
    done = run()
    assert [one.code for one in done.validation.findings] == ["KIF202", "KIF301"]
    unused = done.validation.findings[-1]
    assert unused.message == "Nothing in 'garden.yaml' needs KIF219 to be ignored any more."
    assert unused.location.path == "kiframework.toml"


@pytest.mark.parametrize("wish", [{"ignore": ("KIF217",)}, {"select": ("KIF202", "KIF301")}])
def test_a_pattern_is_not_called_unused_where_its_rule_did_not_run(
    garden: Path, wish: dict[str, tuple[str, ...]]
) -> None:
    put_settings(garden, '[checks.per_file_ignores]\n"garden.yaml" = ["KIF217", "KIF21"]\n')
    assert codes(**wish) == ["KIF202"]


# --- Comments ---------------------------------------------------------------------------------------------------------


def commented(comment: str, *edits: tuple[str, str]) -> str:
    """Return the small framework with a comment behind the reference that leads nowhere."""
    return edited(BROKEN, ("[diging]", f"[diging]  {comment}"), *edits)


def test_a_comment_keeps_the_finding_of_its_line_quiet(place: Path) -> None:
    put(place, garden=commented("# kif: ignore[KIF202] not written yet"))
    assert codes() == ["KIF217"] * 3
    assert run().validation.suppressed == 1


def test_a_comment_keeps_only_its_codes_quiet(place: Path) -> None:
    put(place, garden=commented("# kif: ignore[KIF217, KIF202] not written yet"))
    assert codes() == ["KIF217", "KIF217", "KIF301", "KIF217"]


def test_a_comment_that_is_not_needed_is_a_finding(place: Path) -> None:
    put(place, garden=edited(GARDEN, ("id: garden\n", "id: garden  # kif: ignore[KIF202] old\n")))
    (one, *_) = run().validation.findings
    assert (one.code, str(one.location)) == ("KIF301", "garden.yaml:1:13")
    assert one.message == "There is no finding KIF202 to keep quiet here."
    assert codes(ignore=("KIF202",)) == ["KIF217"] * 3
    assert codes(select=("KIF217",)) == ["KIF217"] * 3


BAD = {
    "no code": ("# kif: ignore why", ["This comment names no code."], False),
    "no reason": ("# kif: ignore[KIF202]", ["This comment gives no reason."], True),
    "neither": ("# kif: ignore", ["This comment names no code."], False),
    "unknown code": ("# kif: ignore[KIF202, KIF999] why", ["There is no rule 'KIF999'."], True),
}


@pytest.mark.parametrize(("comment", "messages", "works"), BAD.values(), ids=BAD.keys())
def test_a_comment_that_is_badly_written_is_a_finding(
    place: Path, comment: str, messages: list[str], works: bool
) -> None:
    put(place, garden=commented(comment))
    findings = run(ignore=("KIF217",)).validation.findings
    assert [one.message for one in findings if one.code == "KIF302"] == messages
    assert ("KIF202" not in [one.code for one in findings]) is works


def test_beside_a_file_with_gaps_no_comment_is_called_unused(place: Path) -> None:
    put(place, garden=edited(GARDEN, ("id: garden\n", "id: garden  # kif: ignore[KIF202] old\n")), b="person: [\n")
    assert "KIF301" not in codes()


def test_a_comment_in_a_skill_file_works_alike(place: Path) -> None:
    put(place, garden=GARDEN, a=skills(levels={"diging": "1}}  # kif: ignore[KIF101] to come\n#"}))
    assert codes("a.yaml", framework="garden.yaml") == []


# --- The baseline -----------------------------------------------------------------------------------------------------


def write_baseline(folder: Path, *paths: str) -> ValidateRun:
    done = run(*paths, baseline="old.json", fresh=True)
    (folder / "old.json").write_text(baseline_text(done.known), "utf-8")
    return run(*paths, baseline="old.json")


def test_a_baseline_hides_the_findings_of_old_and_shows_new_ones(garden: Path) -> None:
    done = write_baseline(garden)
    assert (done.validation.findings, done.validation.suppressed) == ((), 4)
    put(garden, garden=edited(BROKEN, ("      composting: {level: 2}", "      compsting: {level: 2}")))
    assert codes(baseline="old.json") == ["KIF202"]


def test_a_baseline_survives_moved_lines(garden: Path) -> None:
    write_baseline(garden)
    put(garden, garden="# a\n\n# remark\n" + BROKEN.replace("    weight: 1\n", "\n    weight: 1\n"))
    assert codes(baseline="old.json") == []


def test_a_second_finding_of_the_same_kind_is_new(place: Path) -> None:
    put(place, garden=edited(GARDEN, ("[digging]", "[diging]")))
    write_baseline(place)
    put(place, garden=edited(GARDEN, ("[digging]", "[diging, zzz]")))
    assert codes(baseline="old.json") == ["KIF202"]


def test_an_entry_of_the_baseline_that_is_gone_is_a_finding(garden: Path) -> None:
    write_baseline(garden)
    put(garden, garden=GARDEN)
    (one,) = run(baseline="old.json").validation.findings
    assert (one.code, one.location.path) == ("KIF301", "old.json")
    assert one.message == "The baseline holds 1 finding(s) that are gone."
    assert one.help == "run kiframework validate --update-baseline"


def test_entries_about_what_is_not_checked_now_are_not_called_gone(garden: Path) -> None:
    put(garden, a=SKILLS)
    write_baseline(garden)
    assert codes(baseline="old.json", ignore=("KIF217",)) == []
    assert codes(baseline="old.json", select=("KIF202", "KIF301")) == []
    assert codes("a.yaml", baseline="old.json", framework="garden.yaml") == []


def test_the_baseline_of_the_settings_lies_beside_them(garden: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_baseline(garden)
    put_settings(garden, 'checks = {baseline = "old.json"}\n')
    (garden / "sub").mkdir()
    monkeypatch.chdir(garden / "sub")
    assert codes("..") == []
    assert codes("../garden.yaml", fresh=True) == ["KIF217", "KIF217", "KIF202", "KIF217"]


def test_what_a_comment_or_a_pattern_hides_does_not_go_into_the_baseline(place: Path) -> None:
    put(place, garden=commented("# kif: ignore[KIF202] not written yet"))
    put_settings(place, '[checks.per_file_ignores]\n"garden.yaml" = ["KIF217"]\n')
    assert run(fresh=True).known == {}
