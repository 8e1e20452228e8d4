"""Reads a file that holds one thing: a record of training, a pilot, a roadmap."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from pydantic import BaseModel

from kiframework.diagnostics import Diagnostic, Location, SourceMap
from kiframework.loading.binding import bind
from kiframework.loading.files import decode, read_bytes
from kiframework.loading.yaml import read_yaml

if TYPE_CHECKING:
    from kiframework.diagnostics import Places
    from kiframework.loading.files import Input, ReadBytes

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class LoadedFile(Generic[M]):
    """One file as read: ``content`` is what is right in it, None if that is nothing."""

    content: M | None
    source: Places
    diagnostics: tuple[Diagnostic, ...]


def load_file(model: type[M], what: str, file: Input, read: ReadBytes = read_bytes) -> LoadedFile[M]:
    """Read and bind a file. ``what`` names in messages what it holds."""
    data = read(file.path, file.shown)
    text = data if isinstance(data, Diagnostic) else decode(data, file.shown)
    if isinstance(text, Diagnostic):
        return LoadedFile(None, SourceMap(file.shown), (text,))
    document = read_yaml(text, file.shown)
    if not isinstance(document.data, dict):
        message = f"{what} holds a mapping (key: value) at its top."
        problems = document.diagnostics or [Diagnostic("KIF012", message, Location(file.shown, 1, 1))]
        return LoadedFile(None, document.source, tuple(problems))
    bound = bind(model, document.source)
    return LoadedFile(bound.model, bound.source, (*document.diagnostics, *bound.diagnostics))
