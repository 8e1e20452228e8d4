"""``kiframework training``: from a plan to a record, and from records to a report."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import openpyxl
import pytest
from tests.cli.test_curriculum import NOTHING, bakery, put_person  # noqa: F401 - a fixture
from tests.cli.workplace import files_below, start

if TYPE_CHECKING:
    from tests.cli.conftest import Kif

GROUP = "weighing-basics-1"
HERE = ("training", "record", "--group", GROUP, "--date", "2026-11-02")
RECORD = Path("records") / f"{GROUP}.yaml"
PEOPLE = ",".join(f"P-00{number}" for number in range(1, 7))

pytestmark = pytest.mark.usefixtures("bakery")


def again(person: str, level: int) -> None:
    """Rate somebody once more, after the training."""
    path = Path(f"skills/{person}.yaml")
    text = path.read_text("utf-8").replace("2026-11-20", "2026-10-20")
    path.write_text(f"{text}- {{source: master, date: 2026-11-27, levels: {{weighing: {level}}}}}\n", "utf-8")


# --- Recording --------------------------------------------------------------------------------------------------------


def test_attendance_from_the_terminal_becomes_a_record(kif: Kif) -> None:
    found = kif(*HERE, "--present", "P-001,P-002", "--absent", "P-003", "--trainer", "T-01", "--system", "Waage")
    assert (found.code, found.err) == (0, f"{GROUP}: 4 new\nRecords written: 1.\n")
    assert RECORD.read_text("utf-8") == (
        f"group: {GROUP}\n"
        "module: weighing-basics\n"
        'catalogue: "1.0.0"\n'
        "framework: bakery@1.2.0\n"
        "owner: T-01\n"
        "audience: [journeyman]\n"
        "systems: [Waage]\n"
        "sessions:\n"
        "  - session: 1\n"
        "    date: 2026-11-02\n"
        "    present: [P-001, P-002]\n"
        "    absent: [P-003]\n"
    )


def test_what_is_recorded_already_is_not_recorded_twice(kif: Kif) -> None:
    kif(*HERE, "--present", "P-001", "--slip", "5", "--slip", "3")
    before = RECORD.read_bytes()
    found = kif(*HERE, "--present", "P-001", "--slip", "3", "--slip", "5")
    assert found.err == f"{GROUP}: 0 new, 2 there already\nRecords written: 0.\n"
    assert RECORD.read_bytes() == before


def test_a_record_grows_and_keeps_what_people_wrote_into_it(kif: Kif) -> None:
    kif(*HERE, "--present", "P-001")
    text = RECORD.read_text("utf-8").replace("sessions:\n", "sessions: # im großen Saal\n")
    RECORD.write_bytes(text.replace("\n", "\r\n").encode())
    found = kif(*HERE[:-1], "2026-11-30", "--learning", "P-001=met", "--behaviour", "P-001=partly")
    assert found.code == 0
    grown = RECORD.read_bytes().decode()
    assert grown.startswith(text.replace("\n", "\r\n").rstrip("\r\n"))
    assert "learning:\r\n  - date: 2026-11-30\r\n    outcomes: {P-001: met}" in grown
    kif(*HERE, "--trainer", "T-02", "--system", "Ofen", "--present", "P-002")
    assert "owner: T-02" in RECORD.read_bytes().decode()


def test_a_contradiction_is_an_error_and_nothing_is_written(kif: Kif) -> None:
    kif(*HERE, "--present", "P-001")
    before = files_below(Path("records"))
    found = kif(*HERE, "--absent", "P-001", "--present", "P-002")
    assert found.code == 2
    assert "command line: error KIF502 Attendance is recorded otherwise already." in found.err
    assert "stands there already: records/weighing-basics-1.yaml:9:15" in found.err
    assert "error: Nothing is recorded, because something is wrong." in found.err
    assert files_below(Path("records")) == before


def test_a_dry_run_shows_the_change_and_writes_nothing(kif: Kif) -> None:
    found = kif(*HERE, "--present", "P-001", "--dry-run")
    assert "+    present: [P-001]" in found.out
    assert "Records to be written: 1." in found.err
    assert not Path("records").exists()


def test_figures_of_the_work_are_kept_exactly(kif: Kif) -> None:
    kif(*HERE, "--measure", "Ausschuss in kg", "--before", "12", "--after", "7.50")
    assert RECORD.read_text("utf-8").endswith("    measure: Ausschuss in kg\n    before: 12\n    after: 7.5\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "There is nothing to record."),
        (("--present", "P-001"), "These options are about one group."),
        (("--group", "Wiegen 1", "--present", "P-001"), "The group is not an id"),
        (("--group", GROUP), "There is nothing to record."),
        ((*HERE[2:], "--learning", "P-001"), "--learning has no result for somebody."),
        ((*HERE[2:], "--learning", "P-001=met,P-001=partly"), "--learning has no result for somebody."),
        ((*HERE[2:], "--slip", "7"), "--slip 7 is no slip."),
        ((*HERE[2:], "--slip", "5,5"), "This slip has 2 answer(s); the catalogue asks 1."),
        ((*HERE[2:], "--measure", "Ausschuss"), "A figure needs three options."),
        ((*HERE[2:], "--measure", "x", "--before", "1,5", "--after", "1"), "1,5 is no number."),
        ((*HERE[2:], "--present", "Erika"), "This is no pseudonym of a person."),
        ((*HERE[2:], "--session", "3", "--present", "P-001"), "none with number 3"),
        (("--group", GROUP, "--date", "2027-01-04", "--present", "P-001"), "is still ahead"),
        (("--group", "wiegen-1", "--present", "P-001"), "Nothing says which module 'wiegen-1' was taught."),
        (("--group", "w-1", "--module", "weighing", "--present", "P-001"), "Unknown module 'weighing'."),
        (("--group", "w-1", "--module", "W 1", "--present", "P-001"), "This is not what belongs here."),
        (("nowhere.csv",), "This does not exist."),
    ],
)
def test_what_cannot_be_recorded_is_said_in_a_sentence(kif: Kif, arguments: tuple[str, ...], message: str) -> None:
    found = kif("training", "record", *arguments)
    assert found.code == 2
    assert message in found.err
    assert "Traceback" not in found.err
    assert not Path("records").exists()


def test_a_broken_record_keeps_everything_as_it_is(kif: Kif) -> None:
    Path("records").mkdir()
    RECORD.write_text("group: [\n", "utf-8")
    found = kif(*HERE, "--present", "P-001")
    assert found.code == 2
    assert "records/weighing-basics-1.yaml:" in found.err
    assert RECORD.read_text("utf-8") == "group: [\n"


def test_a_record_that_cannot_be_added_to_is_said(kif: Kif) -> None:
    kif(*HERE, "--present", "P-001")
    text = RECORD.read_text("utf-8")
    RECORD.write_text(text.replace("sessions:\n", "learning: &x []\nbehaviour: *x\nsessions:\n"), "utf-8")
    found = kif(*HERE, "--learning", "P-001=met")
    assert found.code == 2
    assert "KIF" in found.err
    assert "met" not in RECORD.read_text("utf-8")


def test_two_files_about_one_group_are_an_error(kif: Kif) -> None:
    kif(*HERE, "--present", "P-001")
    Path("records/copy.yaml").write_bytes(RECORD.read_bytes())
    assert "'weighing-basics-1' is recorded in another file already." in kif("training", "report").err


def test_a_group_keeps_its_module(kif: Kif) -> None:
    kif(*HERE, "--present", "P-001")
    found = kif(*HERE, "--module", "baking-basics", "--present", "P-002")
    assert "This group was recorded with the module 'weighing-basics'." in found.err


def test_the_table_of_the_plan_comes_back_filled_in(kif: Kif) -> None:
    assert kif("curriculum", "--format", "csv", "-o", "plan").code == 0
    rows = list(csv.DictReader(io.StringIO(Path("plan/sessions.csv").read_text("utf-8-sig"))))
    assert {(row["attended"], row["learning"]) for row in rows} == {("", "")}
    assert "There is nothing to record." in kif("training", "record", "plan/sessions.csv").err
    for row in rows:
        row |= {"date": "2026-11-02", "attended": "ja", "learning": "erreicht"}
    with Path("plan/sessions.csv").open("w", encoding="cp1252", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    found = kif("training", "record", "plan/sessions.csv")
    assert found.code == 0
    assert len(list(Path("records").iterdir())) == len({row["group"] for row in rows})
    assert kif("validate", ".").code == 0


def filled(path: Path, *, lang: str) -> Path:
    """Fill in the workbook of a group as a trainer would, and save it with another program."""
    words = {"de": ("ja", "erreicht"), "en": ("yes", "met")}[lang]
    workbook = openpyxl.load_workbook(path)
    attendance, reaction, behaviour, results = workbook.worksheets
    for sheet in (attendance, reaction, behaviour, results):
        assert [cell.value for cell in sheet[3]][:2] == ["Gruppe", "Modul"] if lang == "de" else ["Group", "Module"]
    for row in range(4, attendance.max_row + 1):
        attendance.cell(row, 4, "02.11.2026")
        attendance.cell(row, 7, words[0])
        attendance.cell(row, 8, words[1])
    attendance.cell(4, 9, "Waage")
    for row in range(4, reaction.max_row + 1):
        reaction.cell(row, 3, "2026-11-02")
        reaction.cell(row, 4, 4)
    behaviour.cell(4, 3, "2026-11-30")
    behaviour.cell(4, 5, words[1])
    for column, value in enumerate(("2026-11-30", "Ausschuss", "12", "7,5"), 3):
        results.cell(4, column, value)
    workbook.save("filled.xlsx")
    return Path("filled.xlsx")


@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_workbook_of_a_group_comes_back_filled_in(kif: Kif, lang: str) -> None:
    assert kif("curriculum", "--lang", lang, "--format", "xlsx", "-o", "plan").code == 0
    path = Path(f"plan/groups/{GROUP}.xlsx")
    assert (
        path.read_bytes()
        == (
            kif("curriculum", "--lang", lang, "--format", "xlsx", "-o", "two"),
            Path(f"two/groups/{GROUP}.xlsx").read_bytes(),
        )[1]
    )
    assert "There is nothing to record." in kif("training", "record", str(path)).err
    found = kif("training", "record", str(filled(path, lang=lang)))
    assert found.err == f"{GROUP}: 18 new\nRecords written: 1.\n"
    text = RECORD.read_text("utf-8")
    assert "present: [P-001, P-002, P-003, P-004, P-005, P-006, P-007]" in text
    assert "slips: [[4], [4], [4], [4], [4], [4], [4]]" in text
    assert "behaviour:\n  - date: 2026-11-30\n    outcomes: {P-001: met}\n" in text
    assert "before: 12\n    after: 7.5" in text
    assert kif("validate", ".").code == 0


def test_a_wrong_cell_of_a_workbook_is_named_as_spreadsheets_do(kif: Kif) -> None:
    kif("curriculum", "--format", "xlsx", "-o", "plan")
    workbook = openpyxl.load_workbook(f"plan/groups/{GROUP}.xlsx")
    workbook.worksheets[0]["G4"] = "vielleicht"
    workbook.save("filled.xlsx")
    assert "filled.xlsx:Teilnahme!G4: error KIF403" in kif("training", "record", "filled.xlsx").err


def test_a_sheet_that_has_lost_its_headings_is_an_error(kif: Kif) -> None:
    kif("curriculum", "--format", "xlsx", "-o", "plan")
    filled(Path(f"plan/groups/{GROUP}.xlsx"), lang="de")
    for row, message in ((3, "The row of headings is missing."), (None, "There is no heading above these cells.")):
        workbook = openpyxl.load_workbook("filled.xlsx")
        sheet = workbook.worksheets[0]
        if row:
            sheet.delete_rows(row)
        else:
            sheet["G3"] = None
        workbook.save("lost.xlsx")
        found = kif("training", "record", "lost.xlsx")
        assert found.code == 2
        assert message in found.err
    assert not Path("records").exists()


def test_a_day_or_a_trainer_is_not_corrected_in_passing(kif: Kif) -> None:
    kif(*HERE, "--present", "P-001,P-002", "--trainer", "T-01")
    before = RECORD.read_bytes()
    other_day = kif(*HERE[:-1], "2026-11-03", "--present", "P-001,P-002")
    assert "Attendance on another day is recorded otherwise already." in other_day.err
    assert "The trainer is recorded otherwise already." in kif(*HERE, "--present", "P-001", "--trainer", "T-02").err
    named = kif("training", "record", "--group", "baking-basics-1", "--present", "P-003", "--trainer", "Max Muster")
    assert "This is no pseudonym of a trainer." in named.err
    assert "Muster" not in named.err
    assert RECORD.read_bytes() == before
    late = kif(*HERE, "--absent", "P-003")
    assert late.code == 0
    assert kif(*HERE[:-1], "2026-11-09", "--present", "P-003").code == 0, "who has missed a session may catch up"


def test_slips_of_a_day_come_at_once(kif: Kif) -> None:
    kif(*HERE, "--present", "P-001", "--slip", "5")
    found = kif(*HERE, "--slip", "3")
    assert found.code == 2
    assert "help: slips bear no names: record all slips of a day at once, or correct the record by hand" in found.err


def test_people_without_a_skill_file_are_named(kif: Kif) -> None:
    found = kif(*HERE, "--present", "P-001,P-999")
    assert found.code == 0
    assert "warning KIF501 There is no skill file of P-999." in found.err


# --- The report -------------------------------------------------------------------------------------------------------


def test_before_anything_was_recorded_the_report_says_so(kif: Kif) -> None:
    found = kif("training", "report")
    assert found.code == 2
    assert found.err.startswith("error: No training is recorded in records.\n")


def test_measures_are_listed_and_small_groups_are_hidden(kif: Kif) -> None:
    kif(*HERE, "--present", "P-001,P-002", "--learning", "P-001=met", "--trainer", "T-01")
    found = kif("training", "report", "--lang", "en")
    assert found.code == 0
    assert "1 group · 1 session · 2 seats taken" in found.out
    assert "Attendance alone raises no level" in found.out
    assert "P-00" not in found.out
    assert "Learned" not in found.out


def test_gains_are_shown_of_five_people_and_more(kif: Kif) -> None:
    kif(*HERE, "--present", PEOPLE)
    assert "Difference" not in kif("training", "report", "--lang", "en").out
    for number in range(1, 7):
        again(f"P-00{number}", 2)
    document = json.loads(kif("training", "report", "--format", "json").out)
    (gain,) = document["gains"]
    assert gain == {"competency": "weighing", "people": 6, "before": 0.0, "after": gain["after"], "gain": gain["after"]}
    assert gain["after"] > 0
    assert len(document["people"]) == 6
    assert "Difference" in kif("training", "report", "--lang", "en").out
    assert kif("assess", "--format", "json").code == 0


def test_attendance_changes_no_assessment(kif: Kif) -> None:
    before = kif("assess", "--format", "json").out
    kif(*HERE, "--present", PEOPLE, "--learning", ",".join(f"{one}=met" for one in PEOPLE.split(",")))
    assert kif("assess", "--format", "json").out == before


@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_page_documents_measures_and_claims_nothing_else(kif: Kif, lang: str) -> None:
    kif(*HERE, "--present", PEOPLE, "--system", "Waage <b>KI</b>")
    formats = [word for form in ("html", "md", "json", "csv") for word in ("--format", form)]
    found = kif("training", "report", "--lang", lang, *formats, "-o", "evidence")
    assert found.err == "Written to evidence: training.html, training.md, training.json, measures.csv.\n"
    page = Path("evidence/training.html").read_text("utf-8")
    title = {
        "de": "Nachweis von Maßnahmen zur Förderung der KI-Kompetenz",
        "en": "Record of measures to support AI literacy",
    }
    assert title[lang] in page
    assert "P-00" not in page
    assert "<b>KI" not in page
    for claim in ("erfüllt Art", "fulfils Art", "compliant", "zertifiziert", "ausreichendes Niveau"):
        assert claim not in page
    (row,) = csv.DictReader(io.StringIO(Path("evidence/measures.csv").read_text("utf-8-sig")))
    assert (row["group"], row["people"], row["systems"]) == (GROUP, "6", "Waage <b>KI</b>")


def test_only_those_who_came_count_in_checks(kif: Kif) -> None:
    results = ",".join(f"{one}=met" for one in PEOPLE.split(","))
    kif(*HERE, "--absent", PEOPLE, "--learning", results)
    document = json.loads(kif("training", "report", "--format", "json").out)
    assert document["outcomes"][0]["learning"] == {"checked": None, "share_percent": None, "mean": None}


def test_the_same_records_give_the_same_bytes(kif: Kif, place: Path) -> None:
    for module in ("weighing-basics", "kneading-basics", "baking-basics"):
        kif("training", "record", "--group", f"{module}-1", "--date", "2026-11-02", "--present", PEOPLE)
    for number in range(1, 7):
        again(f"P-00{number}", 2)
    runs = {
        start("training", "report", "--format", "json", cwd=place, PYTHONHASHSEED=seed).stdout
        for seed in ("1", "2", "3")
    }
    assert len(runs) == 1


def test_the_schema_describes_every_field_of_a_report(kif: Kif) -> None:
    kif(*HERE, "--present", PEOPLE, "--slip", "5", "--learning", "P-001=met,P-002=partly", "--system", "Waage")
    kif(*HERE, "--measure", "Ausschuss je Tag", "--before", "4,5", "--after", "3")
    for number in range(1, 7):
        again(f"P-00{number}", 2)
    schema = json.loads(kif("schema", "training").out)
    jsonschema.Draft202012Validator.check_schema(schema)
    report = json.loads(kif("training", "report", "--format", "json").out)
    assert all(report[part] for part in ("measures", "outcomes", "gains", "people", "due"))
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    assert list(validator.iter_errors(report)) == []


def test_what_was_recorded_later_is_left_aside(kif: Kif) -> None:
    kif(*HERE, "--present", "P-001,P-002")
    kif(*HERE[:-1], "2026-11-30", "--present", "P-003")
    assert "1 session · 2 seats taken" in kif("training", "report", "--lang", "en", "--date", "2026-11-20").out


def test_a_report_on_wrong_records_is_refused(kif: Kif) -> None:
    kif(*HERE, "--present", "P-001")
    RECORD.write_text(RECORD.read_text("utf-8").replace("module: weighing-basics", "module: gone"), "utf-8")
    found = kif("training", "report")
    assert found.code == 2
    assert "KIF501 Unknown module 'gone'." in found.err
    assert kif("validate", ".").code == 1


def test_people_with_broken_files_are_left_out_of_gains(kif: Kif) -> None:
    kif(*HERE, "--present", "P-001")
    put_person("P-002", {**NOTHING, "weighing": 9})
    found = kif("training", "report", "--lang", "en")
    assert found.code == 2
    assert "Left out: 1 skill file(s) with errors; gains are those of everybody else." in found.err


def test_another_folder_of_records_can_be_named_and_set(kif: Kif) -> None:
    kif(*HERE, "--present", "P-001", "--records", "held")
    assert Path(f"held/{GROUP}.yaml").is_file()
    assert kif("training", "report", "--records", "held", "--format", "md").code == 0
    settings = Path("kiframework.toml")
    settings.write_text(settings.read_text("utf-8") + 'records = "held"\n', "utf-8")
    assert kif("training", "report", "--format", "md").code == 0
