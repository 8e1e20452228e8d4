"""Files in, files out: what a cluster writes is what one machine writes."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.csv
import pytest
from pyarrow import dataset, parquet
from tests.spark.people import DAY, in_order, people_with_evidence, people_with_levels

from kiframework.api.bulk.request import BulkRequest
from kiframework.api.bulk.score import RowsWithProblemsError, score_population
from kiframework.api.setting import UnusableInputError
from kiframework.api.spark.job import SparkRequest, score_on_spark
from kiframework.api.spark.store import Store
from kiframework.errors import KiframeworkError
from kiframework.output.bulk.parts import PART_FORMS
from kiframework.output.bulk.summary_json import render_population_json

if TYPE_CHECKING:
    from kiframework.api.bulk.request import BulkRun
    from kiframework.model.framework import Framework
    from kiframework.scoring.bulk.compile import CompiledRoles

pytestmark = pytest.mark.usefixtures("spark")


def on_spark(inputs: Path, output: Path, **wishes: Any) -> BulkRun:
    request = SparkRequest((str(inputs),), str(output), DAY, DAY, **wishes)
    return score_on_spark(request, render_population_json)


def here(inputs: Path, output: Path, form: str = "parquet", **wishes: Any) -> BulkRun:
    return score_population(
        BulkRequest((str(inputs),), output, DAY, DAY, **wishes), PART_FORMS[form], render_population_json
    )


def scores(output: Path) -> pa.Table:
    table = dataset.dataset(output / "scores", format="parquet").to_table()
    plain = pa.schema(
        [
            field.with_type(field.type.value_type) if pa.types.is_dictionary(field.type) else field
            for field in table.schema
        ]
    )
    return in_order(table.cast(plain).to_batches())


def skipped(output: Path) -> list[tuple[str, ...]]:
    """Return the rows that were left out, without row group and row, which Spark does not know."""
    with (output / "skipped.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    return [tuple(rows[0]), *sorted((Path(row[0]).name, "", "", *row[3:]) for row in rows[1:])]


@pytest.fixture
def levels(compiled: CompiledRoles, tmp_path: Path) -> Path:
    """Return a folder with tables of levels, one of which lacks a column."""
    folder = tmp_path / "levels"
    folder.mkdir()
    table = pa.Table.from_batches([people_with_levels(compiled, 300)])
    parquet.write_table(table.slice(0, 200), folder / "a.parquet")
    parquet.write_table(table.slice(200).drop_columns(["ai-fundamentals"]), folder / "b.parquet")
    (folder / "_notes.parquet").write_text("none of ours")
    return folder


@pytest.fixture
def wrong_levels(levels: Path) -> Path:
    """Return tables with some rows that cannot be scored."""
    table = parquet.read_table(levels / "a.parquet")
    rows = table.slice(0, 5).to_pylist()
    rows[0]["ai-fundamentals"] = 9
    rows[1]["person"] = "Erika Muster"
    rows[2]["person"] = "P-00100"
    rows[3]["person"] = None
    rows[4]["person"] = "P-99999"
    schema = pa.schema([field.with_nullable(True) for field in table.schema])
    parquet.write_table(pa.Table.from_pylist(rows, schema), levels / "c.parquet")
    return levels


def test_levels(levels: Path, tmp_path: Path) -> None:
    run, local = on_spark(levels, tmp_path / "spark"), here(levels, tmp_path / "here")
    assert scores(tmp_path / "spark").equals(scores(tmp_path / "here"))
    assert (tmp_path / "spark" / "summary.json").read_bytes() == (tmp_path / "here" / "summary.json").read_bytes()
    assert (run.people, run.rows, run.files, run.population) == (local.people, local.rows, 2, local.population)
    assert sorted(path.name for path in (tmp_path / "spark").iterdir()) == ["scores", "summary.json"]
    assert {path.suffix for path in (tmp_path / "spark" / "scores").iterdir()} == {".parquet"}
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_evidence_in_csv(framework: Framework, tmp_path: Path) -> None:
    batch = people_with_evidence(framework, 60)
    table = pa.Table.from_batches([batch])
    options = pyarrow.csv.WriteOptions(delimiter=";", quoting_style="needed")
    pyarrow.csv.write_csv(table, tmp_path / "evidence.csv", options)
    on_spark(tmp_path / "evidence.csv", tmp_path / "spark", form="csv", on_error="skip")
    here(tmp_path / "evidence.csv", tmp_path / "here", form="parquet", on_error="skip")
    assert (tmp_path / "spark" / "summary.json").read_bytes() == (tmp_path / "here" / "summary.json").read_bytes()
    parts = [path.read_text("utf-8").splitlines() for path in (tmp_path / "spark" / "scores").iterdir()]
    assert sum(len(part) - 1 for part in parts) == scores(tmp_path / "here").num_rows


def test_rows_with_problems_end_the_run(wrong_levels: Path, tmp_path: Path) -> None:
    found = {}
    for name, run in (("spark", on_spark), ("here", here)):
        with pytest.raises(RowsWithProblemsError) as caught:
            run(wrong_levels, tmp_path / name)
        found[name] = caught.value
    assert found["spark"].message == found["here"].message
    assert found["spark"].findings.counts == found["here"].findings.counts
    assert not (tmp_path / "spark").exists()
    assert str(found["spark"].diagnostics[-1].location).endswith("c.parquet, person P-00100")


def test_rows_with_problems_are_left_out(wrong_levels: Path, tmp_path: Path) -> None:
    runs = [run(wrong_levels, tmp_path / name, on_error="skip") for name, run in (("spark", on_spark), ("here", here))]
    assert scores(tmp_path / "spark").equals(scores(tmp_path / "here"))
    assert runs[0].findings.counts == runs[1].findings.counts
    assert runs[0].findings.rows == runs[1].findings.rows == 6
    assert skipped(tmp_path / "spark") == skipped(tmp_path / "here")


def test_nobody_is_scored_on_part_of_their_evidence(framework: Framework, tmp_path: Path) -> None:
    rows = people_with_evidence(framework, 20).to_pylist()
    schema = people_with_evidence(framework, 1).schema
    rows = [row for row in rows if row["date"] <= DAY]
    rows[0] |= {"source": "boss"}
    rows.append(rows[5] | {"value": 0})
    parquet.write_table(pa.Table.from_pylist(rows, schema), tmp_path / "evidence.parquet")
    table = tmp_path / "evidence.parquet"
    runs = [run(table, tmp_path / name, on_error="skip") for name, run in (("spark", on_spark), ("here", here))]
    assert runs[0].people == runs[1].people < 20
    assert scores(tmp_path / "spark").equals(scores(tmp_path / "here"))
    assert runs[0].findings.counts == runs[1].findings.counts
    assert skipped(tmp_path / "spark") == skipped(tmp_path / "here")


def test_a_result_is_replaced_only_if_asked_for(levels: Path, tmp_path: Path) -> None:
    target = tmp_path / "out"
    on_spark(levels, target, roles=("lead-generator",))
    with pytest.raises(KiframeworkError, match="exists"):
        on_spark(levels, target)
    run = on_spark(levels, target, roles=("lead-generator",), force=True)
    assert scores(target).num_rows == run.rows == 300
    (target / "summary.json").unlink()
    with pytest.raises(KiframeworkError, match="is no result of bulk scoring, so it is not replaced"):
        on_spark(levels, target, force=True)


def test_an_earlier_result_survives_what_cannot_be_put_in_place(
    levels: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out"
    target.mkdir()
    (target / "summary.json").write_text("the earlier one", "utf-8")
    move = Store.move

    def refuse_results(store: Store, address: str, to: str) -> None:
        if address.endswith("/result"):
            raise KiframeworkError("It cannot be moved.")
        move(store, address, to)

    monkeypatch.setattr(Store, "move", refuse_results)
    with pytest.raises(KiframeworkError, match="cannot be moved"):
        on_spark(levels, target, roles=("lead-generator",), force=True)
    assert (target / "summary.json").read_text("utf-8") == "the earlier one"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["levels", "out"]


def said_of(caught: pytest.ExceptionInfo[UnusableInputError]) -> list[tuple[str, str]]:
    return [(one.code, Path(str(one.location)).name) for one in caught.value.diagnostics]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("cut.parquet", None, "KIF801"),
        ("empty.parquet", b"", "KIF006"),
        ("mixed.csv", b"person,ai-fundamentals\nP-1,2\n", "KIF805"),
    ],
)
def test_tables_that_cannot_be_read(levels: Path, tmp_path: Path, name: str, content: bytes | None, code: str) -> None:
    whole = (levels / "a.parquet").read_bytes()
    (levels / name).write_bytes(whole[: len(whole) // 2] if content is None else content)
    with pytest.raises(UnusableInputError) as caught:
        on_spark(levels, tmp_path / "out")
    assert said_of(caught) == [(code, name)]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["levels"]


def test_a_column_has_one_type(levels: Path, tmp_path: Path) -> None:
    table = pa.table({"person": ["P-1"], "ai-fundamentals": ["3"]})
    parquet.write_table(table, levels / "z.parquet")
    with pytest.raises(KiframeworkError, match="columns of the same name with different types"):
        on_spark(levels, tmp_path / "out")


@pytest.mark.parametrize(
    ("second", "code"),
    [
        ("person,eu-ai-act,ai-fundamentals\nP-2,1,2\n", "KIF805"),
        ("person,ai-fundamentals,eu-ai-act\nP-2,1\n", "KIF808"),
        ("person,ai-fundamentals,eu-ai-act\nP-2,1,2,3\n", "KIF808"),
    ],
)
def test_csv_is_never_read_amiss(tmp_path: Path, second: str, code: str) -> None:
    folder = tmp_path / "csv"
    folder.mkdir()
    (folder / "1.csv").write_text("\ufeffperson,ai-fundamentals,eu-ai-act\nP-1,1,2\n", "utf-8")
    (folder / "2.csv").write_text(second, "utf-8")
    with pytest.raises(UnusableInputError) as caught:
        on_spark(folder, tmp_path / "out")
    assert said_of(caught) == [(code, "2.csv")]


def test_there_has_to_be_a_table(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("")
    for name in (str(tmp_path), str(tmp_path / "nothing*.parquet")):
        with pytest.raises(UnusableInputError, match="cannot be scored"):
            on_spark(Path(name), tmp_path / "out")
