"""Reads and writes records of training: one YAML file for each group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kiframework.loading.files import read_bytes
from kiframework.loading.single import LoadedFile, load_file
from kiframework.loading.skill_yaml import block, exact
from kiframework.model.record import TrainingRecord

if TYPE_CHECKING:
    from kiframework.loading.files import Input, ReadBytes


def load_record(file: Input, read: ReadBytes = read_bytes) -> LoadedFile[TrainingRecord]:
    """Read and bind the record of one group."""
    return load_file(TrainingRecord, "A record of training", file, read)


def record_text(record: TrainingRecord) -> str:
    """Return a whole record as people would write it."""
    return "".join(f"{line}\n" for line in block(record_data(record)))


def record_data(record: TrainingRecord) -> dict[str, Any]:
    """Return a record as plain data that YAML can hold; what is left out stays out."""
    data = {key: _plain(value) for key, value in record.model_dump(exclude_defaults=True).items()}
    for result, figure in zip(data.get("results", []), record.results, strict=False):
        result |= {"before": exact(figure.before), "after": exact(figure.after)}
    return data


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items() if inner not in ([], {}, None)}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value if isinstance(value, (int, str)) else str(value)
