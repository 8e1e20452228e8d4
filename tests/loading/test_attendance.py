"""Tables of trainings as they come back: what counts, what is refused, and where."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.loading.samples import places_of, unmarked

from kiframework.loading.answers.cells import BadCellError
from kiframework.loading.attendance import load_attendance, marks
from kiframework.loading.files import Input

if TYPE_CHECKING:
    from kiframework.loading.attendance import LoadedAttendance

HEAD = "group,module,title,session,date,start,minutes,trainer,room,person,attended,learning\n"
ROW = "weighing-1,weighing,Wiegen,1,2026-10-01,09:00,120,T-01,R-01,"


def load(text: str | bytes) -> LoadedAttendance:
    data = text if isinstance(text, bytes) else text.encode()
    return load_attendance(Input(Path("held.csv"), "held.csv", ""), lambda _path, _shown: data)


def found(text: str) -> dict[str, Any]:
    loaded = load(text)
    assert loaded.diagnostics == ()
    (noted,) = loaded.noted
    return noted.document


def test_sessions_come_back_as_they_were_planned() -> None:
    document = found(f"{HEAD}{ROW}P-001,yes,met\n{ROW}P-002,no,\n{ROW}P-003,,\n")
    assert document["group"] == "weighing-1"
    assert document["module"] == "weighing"
    assert document["owner"] == "T-01"
    (held,) = document["sessions"]
    assert (held["session"], str(held["date"])) == (1, "2026-10-01")
    assert (held["present"], held["absent"]) == (["P-001"], ["P-002"])
    assert document["learning"][0]["outcomes"] == {"P-001": "met"}


def test_what_excel_makes_of_it_in_german_reads_the_same() -> None:
    german = (
        "sep=;\r\nGruppe;Modul;Termin;Datum;Leitung;Person;Teilgenommen;Lernerfolg;KI-Systeme\r\n"
        "weighing-1;weighing;1;01.10.2026;T-01;P-001;Ja;Nicht erreicht;Waage, Kasse\r\n"
    )
    english = found(f"{HEAD.strip()},systems\n{ROW}P-001,x,not met,Waage; Kasse\n")
    assert found(german) == english
    assert english["systems"] == ["Waage", "Kasse"]
    encoded = [load(german.encode(name)).noted[0].document for name in ("cp1252", "utf-8-sig", "utf-16")]
    assert encoded == [english] * 3


def test_checks_weeks_later_are_rows_of_their_own() -> None:
    document = found(
        "group,date,person,behaviour\nweighing-1,2026-11-26,P-001,partly\nweighing-1,2026-11-27,P-002,met\n"
    )
    assert [(str(one["date"]), one["outcomes"]) for one in document["behaviour"]] == [
        ("2026-11-26", {"P-001": "partly"}),
        ("2026-11-27", {"P-002": "met"}),
    ]


def test_slips_are_rows_without_a_person() -> None:
    document = found("group,date,statement 2,statement 1\nweighing-1,2026-10-01,4,5\nweighing-1,2026-10-01,2,3\n")
    assert document["reaction"][0]["slips"] == [[5, 4], [3, 2]]
    named = "group,date,person,statement 1\nweighing-1,2026-10-01,P-001,5\n"
    assert [(str(one.location), one.code) for one in load(named).diagnostics] == [("held.csv:2:23", "KIF404")]


def test_figures_stay_exact() -> None:
    rows = 'weighing-1,2026-11-26,"Ausschuss, kg",12,"7,25"\nweighing-1,2026-11-27,Quote,12 %,3/4\n'
    loaded = load(f"group,date,measure,before,after\n{rows}")
    assert [one.code for one in loaded.diagnostics] == ["KIF403"]
    (figure,) = loaded.noted[0].document["results"]
    assert (figure["before"], figure["after"]) == (12, Fraction(29, 4))


def test_several_groups_in_one_table_are_kept_apart() -> None:
    loaded = load(f"{HEAD}{ROW}P-001,yes,\n{ROW.replace('weighing', 'baking')}P-002,yes,\n")
    assert [one.group for one in loaded.noted] == ["weighing-1", "baking-1"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"{HEAD}{ROW}P-001,»maybe,\n", "KIF403"),
        (f"{HEAD}{ROW}P-001,yes,»good\n", "KIF403"),
        (f"{HEAD}{ROW}»,yes,\n", "KIF402"),
        (f"{HEAD}{ROW.replace(',1,', ',»,')}P-001,yes,\n", "KIF402"),
        (f"{HEAD}{ROW.replace(',1,', ',»zwei,')}P-001,yes,\n", "KIF403"),
        (f"{HEAD}{ROW.replace('2026-10-01', '»2026-13-01')}P-001,yes,\n", "KIF403"),
        (f"{HEAD}{ROW.replace('2026-10-01', '»')}P-001,yes,\n", "KIF402"),
        (f"{HEAD}{ROW.replace('weighing-1', '»Wiegen 1')}P-001,yes,\n", "KIF403"),
        (f"{HEAD}{ROW}P-001,yes,\n{ROW.replace('T-01', '»T-02')}P-002,yes,\n", "KIF404"),
        (f"{HEAD}{ROW}P-001,yes,met\n{ROW}P-001,yes,»partly\n", "KIF404"),
        (f"{HEAD}»{ROW}P-001,yes,met,more\n", "KIF404"),
        (HEAD.replace("attended", "»atended") + f"{ROW}P-001,yes,met\n", "KIF404"),
        (HEAD.replace("learning", "»attended") + f"{ROW}P-001,yes,met\n", "KIF404"),
        ("group,date,measure,before,after\nweighing-1,2026-11-26,Quote,12,»\n", "KIF402"),
        ("group,date,measure,before,after\nweighing-1,2026-11-26,»,12,8\n", "KIF402"),
        ("group,date,statement 1,statement 2\nweighing-1,2026-10-01,4,»\n", "KIF402"),
        ("group,date,statement 1\nweighing-1,2026-10-01,»6\n", "KIF403"),
        (f'{HEAD}»"{ROW}', "KIF401"),
    ],
)
def test_what_is_wrong_is_said_at_its_cell(text: str, code: str) -> None:
    plain, places = unmarked(text)
    found = load(plain).diagnostics
    assert places_of(found) == places
    assert {one.code for one in found} == {code}


@pytest.mark.parametrize(
    "data",
    [b"a,b\n1,2\n", b"", b"\x00\x01\x02", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04nonsense"],
)
def test_what_is_no_table_is_refused_as_a_whole(data: bytes) -> None:
    assert [(str(one.location), one.code) for one in load(data).diagnostics] == [("held.csv", "KIF401")]


def test_a_file_that_does_not_exist_is_a_finding() -> None:
    loaded = load_attendance(Input(Path("nowhere.csv"), "nowhere.csv", ""))
    assert [one.code for one in loaded.diagnostics] == ["KIF001"]


@pytest.mark.parametrize("value", ["ja", "Yes", " x ", "1", True, 1.0, "WAHR"])
def test_words_for_being_there(value: Any) -> None:
    assert marks.attended(value) is True


@pytest.mark.parametrize("value", ["nein", "No", "0", False, 0.0])
def test_words_for_not_being_there(value: Any) -> None:
    assert marks.attended(value) is False


@pytest.mark.parametrize("value", [None, "", "  "])
def test_an_empty_cell_says_nothing(value: Any) -> None:
    readers = (marks.attended, marks.outcome, marks.answer, marks.count, marks.figure)
    assert [reader(value) for reader in readers] == [None] * 5


@pytest.mark.parametrize("value", ["1.234,5", "-1", "1.000", "zwölf", True, "1e3", "NaN", "#REF!"])
def test_what_is_no_figure_or_may_be_read_in_two_ways_is_refused(value: Any) -> None:
    with pytest.raises(BadCellError):
        marks.figure(value)


@pytest.mark.parametrize(
    ("value", "expected"), [("12,5", Fraction(25, 2)), (12.5, Fraction(25, 2)), ("8 %", Fraction(2, 25))]
)
def test_figures_are_read_exactly(value: Any, expected: Fraction) -> None:
    assert marks.figure(value) == expected


@pytest.mark.parametrize("value", [0, 6, 2.5, True, "gut", "4.5"])
def test_answers_are_whole_numbers_from_1_to_5(value: Any) -> None:
    with pytest.raises(BadCellError):
        marks.answer(value)
