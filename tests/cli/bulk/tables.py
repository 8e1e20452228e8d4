"""Tables of people for the small framework, in every form."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import csv, dataset, ipc, parquet

LEVELS: dict[str, list[Any]] = {
    "person": ["P-001", "P-002", "P-003", "P-004", "P-005", "P-006"],
    "digging": [3, 2, None, 0, 1, 3],
    "composting": [3, 3, 2, None, 1, 3],
    "pruning": [3, 1, 2, 3, None, 3],
}
EVIDENCE: dict[str, list[Any]] = {
    "person": ["P-001", "P-001", "P-002", "P-001"],
    "competency": ["digging", "composting", "digging", "pruning"],
    "source": ["boss", "boss", "quiz", "self"],
    "rater": ["R-01", None, None, None],
    "date": ["2026-11-20", "2026-11-20", "2026-10-01", "2026-11-01"],
    "value": [3, 2, 2, 3],
    "valid_until": [None, None, "2027-10-01", None],
}
DAYS = ("date", "valid_until")


def levels(columns: dict[str, Any] | None = None) -> pa.Table:
    return pa.table(
        {
            name: pa.array(values, pa.string() if name == "person" else pa.uint8())
            for name, values in (columns or LEVELS).items()
        }
    )


def evidence(**instead: Any) -> pa.Table:
    columns = {**EVIDENCE, **instead}
    types = {"value": pa.uint8(), **dict.fromkeys(DAYS, pa.date32())}
    return pa.table(
        {
            name: pa.array(values, pa.string()).cast(pa.date32())
            if name in DAYS
            else pa.array(values, types.get(name, pa.string()))
            for name, values in columns.items()
        }
    )


def put(table: pa.Table, name: str | Path, rows: int | None = None) -> Path:
    """Write a table in the form that the ending says; ``rows`` is the size of row groups and record batches."""
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".parquet":
        parquet.write_table(table, path, row_group_size=rows)
    elif path.suffix == ".csv":
        csv.write_csv(table, path)
    else:
        with ipc.new_file(str(path), table.schema) as writer:
            writer.write_table(table, max_chunksize=rows)
    return path


def people(count: int, first: int = 0) -> pa.Table:
    """Return people with levels that repeat, and gaps."""
    numbers = range(first, first + count)
    return levels(
        {
            "person": [f"P-{number:06}" for number in numbers],
            "digging": [None if number % 7 == 0 else number % 4 for number in numbers],
            "composting": [(number // 3) % 4 for number in numbers],
            "pruning": [None if number % 11 == 0 else (number // 5) % 4 for number in numbers],
        }
    )


def scores(result: str | Path) -> list[dict[str, Any]]:
    """Return the rows of a result, people and roles in order."""
    folder = Path(result) / "scores"
    form = "csv" if list(folder.glob("*.csv")) else "parquet"
    rows: list[dict[str, Any]] = dataset.dataset(folder, format=form).to_table().to_pylist()
    return sorted(rows, key=lambda row: (row["person"], row["role"]))
