"""Tables in text: whatever encoding, delimiter and language a spreadsheet has written them in."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
from tests.loading.answers.books import DAY, changed, empty, levels, load, occasions, problems, sheet

from kiframework.model.skills import RatedLevel, Round

LONG = """\
person,role,source,rater,date,competency,level,comment,evidence
P-001,gardener,boss,R-07,2026-11-20,digging,2,"says ""yes"", mostly",photo
P-001,gardener,boss,R-07,2026-11-20,pruning,dont_know,,
P-001,gardener,self,,2026-11-20,digging,3,,
P-002,gardener,boss,R-07,2026-11-20,digging,1,,
"""
RIGHT = [
    ("P-001", Round(source="boss", rater="R-07", date=DAY, levels={
        "digging": RatedLevel(level=2, comment='says "yes", mostly', evidence="photo"), "pruning": "dont_know",
    })),
    ("P-001", Round(source="self", date=DAY, levels={"digging": 3})),
    ("P-002", Round(source="boss", rater="R-07", date=DAY, levels={"digging": 1})),
]  # fmt: skip
HEAD = "person;source;date;competency;level\n"


def found(content: str | bytes) -> tuple[list[tuple[str, str]], dict[str, dict[str, object]]]:
    """Return what is wrong, as line and column with the code, and the levels."""
    loaded = load(content if isinstance(content, bytes) else content.encode(), "back.csv")
    return problems(loaded), levels(loaded)


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_way_of_writing_a_table_reads_the_same(encoding: str, delimiter: str, ends: str) -> None:
    # The comment with commas in it stays in its quotation marks.
    table = LONG.replace(", mostly", "#").replace(",", delimiter).replace("#", ", mostly").replace("\n", ends)
    loaded = load(table.replace("photo", "Foto Grün").encode(encoding), "back.csv")
    assert problems(loaded) == []
    assert [(one.answers.person, one.answers.ratings[0]) for one in loaded.returned][1:] == RIGHT[1:]
    first = loaded.returned[0].answers.ratings[0].levels["digging"]
    assert isinstance(first, RatedLevel)
    assert (first.comment, first.evidence) == ('says "yes", mostly', "Foto Grün")
    assert {one.answers.role for one in loaded.returned} == {"gardener"}
    assert all(one.answers.finished and one.answers.sha256 is None for one in loaded.returned)


def test_rows_become_one_rating_round_for_each_occasion() -> None:
    loaded = load(LONG.encode(), "back.csv")
    assert [(one.answers.person, one.answers.ratings[0]) for one in loaded.returned] == RIGHT


@pytest.mark.parametrize(
    "head",
    [
        "Person;Quelle;Datum;Kompetenz;Stufe;Rolle;Beurteilende/Rater;Kommentar;Beleg;Kompetenzrahmen;Gültig bis;Notiz",
        "PERSON;Source;date;competency_id;LEVEL;role;Rater;comment;Nachweis;framework;valid-until;note",
    ],
)
def test_columns_have_german_and_english_names(head: str) -> None:
    row = 'P-001;boss;20.11.2026;digging;"2,0";gardener;R-07;gut;Foto;garden@2.1.0;31.12.2027;Gespräch'
    (one,) = load(f"{head}\n{row}\n".encode(), "back.csv").returned
    assert (one.answers.role, one.answers.framework) == ("gardener", "garden@2.1.0")
    assert one.answers.ratings == [
        Round(
            source="boss",
            rater="R-07",
            date=DAY,
            valid_until=dt.date(2027, 12, 31),
            note="Gespräch",
            levels={"digging": RatedLevel(level=2, comment="gut", evidence="Foto")},
        )
    ]


def test_a_table_with_a_column_for_each_competency() -> None:
    table = "person;role;source;rater;date;digging;pruning;x-other\nP-001;gardener;boss;;2026-11-20;2;;weiß nicht\n"
    loaded = load(table.encode("cp1252"), "back.csv")
    assert levels(loaded) == {"P-001": {"digging": 2, "x-other": "dont_know"}}
    places = loaded.returned[0].places
    path = ["ratings", 0, "levels", "x-other"]
    assert [str(places.key(path)), str(places.value(path))] == ["back.csv:1:47", "back.csv:2:36"]


@pytest.mark.parametrize(
    ("share", "value"),
    [
        ("0,72", "18/25"),
        ("0.72", "18/25"),
        ("72 %", "18/25"),
        ("72%", "18/25"),
        ("18/25", "18/25"),
        ("1", "1"),
        ("0", "0"),
    ],
)
def test_a_share_may_be_written_in_many_ways(share: str, value: str) -> None:
    table = f"person;source;date;competency;share\nP-001;quiz;2026-11-20;digging;{share}\n"
    loaded = load(table.encode(), "back.csv")
    assert occasions(loaded)["P-001"].shares == {"digging": Fraction(value)}
    path = ["ratings", 0, "shares", "digging"]
    assert str(loaded.returned[0].places.value(path)) == "back.csv:2:31"


@pytest.mark.parametrize("share", ["72", "1,2", "120 %", "26/25", "1/0", "0,5/2", "half", "-1"])
def test_what_is_no_share_is_named(share: str) -> None:
    table = f"person;source;date;competency;share\nP-001;quiz;2026-11-20;digging;{share}\n"
    assert found(table) == ([("2:31", "KIF403")], {})


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("P-001;boss;2026-11-20;digging;2.5", ("2:31", "KIF403")),
        ("P-001;boss;2026-11-20;digging;good", ("2:31", "KIF403")),
        ("P-001;boss;2026-13-20;digging;2", ("2:12", "KIF403")),
        (";boss;2026-11-20;digging;2", ("2:1", "KIF402")),
        ("P-001;;2026-11-20;digging;2", ("2:7", "KIF402")),
        ("P-001;boss;;digging;2", ("2:12", "KIF402")),
        ("P-001;boss;2026-11-20;;2", ("2:23", "KIF402")),
        ("P-001;boss", ("2:7", "KIF402")),
        ("P-001;boss;2026-11-20;digging;2;3", ("2:33", "KIF404")),
        ("P-001;#REF!;2026-11-20;digging;2", ("2:7", "KIF403")),
    ],
)
def test_a_bad_row_is_named_and_the_others_are_read(row: str, problem: tuple[str, str]) -> None:
    assert found(f"{HEAD}{row}\n\nP-002;boss;2026-11-20;digging;1\n") == ([problem], {"P-002": {"digging": 1}})


def test_an_empty_level_is_no_answer() -> None:
    assert found(f"{HEAD}P-001;boss;2026-11-20;digging;\nP-001;boss;2026-11-20;pruning;2;;;\n") == (
        [],
        {"P-001": {"pruning": 2}},
    )


@pytest.mark.parametrize(
    ("head", "missing"),
    [
        ("person;source;competency;level", "date"),
        ("person;date;competency;level", "source"),
        ("source;date;competency;level", "person"),
        ("person;source;date;competency", "level"),
        ("person;source;date;level", "competency"),
    ],
)
def test_a_column_that_is_missing_is_named(head: str, missing: str) -> None:
    loaded = load(f"{head}\nP-001;a;b;c\n".encode(), "back.csv")
    assert [one.message for one in loaded.diagnostics] == [f"The column '{missing}' is missing."]
    assert problems(loaded) == [("1:1", "KIF402")]
    assert loaded.returned == ()


def test_a_comment_beside_no_level_is_left_out_and_said() -> None:
    loaded = load(f"{HEAD.strip()};comment\nP-001;boss;2026-11-20;digging;;later\n".encode(), "back.csv")
    assert [(one.severity, one.code) for one in loaded.diagnostics] == [("warning", "KIF402")]
    assert loaded.returned == ()


def test_two_columns_of_the_same_name() -> None:
    assert found(f"{HEAD.strip()};Stufe\nP-001;boss;2026-11-20;digging;2;3\n") == ([("1:37", "KIF404")], {})


def test_a_competency_rated_twice_is_not_believed() -> None:
    rows = "P-001;boss;2026-11-20;digging;2\nP-001;boss;2026-11-20;pruning;1\nP-001;boss;20.11.2026;digging;3\n"
    assert found(HEAD + rows) == ([("4:23", "KIF404")], {"P-001": {"pruning": 1}})
    wide = "person;source;date;digging\nP-001;boss;2026-11-20;1\nP-001;boss;2026-11-20;1\n"
    assert found(wide) == ([("3:23", "KIF404")], {})


def test_rows_of_one_round_agree() -> None:
    table = "person;source;date;competency;level;note\nP-001;boss;2026-11-20;digging;2;a\n"
    table += "P-001;boss;2026-11-20;pruning;1;b\nP-001;boss;2026-11-20;composting;1;\n"
    assert found(table) == ([("3:33", "KIF404")], {"P-001": {"digging": 2, "composting": 1}})


def test_a_value_over_several_lines_moves_no_place() -> None:
    table = f'{HEAD.strip()};comment\nP-001;boss;2026-11-20;digging;2;"one\ntwo; ""three"""\n'
    table += "P-001;boss;2026-11-20;pruning;9,9;\n"
    loaded = load(table.encode(), "back.csv")
    assert problems(loaded) == [("4:31", "KIF403")]
    assert levels(loaded) == {"P-001": {"digging": RatedLevel(level=2, comment='one\ntwo; "three"')}}


def test_a_quotation_mark_that_is_never_closed() -> None:
    assert found(f'{HEAD}P-001;boss;2026-11-20;"digging;2\n') == ([("2:23", "KIF401")], {})


def test_the_delimiter_may_be_told_as_excel_does() -> None:
    assert found(f"sep=;\r\n{HEAD}P-001;boss;2026-11-20;digging;2\n") == ([], {"P-001": {"digging": 2}})


def test_blank_lines_before_the_header() -> None:
    assert found(f"\n;;;;\n{HEAD}P-001;boss;2026-11-20;digging;2") == ([], {"P-001": {"digging": 2}})


def test_one_sheet_of_a_workbook_saved_as_text() -> None:
    rows: list[str] = []
    changed(empty(), lambda book: rows.extend(";".join(str(cell.value or "") for cell in row) for row in sheet(book)))
    loaded = load("\n".join(rows).replace("\n\n", "\n").encode(), "back.csv")
    assert [(one.code, one.message) for one in loaded.diagnostics] == [
        ("KIF401", "This is one sheet of a workbook, saved as text.")
    ]


def test_a_framework_that_has_not_its_form_is_named() -> None:
    table = "person;source;date;competency;level;framework\nP-001;boss;2026-11-20;digging;2;Garten 2\n"
    assert found(table) == ([("2:33", "KIF403")], {})


def test_messages_repeat_nothing_that_may_be_a_name() -> None:
    table = f"{HEAD}Frau Meier;boss;Frau Meier;digging;2\nP-001;boss;2026-11-20;x;Frau Meier\n"
    loaded = load(table.encode(), "back.csv")
    assert len(loaded.diagnostics) == 2
    assert not any("Meier" in f"{one}" for one in loaded.diagnostics)


COMMAS = "person,source,date,competency,level,comment\n"


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        pytest.param("digging,2,5,", ("2:1", "KIF404"), id="one value too many"),
        pytest.param("digging,2", ("2:1", "KIF404"), id="one too few"),
        pytest.param("digging,2,5", ("2:33", "KIF404"), id="as many as there should be"),
    ],
)
def test_a_decimal_comma_among_commas_never_becomes_a_level(row: str, problem: tuple[str, str]) -> None:
    found_, given = found(f"{COMMAS}P-001,self,2026-11-20,{row}\n")
    assert (found_, given) == ([problem], {})


@pytest.mark.parametrize("row", ['digging,2,"5"', "digging,2,5 times", 'digging,"2,0",', 'digging,2,"a, b"'])
def test_commas_in_quotation_marks_and_words_are_what_they_are(row: str) -> None:
    found_, given = found(f"{COMMAS}P-001,self,2026-11-20,{row}\n")
    if row.endswith('"5"'):
        assert found_ == [("2:33", "KIF404")], "a number beside a level is doubtful either way"
    else:
        assert found_ == []
        assert [*given["P-001"]] == ["digging"]


def test_a_share_with_a_decimal_comma_among_commas_is_no_share_of_nothing() -> None:
    table = "person,source,date,competency,share\nP-001,quiz,2026-11-20,digging,0,72\n"
    assert found(table) == ([("2:1", "KIF404")], {})


def test_text_beside_a_share_is_said_to_be_left_out() -> None:
    table = "person;source;date;competency;share;comment\nP-001;quiz;2026-11-20;digging;0,72;was tired\n"
    loaded = load(table.encode(), "back.csv")
    assert problems(loaded) == [("2:36", "KIF402")]
    assert list(loaded.returned[0].answers.ratings[0].shares) == ["digging"]


@pytest.mark.parametrize("text", ["1.000", "3,000", "2,00"])
def test_zeros_behind_a_point_may_be_thousands(text: str) -> None:
    assert found(f"{HEAD}P-001;self;2026-11-20;digging;{text}\n")[0] == [("2:31", "KIF403")]


def test_one_damaged_sign_makes_no_other_encoding_of_a_file() -> None:
    table = f"{HEAD.strip()};comment\nP-001;self;2026-11-20;digging;2;grüße und öfter\n"
    assert problems(load(table.encode() + b"\xff\n", "back.csv")) == [("", "KIF401")]
    assert problems(load(table.encode("cp1252"), "back.csv")) == []
