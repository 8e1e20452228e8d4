"""Reads and writes records of training: one YAML file for each group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kiframework.diagnostics import Diagnostic, Location, SourceMap
from kiframework.loading.binding import bind
from kiframework.loading.files import decode, read_bytes
from kiframework.loading.skill_yaml import block, exact
from kiframework.loading.yaml import read_yaml
from kiframework.model.record import TrainingRecord

if TYPE_CHECKING:
    from kiframework.diagnostics import Places
    from kiframework.loading.files import Input, ReadBytes


@dataclass(frozen=True, slots=True)
class LoadedRecord:
    """One record as read: ``record`` is what is right in it, None if that is nothing."""

    record: TrainingRecord | None
    source: Places
    diagnostics: tuple[Diagnostic, ...]


def load_record(file: Input, read: ReadBytes = read_bytes) -> LoadedRecord:
    """Read and bind the record of one group."""
    data = read(file.path, file.shown)
    text = data if isinstance(data, Diagnostic) else decode(data, file.shown)
    if isinstance(text, Diagnostic):
        return LoadedRecord(None, SourceMap(file.shown), (text,))
    document = read_yaml(text, file.shown)
    if not isinstance(document.data, dict):
        message = "A record of training holds a mapping (key: value) at its top."
        problems = document.diagnostics or [Diagnostic("KIF012", message, Location(file.shown, 1, 1))]
        return LoadedRecord(None, document.source, tuple(problems))
    bound = bind(TrainingRecord, document.source)
    return LoadedRecord(bound.model, bound.source, (*document.diagnostics, *bound.diagnostics))


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
