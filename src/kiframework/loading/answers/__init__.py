"""Reads answers that came back. What a file is, its content says: names and endings are changed on the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic, Location
from kiframework.loading.binding import bind
from kiframework.loading.files import decode, read_bytes
from kiframework.loading.yaml import read_yaml
from kiframework.model.answers import Answers, Returned

if TYPE_CHECKING:
    from kiframework.loading.files import Input, ReadBytes


@dataclass(frozen=True, slots=True)
class LoadedAnswers:
    """What one file holds. With diagnostics, ``returned`` is what is right in it."""

    returned: tuple[Returned, ...]
    diagnostics: tuple[Diagnostic, ...]


def load_answers(file: Input, read: ReadBytes = read_bytes) -> LoadedAnswers:
    """Read what came back in one file: from one person, or from several."""
    data = read(file.path, file.shown)
    if isinstance(data, Diagnostic):
        return LoadedAnswers((), (data,))
    text = decode(data, file.shown)
    if isinstance(text, Diagnostic):
        return LoadedAnswers((), (text,))
    if not text.lstrip().startswith("{"):
        message = "These are no answers."
        help_ = "hand in the file that the form downloads at its end"
        return LoadedAnswers((), (Diagnostic("KIF401", message, Location(file.shown), help=help_),))
    document = read_yaml(text, file.shown)
    if not isinstance(document.data, dict):
        return LoadedAnswers((), tuple(document.diagnostics))
    bound = bind(Answers, document.source)
    returned = () if bound.model is None else (Returned(bound.model, bound.source),)
    return LoadedAnswers(returned, (*document.diagnostics, *bound.diagnostics))
