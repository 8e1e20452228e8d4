"""``kiframework roadmap``: where a company stands on its way, what blocks, and what is next."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
import vobject
from jsonschema import Draft202012Validator
from tests.cli.firm import UNTRIED, put_firm
from tests.cli.workplace import MUSTERWERK, files_below
from tests.loading.samples import edited
from tests.rules.company_cases import METHOD, PILOT, ROADMAP, ROADMAP_CASES

if TYPE_CHECKING:
    from tests.cli.conftest import Kif

FILE = Path("roadmap.yaml")
HERE = ("roadmap", MUSTERWERK, "--date", "2026-12-01")


@pytest.fixture
def firm(place: Path) -> Path:
    """Return a workspace with a pilot that was scaled, and a roadmap."""
    put_firm(place, PILOT)
    return place


def squeezed(text: str) -> str:
    return " ".join(text.split())


# --- What is shown ----------------------------------------------------------------------------------------------------


def test_the_sample_company_knows_where_it_stands(kif: Kif) -> None:
    found = kif(*HERE, "--lang", "en")
    assert (found.code, found.err) == (0, "")
    text = squeezed(found.out)
    assert "Settle the gate: Data protection R-07" in text
    assert "All gates of the pilot are settled no" in text
    assert "At least 80% of the required competencies are rated yes (80–100%)" in text
    assert "Ceiling: revenue of EUR 20,000,000 · 0.5% = EUR 100,000 a year." in text
    assert "Answer requests faster 19.5 19.93 2027-03-31 on course" in text
    assert "Time saved in the pilot 8% 20.3% 2027-01-29 at risk" in text
    assert "it is no part of the budget" in text
    for sign, state in (("▓", "done"), ("█", "running"), ("▒", "blocked"), ("░", "ahead")):
        assert re.search(f"{sign}+ +{state}", found.out)


@pytest.mark.usefixtures("firm")
def test_json_fits_its_schema_and_is_the_same_every_time(kif: Kif) -> None:
    rules = json.loads(kif("schema", "standing").out)
    Draft202012Validator.check_schema(rules)
    checker = Draft202012Validator(rules, format_checker=Draft202012Validator.FORMAT_CHECKER)
    for text in (ROADMAP, "start: 2026-10-01\n", edited(ROADMAP, ("planned: 4000", "planned: 99999"))):
        FILE.write_text(text, "utf-8")
        first = kif("roadmap", "--format", "json")
        assert first.code == 0
        assert [one.message for one in checker.iter_errors(json.loads(first.out))] == []
        assert kif("roadmap", "--format", "json").out == first.out
    sample = json.loads(kif(*HERE, "--format", "json").out)
    assert [*checker.iter_errors(sample)] == []
    assert [*checker.iter_errors({**sample, "more": 1})] != []


def standing(kif: Kif, *arguments: str) -> Any:
    return json.loads(kif("roadmap", "--format", "json", *arguments).out)


@pytest.mark.usefixtures("firm")
def test_states_follow_from_the_workspace(kif: Kif) -> None:
    found = standing(kif)
    # Six of eleven people have their must-have: that is 55 %, and fewer than 80 %.
    assert {one["phase"]: one["state"] for one in found["phases"]} == {
        "check": "done",
        "train": "running",
        "pilot": "done",
        "scale": "ahead",
    }
    uses = next(one for phase in found["phases"] for one in phase["exit"] if one["criterion"] == "uses-live")
    assert uses["figure"]["exact"] == "1/2"
    waste = next(one for one in found["goals"] if one["goal"] == "waste")
    # By hand: 61 of 181 days, 40 - 20 * 61 / 181.
    assert (waste["expected"]["exact"], waste["state"]) == ("6020/181", "on-course")


@pytest.mark.usefixtures("firm")
def test_an_earlier_day_knows_less(kif: Kif) -> None:
    found = standing(kif, "--date", "2026-11-25")
    assert next(one for one in found["phases"] if one["phase"] == "pilot")["state"] == "blocked"
    assert next(one for one in found["goals"] if one["goal"] == "waste")["measured"] == "2026-11-02"
    assert (
        next(one for one in standing(kif, "--date", "2026-11-01")["goals"] if one["goal"] == "waste")["actual"] is None
    )


@pytest.mark.usefixtures("firm")
def test_training_that_takes_longer_moves_what_waits_for_it(kif: Kif) -> None:
    """The must-have of everybody is still to be taught, and sessions lie behind the usual end of the phase."""
    for path in Path("skills").glob("*.yaml"):
        path.write_text(re.sub(r"\b[123]\b(?=[,}])", "0", path.read_text("utf-8")), "utf-8")
    FILE.write_text("start: 2026-10-01\n", "utf-8")
    train = next(one for one in standing(kif)["phases"] if one["phase"] == "train")
    assert (train["moved"], train["end"] > "2026-12-01") == ("curriculum", True)


@pytest.mark.usefixtures("firm")
def test_holidays_of_the_state_are_kept_free(kif: Kif) -> None:
    FILE.write_text("start: 2026-12-25\nholidays: BY\n", "utf-8")
    assert standing(kif)["phases"][0]["begin"] == "2026-12-28"


def test_a_roadmap_may_begin_before_anybody_was_assessed(kif: Kif, place: Path) -> None:
    put_firm(place, UNTRIED, "start: 2026-11-02\n", people=0)
    found = kif("roadmap")
    assert (found.code, found.err) == (0, "")
    assert "nicht bekannt" in found.out
    (place / "skills").mkdir()
    assert kif("roadmap").code == 0


def test_without_a_roadmap_the_first_line_is_named(kif: Kif, place: Path) -> None:
    put_firm(place)
    FILE.unlink()
    found = kif("roadmap")
    assert (found.code, found.out) == (2, "")
    assert "There is no roadmap: roadmap.yaml does not exist.\nhelp: one line is enough" in found.err
    assert kif("roadmap", "nowhere").err.startswith("error: There is no folder nowhere.")


@pytest.mark.usefixtures("firm")
def test_people_with_errors_are_left_out_and_said(kif: Kif) -> None:
    Path("skills/P-001.yaml").write_text("person: P-001\nratings: 3\n", "utf-8")
    found = kif("roadmap")
    assert found.code == 2
    assert "Left out: 1 skill file(s) with errors; figures are those of everybody else." in found.err
    assert "Fahrplan" in found.out


# --- Documents --------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("firm")
def test_pages_calendar_and_workbook_are_written_once_and_with_the_same_bytes(kif: Kif) -> None:
    formats = [word for form in ("html", "md", "json", "ics", "xlsx") for word in ("--format", form)]
    found = kif("roadmap", *formats, "-o", "out")
    names = "roadmap.html, roadmap.md, roadmap.json, milestones.ics, budget.xlsx"
    assert (found.code, found.err) == (0, f"Written to out: {names}.\n")
    assert kif("roadmap", *formats, "-o", "again").code == 0
    before = files_below(Path("out"))
    assert files_below(Path("again")) == before
    assert kif("roadmap", "-o", "out").code == 2
    assert files_below(Path("out")) == before
    page = before["roadmap.html"].decode()
    assert page.count("<svg") >= 1
    assert re.findall(r'(?:src|href)="(?!#)[^"]*"', page) == []
    assert "    Prüfen     ▓" in before["roadmap.md"].decode()


def test_the_page_says_what_a_phase_is_about_and_who_takes_a_role(kif: Kif) -> None:
    text = kif(*HERE, "--lang", "en", "--format", "md").out
    for line in (
        "- Goals: Window for the pilot; Time saved in the pilot; Answer requests faster",
        "- What may go wrong: The quick check is taken for an exam; Goals stay without a figure",
        "| P-004 | AI consultant | 2026-12-01 – 2027-02-26 |",
    ):
        assert line in text
    assert "P-004" in kif(*HERE).out


def test_a_milestone_is_named_after_its_phase_also_where_a_goal_has_the_same_id(kif: Kif) -> None:
    found = kif(*HERE, "--format", "ics", "--lang", "en").out
    assert "SUMMARY:Pilot begins" in found
    assert "SUMMARY:Pilot ends" in found
    assert "SUMMARY:Due: Window for the pilot" in found


@pytest.mark.usefixtures("firm")
def test_milestones_keep_their_ids_when_a_plan_changes(kif: Kif) -> None:
    before = calendar(kif("roadmap", "--format", "ics").out)
    FILE.write_text(edited(ROADMAP, ("end: 2027-01-29", "end: 2027-03-26")), "utf-8")
    after = calendar(kif("roadmap", "--format", "ics").out)
    assert before.keys() == after.keys()
    assert before["phase-pilot-end@b-ckerei-korn.kiframework"] == ("Ende: Pilot", dt.date(2027, 1, 29))
    assert after["phase-pilot-end@b-ckerei-korn.kiframework"] == ("Ende: Pilot", dt.date(2027, 3, 26))
    assert {"goal-fit", "goal-waste", "verdict-bread", "reassess"} <= {uid.partition("@")[0] for uid in after}


def calendar(text: str) -> dict[str, tuple[str, dt.date]]:
    events = vobject.readOne(text).vevent_list
    assert all(one.dtend.value - one.dtstart.value == dt.timedelta(days=1) for one in events)
    return {one.uid.value: (one.summary.value, one.dtstart.value) for one in events}


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.usefixtures("firm")
def test_the_workbook_holds_values_and_visible_sums(kif: Kif, lang: str) -> None:
    FILE.write_text(edited(ROADMAP, ("item: Kurs", 'item: "=HYPERLINK(1)"')), "utf-8")
    assert kif("roadmap", "--format", "xlsx", "--lang", lang, "-o", "out").code == 0
    data = Path("out/budget.xlsx").read_bytes()
    values = openpyxl.load_workbook(io.BytesIO(data), data_only=True).worksheets[0]
    formulas = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    rows = [row for row in values.iter_rows(values_only=True) if row[3] is not None]
    total = {"de": "Summe", "en": "Total"}[lang]
    sums = [row[3:6] for row in rows if row[0] == total]
    assert sums == [(7000, 1000, 6000)] * 3
    cells = {cell.coordinate: cell.value for row in formulas.iter_rows() for cell in row if cell.data_type == "f"}
    assert len(cells) > 20
    for place, formula in cells.items():
        assert values[place].value == computed(str(formula), values), (place, formula)
    assert any(row[0] == "=HYPERLINK(1)" for row in rows)
    assert "=HYPERLINK(1)" not in cells.values()


def computed(formula: str, sheet: Any) -> float:
    """Work out the few kinds of formula there are."""
    if found := re.fullmatch(r"=([A-Z]+\d+)-([A-Z]+\d+)", formula):
        return float(sheet[found[1]].value - sheet[found[2]].value)
    if found := re.fullmatch(r"=SUM\((\w+:\w+)\)", formula):
        return float(sum(cell.value for (cell,) in sheet[found[1]]))
    found = re.fullmatch(r"=SUMIF\(([$\w]+:[$\w]+),([$\w]+),([$\w]+:[$\w]+)\)", formula)
    assert found is not None, formula
    keys, key, amounts = (one.replace("$", "") for one in found.groups())
    pairs = zip(sheet[keys], sheet[amounts], strict=True)
    return float(sum(amount.value for (name,), (amount,) in pairs if name.value == sheet[key].value))


@pytest.mark.usefixtures("firm")
def test_a_budget_without_items_still_has_its_workbook(kif: Kif) -> None:
    FILE.write_text("start: 2026-10-01\n", "utf-8")
    assert kif("roadmap", "--format", "xlsx", "--format", "html", "-o", "out").code == 0
    sheet = openpyxl.load_workbook("out/budget.xlsx", data_only=True).worksheets[0]
    assert sheet["A2"].value == "Ohne Umsatz gibt es keinen Rahmen: revenue in roadmap.yaml eintragen."


@pytest.mark.usefixtures("firm")
def test_money_that_does_not_fit_is_said_everywhere(kif: Kif) -> None:
    changes = (("planned: 4000, actual: 1000", "planned: 8000, actual: 8100"),)
    FILE.write_text(edited(ROADMAP, *changes), "utf-8")
    found = kif("roadmap", "--lang", "en")
    assert (found.code, "KIF716" in found.err) == (0, True)
    for line in (
        "More is planned than the ceiling allows, by EUR 1,000.",
        "Training: more is planned than its share of the ceiling, by EUR 1,000.",
        "Training: more was spent than planned, by EUR 100.",
    ):
        assert line in squeezed(found.out)
        assert line in squeezed(kif("roadmap", "--lang", "en", "--format", "md").out)
    FILE.write_text(edited(ROADMAP, *changes, ("  split:", "  ceiling: 7000\n  learner_hour: 50\n  split:")), "utf-8")
    text = squeezed(kif("roadmap", "--lang", "en").out)
    assert "Ceiling: EUR 7,000, set by the firm." in text
    assert re.search(r"Working time of learners: [\d.]+ hours, EUR [\d,.]+; it is no part of the budget", text)


# --- Contradictory input ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ROADMAP_CASES)
@pytest.mark.usefixtures("firm")
def test_what_contradicts_itself_is_told_by_the_command_and_by_validate(kif: Kif, code: str) -> None:
    example = ROADMAP_CASES[code][0]
    FILE.write_text(edited(ROADMAP, *example.edits).replace("»", ""), "utf-8")
    for found in (kif("roadmap"), kif("validate", ".", "--fail-on", "info")):
        assert code in found.out + found.err
        assert "roadmap.yaml:" in found.out + found.err
    assert kif("roadmap").code == (0 if code in {"KIF714", "KIF716"} else 2)


@pytest.mark.usefixtures("firm")
def test_a_method_that_is_wrong_stops_both_commands(kif: Kif) -> None:
    path = Path("fw/pilots/method.yaml")
    path.write_text(METHOD.replace("after: [pilot]", "after: [scale]"), "utf-8")
    for found in (kif("roadmap"), kif("pilot", "list"), kif("validate", "fw")):
        assert found.code != 0
        assert "KIF271" in found.out + found.err
    path.write_text("- no\n", "utf-8")
    assert "The method of pilots and roadmaps cannot be used." in kif("roadmap").err


@pytest.mark.parametrize(
    "text", ["", "- a\n", "[", "start: soon\n", "start: 2026-10-01\nphases: []\n", "sponsor: R-01\n"]
)
@pytest.mark.usefixtures("firm")
def test_what_is_no_roadmap_is_said_with_its_place(kif: Kif, text: str) -> None:
    FILE.write_text(text, "utf-8")
    found = kif("roadmap")
    assert (found.code, found.out) == (2, "")
    assert "roadmap.yaml:" in found.err
