"""Reads skill files: one file to the model, every problem of it as a diagnostic."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kiframework.diagnostics import Diagnostic, Location, SourceMap
from kiframework.loading.binding import bind
from kiframework.loading.files import STANDARD_INPUT, Input, decode, read_bytes
from kiframework.loading.yaml import read_yaml
from kiframework.model.skills import SkillFile

if TYPE_CHECKING:
    from collections.abc import Iterable

PERSONAL_FIELDS = frozenset(
    [
        "absence",
        "absences",
        "address",
        "age",
        "alter",
        "anschrift",
        "birthday",
        "birthdate",
        "date_of_birth",
        "disability",
        "diversity",
        "email",
        "e-mail",
        "ethnicity",
        "familienstand",
        "fehlzeiten",
        "first_name",
        "gehalt",
        "geburtsdatum",
        "gender",
        "geschlecht",
        "gesundheit",
        "health",
        "herkunft",
        "krankheit",
        "krankheitstage",
        "last_name",
        "marital_status",
        "mail",
        "name",
        "nachname",
        "nationality",
        "nationalitaet",
        "nationalität",
        "origin",
        "part_time",
        "parttime",
        "personalnummer",
        "phone",
        "photo",
        "pregnancy",
        "race",
        "religion",
        "salary",
        "schwerbehinderung",
        "sex",
        "sick_days",
        "telefon",
        "teilzeit",
        "union",
        "union_member",
        "vorname",
        "wohnort",
    ]
)
"""Keys that would carry personal data no rating needs (rule 16; data minimisation, Art. 5(1)(c) DSGVO)."""

_PERSON_LINE = re.compile(rb"^person:[ ]+[\"']?([^\s\"'#]+)", re.MULTILINE).search


@dataclass(frozen=True, slots=True)
class LoadedSkills:
    """One skill file as read: ``skills`` is what is right in it, None if that is nothing."""

    file: Input
    skills: SkillFile | None
    person: str | None
    """The pseudonym as far as it could be read, also from a file that could not be used."""
    source: SourceMap
    diagnostics: tuple[Diagnostic, ...]


def load_skills(file: Input) -> LoadedSkills:
    """Read and bind one skill file (``-`` is standard input)."""
    data = sys.stdin.buffer.read() if file.shown == STANDARD_INPUT else read_bytes(file.path, file.shown)
    if isinstance(data, Diagnostic):
        return LoadedSkills(file, None, None, SourceMap(file.shown), (data,))
    text = decode(data, file.shown)
    if isinstance(text, Diagnostic):
        return LoadedSkills(file, None, _person_line(data), SourceMap(file.shown), (text,))
    return _bind(file, text)


def _bind(file: Input, text: str) -> LoadedSkills:
    document = read_yaml(text, file.shown)
    data, source = document.data, document.source
    if not isinstance(data, dict):
        message = "A skill file holds a mapping (key: value) at its top."
        problems = document.diagnostics or [Diagnostic("KIF012", message, Location(file.shown, 1, 1))]
        return LoadedSkills(file, None, _person_line(text.encode()), source, tuple(problems))
    person = data.get("person")
    bound = bind(SkillFile, source)
    problems = [*document.diagnostics, *_explain_personal(bound.diagnostics, data, source)]
    return LoadedSkills(file, bound.model, str(person).strip() if person else None, bound.source, tuple(problems))


def _person_line(data: bytes) -> str | None:
    """Tell whose file it is where the rest cannot be read, so that nobody is scored on their other files alone."""
    found = _PERSON_LINE(data)
    return found[1].decode("utf-8", "replace") if found else None


def _explain_personal(problems: Iterable[Diagnostic], data: dict[Any, Any], source: SourceMap) -> Iterable[Diagnostic]:
    """Give the unknown keys that are personal data a code and a reason of their own."""
    personal = {source.key([key]): key for key in data if str(key).lower().replace(" ", "_") in PERSONAL_FIELDS}
    for problem in problems:
        key = personal.get(problem.location)
        if problem.code == "KIF010" and key is not None:
            message = f"'{key}' is personal data that no rating may depend on."
            help_ = "remove it: skill files hold a pseudonym, roles and ratings, nothing else about a person"
            yield Diagnostic("KIF110", message, problem.location, help=help_)
        else:
            yield problem
