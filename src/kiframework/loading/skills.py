"""Reads skill files: one file to the model, every problem of it as a diagnostic."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kiframework.diagnostics import Diagnostic, LatePlaces, Location, SourceMap
from kiframework.loading.binding import bind
from kiframework.loading.files import STANDARD_INPUT, decode, read_bytes
from kiframework.loading.yaml import read_data, read_yaml
from kiframework.model.skills import SkillFile

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kiframework.diagnostics import Places
    from kiframework.loading.files import Input, ReadBytes
    from kiframework.loading.yaml import Document

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


@dataclass(slots=True)
class LoadedSkills:
    """One skill file as read: ``skills`` is what is right in it, None if that is nothing."""

    file: Input
    skills: SkillFile | None
    person: str | None
    """The pseudonym as far as it could be read, also from a file that could not be used."""
    source: Places
    diagnostics: tuple[Diagnostic, ...]


def load_skills(file: Input, read: ReadBytes = read_bytes) -> LoadedSkills:
    """Read and bind one skill file (``-`` is standard input)."""
    data = read(file.path, file.shown)
    if isinstance(data, Diagnostic):
        return LoadedSkills(file, None, None, SourceMap(file.shown), (data,))
    text = decode(data, file.shown)
    if isinstance(text, Diagnostic):
        return LoadedSkills(file, None, person_line(data), SourceMap(file.shown), (text,))
    loaded = _bind(file, read_data(text, file.shown), text)
    if loaded.diagnostics:
        return _bind(file, read_yaml(text, file.shown), text)
    return LoadedSkills(file, loaded.skills, loaded.person, _later(file, text, read), ())


def _later(file: Input, text: str, read: ReadBytes) -> Places:
    """Find places by reading the file again: rarely needed, and much to keep of thousands of files."""
    if file.shown == STANDARD_INPUT:
        return LatePlaces(lambda: read_yaml(text, file.shown).source)

    def again() -> SourceMap:
        data = read(file.path, file.shown)
        text = data if isinstance(data, Diagnostic) else decode(data, file.shown)
        return SourceMap(file.shown) if isinstance(text, Diagnostic) else read_yaml(text, file.shown).source

    return LatePlaces(again)


def _bind(file: Input, document: Document, text: str) -> LoadedSkills:
    data, source = document.data, document.source
    if not isinstance(data, dict):
        message = "A skill file holds a mapping (key: value) at its top."
        problems = document.diagnostics or [Diagnostic("KIF012", message, Location(file.shown, 1, 1))]
        return LoadedSkills(file, None, person_line(text.encode()), source, tuple(problems))
    person = data.get("person")
    bound = bind(SkillFile, source)
    explained = _explain_personal(bound.diagnostics, data, source) if bound.diagnostics else ()
    problems = [*document.diagnostics, *explained]
    return LoadedSkills(file, bound.model, str(person).strip() if person else None, bound.source, tuple(problems))


def person_line(data: bytes) -> str | None:
    """Tell whose file it is without reading all of it, where it says so on a line of its own.

    Of a file that cannot be read, this keeps people from being scored on their other files alone.
    """
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
        elif problem.code == "KIF010" and problem.help is None:
            # What resembles no known key may be a name: it is neither repeated nor written down anywhere.
            yield replace(problem, message="Unknown key.", location=problem.location._replace(entry=""))
        else:
            yield problem
