"""``kiframework bulk score``: tables in, scores and a summary out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pyarrow as pa
import pytest
from pyarrow import parquet
from tests.cli.bulk.tables import EVIDENCE, LEVELS, evidence, levels, people, put, scores
from tests.cli.workplace import GARDEN, files_below, skills

if TYPE_CHECKING:
    from tests.cli.conftest import Kif


@pytest.mark.parametrize("name", ["people.parquet", "people.csv", "people.arrow", "people.feather", "people.ipc"])
def test_every_form_gives_the_same_scores(kif: Kif, name: str) -> None:
    found = kif("bulk", "score", put(levels(), name), *GARDEN, "-o", "result")
    assert (found.code, found.err.splitlines()[0]) == (0, "Written to result: 12 rows for 6 people.")
    kif("bulk", "score", put(levels(), "other/people.parquet"), *GARDEN, "-o", "reference")
    assert scores("result") == scores("reference")


def test_scores_are_those_of_a_skill_file(kif: Kif) -> None:
    kif("bulk", "score", put(levels(), "people.parquet"), *GARDEN, "-o", "result")
    own = {name: str(values[1]) for name, values in LEVELS.items() if name != "person"}
    Path("P-002.yaml").write_text(skills("P-002", levels=own), "utf-8")
    exact = json.loads(kif("assess", "P-002.yaml", *GARDEN, "--format", "json").out)["assessments"][0]
    row = next(row for row in scores("result") if (row["person"], row["role"]) == ("P-002", "gardener"))
    assert row["readiness"] == exact["readiness"]
    assert row["point"] == pytest.approx(exact["score"]["point"]["percent"], abs=0.05)
    assert [row[f"gap_{number}"] for number in (1, 2, 3)] == [*exact["priorities"], None, None, None][:3]


def test_results_can_be_csv(kif: Kif) -> None:
    table = put(levels(), "people.parquet")
    kif("bulk", "score", table, *GARDEN, "-o", "plain", "--format", "csv")
    kif("bulk", "score", table, *GARDEN, "-o", "packed")
    assert [path.name for path in Path("plain/scores").iterdir()] == ["part-00000.csv"]
    plain, packed = scores("plain"), scores("packed")
    for row, other in zip(plain, packed, strict=True):
        assert {key: value or None for key, value in row.items() if value != 0} == {
            key: value for key, value in other.items() if value != 0
        }


def test_folders_and_patterns_are_read_as_one_population(kif: Kif) -> None:
    put(people(10), "in/a.parquet")
    put(people(10, 10), "in/deep/b.csv")
    put(people(10, 20), "in/c.arrow")
    put(people(10, 90), "in/_temporary/part.parquet")
    assert "30 people" in kif("bulk", "score", "in", *GARDEN, "-o", "all").err
    assert "20 people" in kif("bulk", "score", "in/**/[ab].*", *GARDEN, "-o", "some").err
    assert "20 people" in kif("bulk", "score", "in/a.parquet", "in/c.arrow", "in/a.parquet", *GARDEN, "-o", "two").err


def test_roles_can_be_chosen(kif: Kif) -> None:
    table = put(levels(), "people.parquet")
    kif("bulk", "score", table, *GARDEN, "--role", "gardener", "-o", "result")
    assert {row["role"] for row in scores("result")} == {"gardener"}
    found = kif("bulk", "score", table, *GARDEN, "--role", "gardner", "-o", "other")
    assert (found.code, found.err.splitlines()[1]) == (2, "help: did you mean 'gardener'?")
    assert not Path("other").exists()


def test_evidence_is_joined_by_person_whatever_the_order_of_rows(kif: Kif) -> None:
    kif("bulk", "score", put(evidence(), "rows.parquet"), *GARDEN, "-o", "result")
    rows = list(zip(*EVIDENCE.values(), strict=True))
    turned = {name: [row[place] for row in reversed(rows)] for place, name in enumerate(EVIDENCE)}
    put(evidence(**turned).slice(0, 2), "turned/a.csv")
    put(evidence(**turned).slice(2), "turned/b.arrow")
    kif("bulk", "score", "turned", *GARDEN, "-o", "other")
    assert len(scores("result")) == 4
    assert scores("result") == scores("other")


def test_evidence_is_scored_as_of_the_assessment_date(kif: Kif) -> None:
    put(evidence(), "rows.parquet")
    kif("bulk", "score", "rows.parquet", *GARDEN, "-o", "now")
    kif("bulk", "score", "rows.parquet", *GARDEN, "--date", "2026-10-15", "-o", "before")
    now, before = scores("now"), scores("before")
    assert now != before
    assert before[0]["coverage"] == 0


def test_optional_columns_of_evidence_may_be_missing(kif: Kif) -> None:
    put(evidence().drop_columns(["rater", "valid_until"]), "rows.parquet")
    assert kif("bulk", "score", "rows.parquet", *GARDEN, "-o", "result").code == 0


def test_rows_without_a_value_say_nothing(kif: Kif) -> None:
    put(evidence(value=[3, 2, None, 3]), "rows.parquet")
    assert "for 1 person." in kif("bulk", "score", "rows.parquet", *GARDEN, "-o", "result").err


@pytest.mark.parametrize(
    "kind", [pa.int64(), pa.int8(), pa.float64(), pa.float32(), pa.uint32(), pa.dictionary(pa.int8(), pa.int64())]
)
def test_levels_may_have_any_numeric_type(kif: Kif, kind: pa.DataType) -> None:
    table = levels()
    for place, name in enumerate(table.column_names[1:], 1):
        column = table.column(name)
        wide = column.cast(kind) if not pa.types.is_dictionary(kind) else column.cast(pa.int64()).dictionary_encode()
        table = table.set_column(place, name, wide)
    found = kif("bulk", "score", put(table, "wide.parquet"), *GARDEN, "-o", "result")
    assert found.code == 0, found.err
    kif("bulk", "score", put(levels(), "people.parquet"), *GARDEN, "-o", "reference")
    assert scores("result") == scores("reference")


@pytest.mark.parametrize("kind", [pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string())])
def test_persons_may_have_any_type_of_text(kif: Kif, kind: pa.DataType) -> None:
    table = levels()
    table = table.set_column(0, "person", table.column("person").cast(kind))
    path = Path("people.arrow")
    found = kif("bulk", "score", put(table, path), *GARDEN, "-o", "result")
    assert found.code == 0, found.err
    assert [row["person"] for row in scores("result")][::2] == LEVELS["person"]


def test_persons_may_be_written_in_any_script(kif: Kif) -> None:
    names = ["Ä-1", "参-2", "P\u0301-3", "🌱-4", "ß-5"]
    table = levels({"person": names, "digging": [1] * 5})
    for form in ("parquet", "csv"):
        kif("bulk", "score", put(table, "people.csv"), *GARDEN, "--format", form, "-o", form)
        assert sorted({row["person"] for row in scores(form)}) == sorted(names)


def test_nobody_gives_a_result_with_columns_and_without_rows(kif: Kif) -> None:
    for name in ("empty.parquet", "empty.csv", "empty.arrow"):
        assert kif("bulk", "template", name, *GARDEN).code == 0
        found = kif("bulk", "score", name, *GARDEN, "-o", "result", "--force")
        assert (found.code, "0 rows for 0 people" in found.err) == (0, True)
        assert parquet.read_schema("result/scores/part-00000.parquet").names[:3] == ["person", "role", "readiness"]


def test_too_few_people_are_scored_and_not_described(kif: Kif) -> None:
    put(levels().slice(0, 4), "people.parquet")
    found = kif("bulk", "score", "people.parquet", *GARDEN, "-o", "result", "--lang", "en")
    assert (found.code, len(scores("result"))) == (0, 8)
    assert "An overview takes at least 5 people." in found.out
    summary = json.loads(Path("result/summary.json").read_text("utf-8"))
    assert (summary["people"], summary["roles"]) == (None, [])


def test_five_people_are_described_in_steps(kif: Kif) -> None:
    put(levels().slice(0, 5), "people.parquet")
    found = kif("bulk", "score", "people.parquet", *GARDEN, "-o", "result", "--lang", "en")
    assert "5 people, each against every role" in found.out
    summary = json.loads(Path("result/summary.json").read_text("utf-8"))
    counts = [one["people"] for role in summary["roles"] for one in role["readiness"]]
    assert counts == [None] * len(counts)


def test_the_summary_follows_its_schema(kif: Kif) -> None:
    schema = json.loads(kif("schema", "population").out)
    jsonschema.Draft202012Validator.check_schema(schema)
    for count in (3, 5, 200):
        put(people(count), "people.parquet")
        kif("bulk", "score", "people.parquet", *GARDEN, "-o", "result", "--force")
        jsonschema.validate(json.loads(Path("result/summary.json").read_text("utf-8")), schema)


def test_the_number_of_threads_and_the_run_do_not_show_in_the_bytes(kif: Kif, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiframework.api.bulk.job.MOST_PEOPLE", 64)
    put(people(1000), "people.parquet", rows=70)
    kif("bulk", "score", "people.parquet", *GARDEN, "-o", "one", "--threads", "1")
    kif("bulk", "score", "people.parquet", *GARDEN, "-o", "four", "--threads", "4")
    assert len(list(Path("one/scores").iterdir())) > 10
    assert files_below(Path("one")) == files_below(Path("four"))


def test_evidence_is_dealt_to_many_buckets_with_the_same_result(kif: Kif, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = range(400)
    table = evidence(
        person=[f"P-{number % 90:03}" for number in numbers],
        competency=[("digging", "composting", "pruning")[number % 3] for number in numbers],
        source=["boss"] * 400,
        rater=[f"R-{number // 90}" for number in numbers],
        date=["2026-11-20"] * 400,
        value=[number % 4 for number in numbers],
        valid_until=[None] * 400,
    )
    put(table, "rows.parquet", rows=50)
    kif("bulk", "score", "rows.parquet", *GARDEN, "-o", "one")
    monkeypatch.setattr("kiframework.api.bulk.evidence.ROWS_DEALT", 64)
    monkeypatch.setattr("kiframework.api.bulk.evidence.ROWS_IN_BUCKET", 30)
    found = kif("bulk", "score", "rows.parquet", *GARDEN, "-o", "many")
    assert found.code == 0, found.err
    assert len(list(Path("many/scores").iterdir())) > 5
    assert scores("one") == scores("many")


def test_an_earlier_result_is_replaced_only_when_told(kif: Kif) -> None:
    put(levels(), "people.parquet")
    kif("bulk", "score", "people.parquet", *GARDEN, "-o", "result")
    before = files_below(Path("result"))
    refused = kif("bulk", "score", "people.parquet", *GARDEN, "-o", "result", "--role", "helper")
    assert (refused.code, refused.err.splitlines()[0]) == (2, "error: result exists.")
    assert files_below(Path("result")) == before
    assert kif("bulk", "score", "people.parquet", *GARDEN, "-o", "result", "--role", "helper", "--force").code == 0
    assert {row["role"] for row in scores("result")} == {"helper"}
    assert [path.name for path in Path().iterdir() if path.name.startswith(".")] == []


def test_force_replaces_nothing_but_results(kif: Kif) -> None:
    put(levels(), "people.parquet")
    Path("mine").mkdir()
    Path("mine/notes.txt").write_text("keep", "utf-8")
    found = kif("bulk", "score", "people.parquet", *GARDEN, "-o", "mine", "--force")
    assert (found.code, Path("mine/notes.txt").read_text("utf-8")) == (2, "keep")
    assert "is no result of bulk scoring" in found.err


def test_options_of_one_engine_are_refused_with_the_other(kif: Kif) -> None:
    put(levels(), "people.parquet")
    assert (
        "--master is for --engine spark."
        in kif("bulk", "score", "people.parquet", *GARDEN, "-o", "result", "--master", "local[2]").err
    )
    assert (
        "--threads is for --engine local."
        in kif("bulk", "score", "people.parquet", *GARDEN, "-o", "result", "--engine", "spark", "--threads", "2").err
    )


def test_without_the_extra_the_way_out_is_said(kif: Kif, monkeypatch: pytest.MonkeyPatch) -> None:
    put(levels(), "people.parquet")
    monkeypatch.setitem(__import__("sys").modules, "polars", None)
    found = kif("bulk", "score", "people.parquet", *GARDEN, "-o", "result")
    assert (found.code, 'pip install "kiframework[bulk]"' in found.err) == (2, True)


def test_templates_have_the_columns_and_types_that_are_scored(kif: Kif) -> None:
    assert kif("bulk", "template", "levels.parquet", *GARDEN).err == "Written to levels.parquet: 4 columns.\n"
    schema = parquet.read_schema("levels.parquet")
    assert (schema.names, str(schema.field("digging").type)) == ([*LEVELS], "uint8")
    assert kif("bulk", "template", "rows.csv", "--shape", "evidence", *GARDEN).code == 0
    assert Path("rows.csv").read_text("utf-8") == ",".join(EVIDENCE) + "\n"
    assert kif("bulk", "template", "rows.csv", *GARDEN).code == 2
    assert "names no kind of table" in kif("bulk", "template", "people.xlsx", *GARDEN).err
    assert (
        "the same columns for every role"
        in kif("bulk", "template", "two.csv", "--shape", "evidence", "--role", "helper", *GARDEN).err
    )
    assert kif("bulk", "template", "one.csv", "--role", "helper", *GARDEN).code == 0
    assert Path("one.csv").read_text("utf-8") == "person,digging,pruning\n"


def test_rows_of_one_role_are_found_without_reading_the_others(kif: Kif) -> None:
    kif("bulk", "score", put(people(50), "people.parquet"), *GARDEN, "-o", "result")
    facts = parquet.read_metadata("result/scores/part-00000.parquet")
    role = facts.schema.names.index("role")
    groups = [facts.row_group(number).column(role).statistics for number in range(facts.num_row_groups)]
    assert [(one.min, one.max) for one in groups] == [("gardener", "gardener"), ("helper", "helper")]
