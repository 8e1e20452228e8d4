"""``kiframework bulk score`` with tables that are wrong: every problem with its code, place and way out."""

from __future__ import annotations

import csv
import errno
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
from pyarrow import ipc, parquet
from tests.cli.bulk.tables import evidence, levels, people, put, scores
from tests.cli.workplace import GARDEN

if TYPE_CHECKING:
    from tests.cli.conftest import Kif, Outcome

NOTHING_LEFT = "the run leaves nothing behind"


def score(kif: Kif, *arguments: str | Path) -> Outcome:
    return kif("bulk", "score", *arguments, *GARDEN, "-o", "result")


def codes(found: Outcome) -> list[str]:
    """Return place and code of every problem."""
    return [line.split(" ")[0] for line in found.err.splitlines() if ": error KIF" in line]


def assert_refused(found: Outcome) -> None:
    assert found.code == 2
    assert not Path("result").exists()
    assert [path.name for path in Path().iterdir() if path.name.startswith(".result")] == [], NOTHING_LEFT


def table_with(**columns: Any) -> pa.Table:
    return levels({"person": ["P-1", "P-2", "P-3"], **columns})


# --- Files ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["gone.parquet", "gone", "gone/*.parquet", "."])
def test_what_is_not_there_is_named(kif: Kif, name: str) -> None:
    found = score(kif, name)
    assert_refused(found)
    assert f"{name}: error KIF" in found.err


def test_a_file_of_another_kind_is_refused(kif: Kif) -> None:
    Path("people.xlsx").write_bytes(b"PK")
    found = score(kif, "people.xlsx")
    assert_refused(found)
    assert "KIF801 The ending of the name does not say" in found.err


@pytest.mark.parametrize("name", ["a.parquet", "a.csv", "a.arrow"])
def test_an_empty_file_is_named(kif: Kif, name: str) -> None:
    Path(name).touch()
    found = score(kif, name)
    assert_refused(found)
    assert f"{name}: error KIF006 The file is empty." in found.err


@pytest.mark.parametrize("name", ["people.parquet", "people.arrow"])
@pytest.mark.parametrize("share", [0.3, 0.9, 0.999])
def test_a_file_that_was_cut_off_is_named_among_many(kif: Kif, name: str, share: float) -> None:
    put(people(500), f"in/1-{name}")
    cut = put(people(500, 500), f"in/2-{name}", rows=100)
    cut.write_bytes(cut.read_bytes()[: int(cut.stat().st_size * share)])
    found = score(kif, "in")
    assert_refused(found)
    assert f"in/2-{name}: error KIF801 This file is damaged" in found.err
    put(people(500, 500), f"in/2-{name}")
    assert score(kif, "in").code == 0


def test_damage_in_the_middle_is_found_while_reading(kif: Kif) -> None:
    path = put(people(5000), "people.parquet")
    data = bytearray(path.read_bytes())
    data[200:2000] = bytes(1800)
    path.write_bytes(data)
    found = score(kif, path)
    assert found.code == 2
    assert not Path("result").exists()
    assert "people.parquet: error KIF801" in found.err


def test_an_arrow_stream_is_told_from_a_file(kif: Kif) -> None:
    with ipc.new_stream("people.arrow", levels().schema) as writer:
        writer.write_table(levels())
    found = score(kif, "people.arrow")
    assert_refused(found)
    assert "KIF801 This is no Arrow file." in found.err
    assert "help: Arrow streams are not read: write it as a file" in found.err


def test_a_file_that_changes_during_the_run_ends_it(kif: Kif, monkeypatch: pytest.MonkeyPatch) -> None:
    path = put(people(100), "people.parquet")

    def change_meanwhile(_: Any) -> Any:
        put(people(90), path)
        from kiframework.loading.bulk.people import NOBODY

        return NOBODY

    monkeypatch.setattr("kiframework.api.bulk.levels.find_repeated", change_meanwhile)
    found = score(kif, path)
    assert "KIF001 This file has changed during the run." in found.err
    assert not Path("result").exists()


# --- Columns ----------------------------------------------------------------------------------------------------------


def test_unknown_columns_come_with_close_matches(kif: Kif) -> None:
    put(table_with(diging=[1, 2, 3], pruning=[1, 2, 3]), "people.parquet")
    found = score(kif, "people.parquet")
    assert_refused(found)
    assert "people.parquet: error KIF802 Unknown column 'diging'.\n    help: did you mean 'digging'?" in found.err


def test_a_column_that_may_be_a_name_is_not_repeated(kif: Kif) -> None:
    put(table_with(**{"Erika Beispiel": [1, 2, 3]}), "people.parquet")
    found = score(kif, "people.parquet")
    assert_refused(found)
    assert "Erika" not in found.err


def test_the_column_of_the_person_must_be_there(kif: Kif) -> None:
    put(table_with(digging=[1, 2, 3]).rename_columns(["Person", "digging"]), "people.parquet")
    found = score(kif, "people.parquet")
    assert_refused(found)
    assert "KIF803 There is no column 'person'.\n    help: is it the column 'Person' that is meant?" in found.err


def test_people_without_a_single_level_are_most_likely_a_mistake(kif: Kif) -> None:
    put(table_with(), "people.parquet")
    found = score(kif, "people.parquet")
    assert_refused(found)
    assert "people.parquet: error KIF803 No column is named by a competency." in found.err


@pytest.mark.parametrize(
    ("name", "column", "words"),
    [
        ("digging", pa.array(["1", "2", "3"]), "holds string, not whole numbers"),
        ("digging", pa.array([True, False, True]), "holds bool, not whole numbers"),
        ("person", pa.array([1, 2, 3]), "holds int64, not text"),
    ],
)
def test_columns_of_a_wrong_type_are_named(kif: Kif, name: str, column: pa.Array, words: str) -> None:
    table = table_with(digging=[1, 2, 3])
    put(table.set_column(table.column_names.index(name), name, column), "people.parquet")
    found = score(kif, "people.parquet")
    assert_refused(found)
    assert f"people.parquet: error KIF804 The column '{name}' {words}." in found.err


def test_columns_without_a_single_value_are_empty_columns(kif: Kif) -> None:
    table = table_with(digging=[1, 2, 3])
    put(table.append_column("pruning", pa.nulls(3)), "people.parquet")
    assert score(kif, "people.parquet", "--role", "helper").code == 0
    put(table.set_column(0, "person", pa.nulls(3)), "nobody.parquet")
    found = kif("bulk", "score", "nobody.parquet", *GARDEN, "-o", "other")
    assert (found.code, found.err.count("KIF109 This row names no person.")) == (2, 3)


def test_a_moment_with_a_zone_is_no_day(kif: Kif) -> None:
    table = evidence()
    zoned = table.column("date").cast(pa.timestamp("us")).cast(pa.timestamp("us", "Europe/Berlin"))
    put(table.set_column(4, "date", zoned), "rows.parquet")
    found = score(kif, "rows.parquet")
    assert_refused(found)
    assert "KIF804" in found.err
    assert "without time of day and zone" in found.err
    put(table.set_column(4, "date", table.column("date").cast(pa.timestamp("us"))), "rows.parquet")
    assert score(kif, "rows.parquet").code == 0


def test_a_wrong_schema_in_one_file_of_many_is_named(kif: Kif) -> None:
    for number in range(5):
        put(people(20, number * 20), f"in/{number}.parquet")
    odd = people(20, 60)
    put(odd.set_column(1, "digging", odd.column(1).cast(pa.string())), "in/3.parquet")
    found = score(kif, "in")
    assert_refused(found)
    assert codes(found) == ["in/3.parquet:"]
    put(people(20, 60), "in/3.parquet")
    assert score(kif, "in").code == 0


def test_levels_and_evidence_are_not_mixed(kif: Kif) -> None:
    put(levels(), "in/a.parquet")
    put(evidence(), "in/b.parquet")
    found = score(kif, "in")
    assert_refused(found)
    assert "in/b.parquet: error KIF805 This table has other columns than in/a.parquet" in found.err


def test_a_level_that_only_one_file_lacks_is_a_warning(kif: Kif) -> None:
    put(people(10), "in/a.parquet")
    put(people(10, 10).drop_columns(["pruning"]), "in/b.parquet")
    found = score(kif, "in")
    assert found.code == 0
    assert "in/b.parquet: warning KIF803 This table has no column pruning; others do." in found.err
    assert next(row for row in scores("result") if row["person"] == "P-000013")["tools_point"] is None


def test_two_columns_of_one_name_are_refused(kif: Kif) -> None:
    Path("people.csv").write_text("person,digging,digging\nP-1,1,2\n", "utf-8")
    found = score(kif, "people.csv")
    assert_refused(found)
    assert "people.csv: error KIF801 Two columns are named 'digging'." in found.err


# --- Rows -------------------------------------------------------------------------------------------------------------


def test_rows_are_named_by_file_row_group_and_row(kif: Kif) -> None:
    put(table_with(digging=[1, 2, 3]), "in/a.parquet")
    put(levels({"person": ["P-4", "P-5", "P-6"], "digging": [1, 2, 7]}), "in/b.parquet", rows=2)
    found = score(kif, "in")
    assert_refused(found)
    assert found.err.splitlines()[:4] == [
        "in/b.parquet, row group 2, row 3: error KIF104 Level 7 lies off the scale, which goes from 0 to 3.",
        "    help: in column 'digging'",
        "  KIF104 value-off-scale: 1",
        "error: Nothing was scored, because 1 row cannot be.",
    ]


def test_all_problems_are_counted_and_the_first_twenty_are_shown(kif: Kif, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiframework.api.bulk.job.MOST_PEOPLE", 50)
    table = people(1000)
    high = pa.array([9 if number % 3 == 0 else 1 for number in range(1000)], pa.int64())
    put(table.set_column(1, "digging", high), "people.parquet", rows=100)
    found = score(kif, "people.parquet")
    assert_refused(found)
    rows = [line.split(",")[2].split(":")[0] for line in found.err.splitlines() if ": error KIF104" in line]
    assert rows == [f" row {number * 3 + 1}" for number in range(20)]
    assert "These are the first 20 of 334 problems." in found.err
    assert "because 334 rows cannot be." in found.err


@pytest.mark.parametrize("value", [-1, 4, 255, 256, 300, -(2**40), 2**40])
def test_no_level_off_the_scale_slips_through_a_narrow_type(kif: Kif, value: int) -> None:
    table = table_with(digging=[1, 2, 3])
    put(table.set_column(1, "digging", pa.array([1, value, None], pa.int64())), "people.parquet")
    found = score(kif, "people.parquet")
    assert_refused(found)
    assert f"row 2: error KIF104 Level {value} lies off the scale" in found.err


@pytest.mark.parametrize("value", [0.5, 2.999, float("inf")])
def test_decimals_must_be_whole(kif: Kif, value: float) -> None:
    table = table_with(digging=[1, 2, 3])
    put(table.set_column(1, "digging", pa.array([1.0, value, float("nan")])), "people.parquet")
    found = score(kif, "people.parquet")
    assert_refused(found)
    assert ", row 2: error KIF" in found.err
    assert ", row 3: error" not in found.err


def test_people_in_several_rows_are_found_across_files(kif: Kif) -> None:
    put(people(50), "in/a.parquet", rows=20)
    put(people(50, 40), "in/b.csv")
    found = score(kif, "in")
    assert_refused(found)
    assert "because 20 rows cannot be." in found.err
    assert "in/a.parquet, row group 3, row 41: error KIF806" in found.err
    assert "more than one row: see in/b.csv:2:1." in found.err
    skipped = kif("bulk", "score", "in", *GARDEN, "-o", "result", "--on-error", "skip")
    assert (skipped.code, "80 people; left out: 20 rows" in skipped.err) == (1, True)


def test_no_single_person_is_accused_by_a_hash_that_hits_by_chance(kif: Kif, monkeypatch: pytest.MonkeyPatch) -> None:
    from kiframework.loading.bulk import people as room

    whole = room.hashed

    def coarse(persons: Any, seed: int = room.SEED) -> Any:
        return whole(persons, seed) % 7 + 1 if seed == room.SEED else whole(persons, seed)

    monkeypatch.setattr(room, "hashed", coarse)
    monkeypatch.setattr("kiframework.api.bulk.levels.hashed", coarse)
    put(people(300), "people.parquet")
    assert score(kif, "people.parquet").code == 0
    put(pa.concat_tables([people(300), people(1, 7)]), "twice.parquet")
    found = kif("bulk", "score", "twice.parquet", *GARDEN, "-o", "other")
    assert "because 2 rows cannot be." in found.err


@pytest.mark.parametrize("person", ["Erika Beispiel", "erika@example.org", "P\u00a01", "", None])
def test_only_pseudonyms_are_people_and_nothing_else_is_repeated(kif: Kif, person: str | None) -> None:
    put(levels({"person": ["P-1", person, "P-3"], "digging": [1, 2, 3]}), "people.parquet")
    found = score(kif, "people.parquet")
    assert_refused(found)
    assert ", row 2: error KIF109" in found.err
    assert "rika" not in found.err


def test_rows_left_out_are_written_beside_the_result(kif: Kif) -> None:
    table = levels({"person": ["P-1", "P-2", "P-1", "P-4", "P-5"], "digging": [1, 9, 2, 3, 1], "pruning": [2] * 5})
    put(table, "people.parquet", rows=2)
    found = kif("bulk", "score", "people.parquet", *GARDEN, "-o", "result", "--on-error", "skip")
    assert found.code == 1
    assert {row["person"] for row in scores("result")} == {"P-4", "P-5"}
    with Path("result/skipped.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == [
            ["file", "row_group", "row", "code", "column", "person", "digging", "pruning"],
            ["people.parquet", "1", "1", "KIF806", "person", "P-1", "1", "2"],
            ["people.parquet", "1", "2", "KIF104", "digging", "P-2", "9", "2"],
            ["people.parquet", "2", "3", "KIF806", "person", "P-1", "2", "2"],
        ]


# --- CSV --------------------------------------------------------------------------------------------------------------


def test_a_german_export_gets_a_clear_message(kif: Kif) -> None:
    Path("people.csv").write_text("person;digging;pruning\nP-1;2,5;1\nP-2;3,0;n. a.\n", "utf-8-sig")
    found = score(kif, "people.csv")
    assert_refused(found)
    way_out = "is no level.\n    help: in column 'digging': write a whole number, here"
    assert f"people.csv:2:1: error KIF807 '2,5' {way_out} 2 or 3\n" in found.err
    assert f"people.csv:3:1: error KIF807 '3,0' {way_out} 3\n" in found.err
    assert "error KIF807 This is no level." in found.err


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_delimiter_line_ends_byte_order_mark_and_decimals_are_understood(kif: Kif, delimiter: str, end: str) -> None:
    rows = [["person", "digging", "pruning"], ["P-1", "2.0", ""], ['"P-2"', " 3", "1"], [], ["P-3", "", "2.00"]]
    Path("people.csv").write_bytes(end.join(delimiter.join(row) for row in rows).encode("utf-8-sig"))
    found = score(kif, "people.csv", "--role", "helper")
    assert found.code == 0, found.err
    assert [row["coverage"] for row in scores("result")] == [25.0, 100.0, 75.0]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("person,digging\nP-1,1\n".encode("utf-16"), "KIF002 The file is not UTF-8 text but UTF-16."),
        (b"person,digging\nP-1,1\nP-\xe4,1\n", "people.csv:3:1: error KIF002 The file is not UTF-8 text."),
        (b"person,diggin\xe4\n", "KIF002"),
        (b"\n\n", "KIF801 This table has no header."),
        (b'person,digging\nP-1,"1\nP-2,1\n', "KIF801 A quotation mark is opened and never closed."),
        (b"P-1,1\nP-2,2\n", "KIF803 There is no column 'person'."),
    ],
)
def test_csv_that_cannot_be_read_is_named(kif: Kif, content: bytes, words: str) -> None:
    Path("people.csv").write_bytes(content)
    found = score(kif, "people.csv")
    assert_refused(found)
    assert words in found.err


def test_ragged_lines_are_found_behind_empty_ones_and_quoted_line_ends(kif: Kif) -> None:
    Path("people.csv").write_text(
        'person,digging,pruning\n\nP-1,1,1\n"P-\n2",1,1\nP-3,1\nP-4,9,1\nP-5,1,1,1\n', "utf-8"
    )
    found = score(kif, "people.csv")
    assert_refused(found)
    assert codes(found) == [f"people.csv:{line}:1:" for line in (4, 6, 7, 8)]
    assert "people.csv:6:1: error KIF808" in found.err


def test_a_large_csv_is_cut_between_its_lines(kif: Kif, monkeypatch: pytest.MonkeyPatch) -> None:
    put(people(700), "people.csv")
    kif("bulk", "score", "people.csv", *GARDEN, "-o", "whole")
    monkeypatch.setattr("kiframework.loading.bulk.separated.STRETCH", 300)
    monkeypatch.setattr("kiframework.api.bulk.job.MOST_PEOPLE", 40)
    monkeypatch.setattr("kiframework.api.bulk.job.FEWEST_PEOPLE", 40)
    assert kif("bulk", "score", "people.csv", *GARDEN, "-o", "cut").code == 0
    assert len(list(Path("cut/scores").iterdir())) > 10
    assert scores("whole") == scores("cut")


# --- Evidence ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("instead", "words"),
    [
        ({"competency": ["diging", "composting", "digging", "pruning"]}, "KIF101 Unknown competency 'diging'."),
        ({"source": ["bos", "boss", "quiz", "self"]}, "KIF103 Unknown source 'bos'."),
        ({"source": [None, "boss", "quiz", "self"]}, "KIF103 This row names no source."),
        ({"value": [4, 2, 2, 3]}, "KIF104 Level 4 lies off the scale, which goes from 0 to 3."),
        ({"value": [3, 2, 3, 3]}, "KIF104 Level 3 is more than its source can show, which is 2."),
        ({"date": ["2026-12-02", "2026-11-20", "2026-10-01", "2026-11-01"]}, "KIF105 The date 2026-12-02 lies in"),
        ({"date": [None, "2026-11-20", "2026-10-01", "2026-11-01"]}, "KIF807 This row has no date."),
        ({"valid_until": ["2026-11-19", None, None, None]}, "KIF113 This ends before the rating was made"),
        ({"rater": ["R-01", None, None, "R-02"]}, "KIF115 This source is always the person"),
        ({"rater": ["Erika Beispiel", None, None, None]}, "KIF116 The rater is no pseudonym."),
        ({"person": ["P 1", "P-001", "P-002", "P-001"]}, "KIF109 The person's id is no pseudonym."),
    ],
)
def test_evidence_is_held_against_the_rules_of_skill_files(kif: Kif, instead: dict[str, Any], words: str) -> None:
    put(evidence(**instead), "rows.parquet")
    found = score(kif, "rows.parquet")
    assert_refused(found)
    assert words in found.err


def test_two_values_of_one_occasion_are_an_error(kif: Kif) -> None:
    twice = {"competency": ["digging", "digging", "digging", "pruning"], "rater": ["R-01", "R-01", None, None]}
    put(evidence(**twice), "rows.parquet")
    found = score(kif, "rows.parquet")
    assert_refused(found)
    assert "row 1: error KIF106 'digging' is rated twice by the same rater on 2026-11-20." in found.err
    assert "KIF809 left-with-person: 1" in found.err


def test_a_person_with_one_wrong_row_is_left_out_as_a_whole(kif: Kif) -> None:
    put(evidence(value=[3, 9, 2, 3]), "rows.parquet")
    found = kif("bulk", "score", "rows.parquet", *GARDEN, "-o", "result", "--on-error", "skip")
    assert found.code == 1
    assert {row["person"] for row in scores("result")} == {"P-002"}
    with Path("result/skipped.csv").open(encoding="utf-8", newline="") as file:
        rows = sorted((row["row"], row["code"], row["competency"]) for row in csv.DictReader(file))
    assert rows == [("1", "KIF809", "digging"), ("2", "KIF104", "composting"), ("4", "KIF809", "pruning")]


def test_german_dates_in_csv_get_a_clear_message(kif: Kif) -> None:
    Path("rows.csv").write_text(
        "person;competency;source;date;value\nP-1;digging;boss;20.11.2026;2\nP-2;digging;boss;2026-11-20;2\n", "utf-8"
    )
    found = score(kif, "rows.csv")
    assert_refused(found)
    way_out = "in column 'date': write it as YYYY-MM-DD, here 2026-11-20"
    assert f"rows.csv:2:1: error KIF807 This is no day.\n    help: {way_out}" in found.err
    assert "KIF807 bad-cell: 1" in found.err, "one mistake is one problem"


# --- Writing ----------------------------------------------------------------------------------------------------------


def test_a_full_disk_is_said_and_the_next_run_goes_on(kif: Kif, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiframework.api.bulk.job.MOST_PEOPLE", 64)
    put(people(500), "people.parquet", rows=60)
    from kiframework.output.bulk.parts import ParquetParts

    whole, written = ParquetParts.write, []

    def until_full(self: ParquetParts, batches: Any, path: Path) -> None:
        written.append(path)
        if len(written) > 3:
            path.write_bytes(b"half")
            raise OSError(errno.ENOSPC, "Error writing bytes to file. Detail: [errno 28] No space left on device")
        whole(self, batches, path)

    with monkeypatch.context() as full:
        full.setattr(ParquetParts, "write", until_full)
        found = kif("bulk", "score", "people.parquet", *GARDEN, "-o", "result", "--threads", "1")
    assert (found.code, Path("result").exists()) == (2, False)
    assert "error: Cannot write to result: No space left on device." in found.err
    assert "goes on from the last finished part" in found.err
    assert list(Path(".result.kiframework/waiting").iterdir()) == []
    again = kif("bulk", "score", "people.parquet", *GARDEN, "-o", "result", "--threads", "1")
    assert again.code == 0
    assert "Went on from an earlier run: 3 of 9 steps were finished." in again.err
    kif("bulk", "score", "people.parquet", *GARDEN, "-o", "undisturbed")
    assert {path.name: path.read_bytes() for path in Path("result/scores").iterdir()} == {
        path.name: path.read_bytes() for path in Path("undisturbed/scores").iterdir()
    }


def test_an_interrupted_run_says_how_to_go_on(kif: Kif, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiframework.api.bulk.job.MOST_PEOPLE", 64)
    put(people(500), "people.parquet", rows=60)
    from kiframework.output.bulk.parts import ParquetParts

    whole, written = ParquetParts.write, []

    def until_interrupted(self: ParquetParts, batches: Any, path: Path) -> None:
        written.append(path)
        if len(written) > 2:
            raise KeyboardInterrupt
        whole(self, batches, path)

    with monkeypatch.context() as interrupted:
        interrupted.setattr(ParquetParts, "write", until_interrupted)
        found = kif("bulk", "score", "people.parquet", *GARDEN, "-o", "result", "--threads", "1")
    assert (found.code, Path("result").exists()) == (130, False)
    assert found.err == "What is finished is kept: the same command goes on from there.\nInterrupted.\n"
    again = kif("bulk", "score", "people.parquet", *GARDEN, "-o", "result")
    assert "Went on from an earlier run: 2 of 9 steps were finished." in again.err


def test_a_place_that_cannot_be_written_to_is_said(kif: Kif) -> None:
    put(people(10), "people.parquet")
    Path("file").touch()
    found = kif("bulk", "score", "people.parquet", *GARDEN, "-o", "file/result")
    assert (found.code, "error: Cannot write to file/result: " in found.err) == (2, True)


def test_two_runs_into_one_place_do_not_meet(kif: Kif) -> None:
    from kiframework.api.bulk.locks import locked

    put(people(10), "people.parquet")
    Path(".result.kiframework").mkdir()
    with locked(Path(".result.kiframework/lock"), Path("result")):
        found = score(kif, "people.parquet")
    assert (found.code, "error: Another run is writing to result." in found.err) == (2, True)
    assert score(kif, "people.parquet").code == 0


def test_a_part_of_which_the_file_is_gone_is_scored_again(kif: Kif, monkeypatch: pytest.MonkeyPatch) -> None:
    from kiframework.api.bulk.work import Work

    monkeypatch.setattr("kiframework.api.bulk.job.MOST_PEOPLE", 64)
    put(people(300), "people.parquet", rows=60)

    def stop(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(Work, "publish", stop)
        score(kif, "people.parquet")
    parts = sorted(Path(".result.kiframework/result/scores").iterdir())
    parts[0].unlink()
    parts[1].write_bytes(parts[1].read_bytes()[:100])
    found = score(kif, "people.parquet")
    assert f"{len(parts) - 2} of {len(parts)} steps were finished." in found.err
    assert parquet.read_table("result/scores").num_rows == 600


@pytest.mark.parametrize(
    "other", [("--role", "helper"), ("--date", "2026-11-30"), ("--format", "csv"), ("--on-error", "skip")]
)
def test_another_run_does_not_go_on_from_it(kif: Kif, monkeypatch: pytest.MonkeyPatch, other: tuple[str, ...]) -> None:
    from kiframework.api.bulk.work import Work

    put(people(30), "people.parquet")

    def stop(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(Work, "publish", stop)
        score(kif, "people.parquet")
    found = score(kif, "people.parquet", *other)
    assert (found.code, "Went on" in found.err) == (0, False)
