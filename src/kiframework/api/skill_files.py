"""The skill files in a folder, on their way to holding more. Nothing is written before all of it is known."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from kiframework.diagnostics import Diagnostic, Location, Severity
from kiframework.loading.files import Input, is_folder, read_bytes, shown_below, yaml_files
from kiframework.loading.skill_text import SkillText
from kiframework.loading.skill_yaml import level_data, round_data, skill_file_text
from kiframework.loading.skills import load_skills, person_line
from kiframework.model.skills import RatedLevel, SkillFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from kiframework.diagnostics import Places
    from kiframework.model.framework import Framework
    from kiframework.model.skills import Round

    Value = int | str | RatedLevel | Fraction

_VALUES = ("levels", "shares")
"""What a rating round holds about competencies."""


@dataclass(slots=True)
class PlannedFile:
    """A skill file as it lies there, and as it is going to be."""

    path: Path
    shown: str
    before: bytes | None
    """None for a file that does not exist yet."""
    after: bytes
    skills: SkillFile
    """What stands in it after everything planned so far."""
    source: Places


class Known(NamedTuple):
    """A value that stands in a skill file already."""

    file: PlannedFile
    round: int
    """Which rating round of the file holds it, counted from 0."""
    competency: str
    value: Value

    @property
    def place(self) -> Location:
        """Where it stands."""
        key = "shares" if isinstance(self.value, Fraction) else "levels"
        return self.file.source.value(["ratings", self.round, key, self.competency])

    def joined(self, given: Value) -> Value | None:
        """Return what stands there together with what is given, or None if both contradict each other.

        Remarks that stand on one side only are kept: whoever hands in the same answers again takes nothing back.
        """
        before, now = _remarks(self.value), _remarks(given)
        same = _level(self.value) == _level(given) and all(before.get(name, text) == text for name, text in now.items())
        return self.corrected(given) if same else None

    def corrected(self, given: Value) -> Value | None:
        """Return what is given in place of what stands there, with the remarks that are not given anew.

        A share and a level cannot take each other's place: None.
        """
        if isinstance(self.value, Fraction) or isinstance(given, Fraction):
            both = isinstance(self.value, Fraction) and isinstance(given, Fraction)
            return given if both and self.value == given else None
        remarks = _remarks(self.value) | _remarks(given)
        level = given.level if isinstance(given, RatedLevel) else given
        return plain(RatedLevel(level=level, **remarks))  # type: ignore[arg-type]  # words for no value are checked


class SkillFiles:
    """All skill files below a folder, read when the person they belong to is asked for."""

    def __init__(self, folder: Path, shown: str, framework: Framework) -> None:
        """Find out whose files lie below ``folder``; ``shown`` is its name in messages."""
        self.folder = folder
        self.diagnostics: list[Diagnostic] = []
        """Files that cannot be read, so that nobody knows whose they are."""
        self.shown = shown
        self.framework = framework
        self._inputs: dict[str, list[Input]] = defaultdict(list)
        self._files: dict[str, list[PlannedFile]] = {}
        self._problems: dict[str, list[Diagnostic]] = {}
        for file in yaml_files(folder, shown) if is_folder(folder) else ():
            self._note(file)

    def _note(self, file: Input | Diagnostic) -> None:
        data = file if isinstance(file, Diagnostic) else read_bytes(file.path, file.shown)
        if isinstance(data, Diagnostic):
            self.diagnostics.append(data)
        elif isinstance(file, Input):
            person = person_line(data) or load_skills(file, lambda _path, _shown: data).person
            if person is not None:
                self._inputs[person].append(file)

    def of(self, person: str) -> list[PlannedFile]:
        """Return the files of a person that can be used."""
        if person not in self._files:
            self._files[person] = list(self._load(person))
        return self._files[person]

    def problems(self, person: str) -> list[Diagnostic]:
        """Return the errors in a person's files: nothing is put into any of them then."""
        self.of(person)
        return self._problems.get(person, [])

    def _load(self, person: str) -> Iterator[PlannedFile]:
        # What is named after the person comes first: new rounds go there.
        own = f"{quote(person, safe='')}.yaml"
        for file in sorted(self._inputs.get(person, ()), key=lambda file: file.path.name != own):
            data = read_bytes(file.path, file.shown)
            if isinstance(data, Diagnostic):
                self._problems.setdefault(person, []).append(data)
                continue
            loaded = load_skills(file, lambda _path, _shown, data=data: data)  # type: ignore[misc]
            errors = [one for one in loaded.diagnostics if one.severity is Severity.ERROR]
            self._problems.setdefault(person, []).extend(errors)
            if loaded.skills is not None:
                yield PlannedFile(file.path, file.shown, data, data, loaded.skills, loaded.source)

    def known(self, person: str, occasion: Round) -> dict[str, Known]:
        """Return what the rater of a round has said about the person on the same day: competency -> value."""
        found: dict[str, Known] = {}
        for file in self.of(person):
            for number, other in enumerate(file.skills.ratings):
                if self._same_occasion(other, occasion):
                    found |= {name: Known(file, number, name, value) for name, value in values_of(other).items()}
        return found

    def rounds(self, person: str, like: Round) -> list[Round]:
        """Return the rounds of a person that have source, rater and date of another one."""
        return [one for file in self.of(person) for one in file.skills.ratings if self._same_occasion(one, like)]

    def _same_occasion(self, one: Round, other: Round) -> bool:
        source = self.framework.sources.get(one.source)
        by_person = source is not None and source.by_person
        return (one.source, one.date) == (other.source, other.date) and (by_person or one.rater == other.rater)

    def put(self, person: str, role: str | None, framework: str | None, occasion: Round) -> Diagnostic | None:
        """Plan to add a round: to the same round if there is one, values in place of those that stand there.

        Returns a diagnostic, and plans nothing, where the file is written in a way that cannot be added to.
        """
        known = self.known(person, occasion)
        rest = _without(occasion, known)
        files = self.of(person)
        if not files:
            return self._begin(person, role, framework, rest)
        for file in {id(one.file): one.file for one in known.values()}.values():
            replaced = {name: known[name].round for name in known if known[name].file is file}
            problem = _replace(file, occasion, replaced)
            if problem is not None:
                return problem
        return self._extend(files, rest) if rest.levels or rest.shares else None

    def _extend(self, files: list[PlannedFile], occasion: Round) -> Diagnostic | None:
        for file in files:
            for number, other in enumerate(file.skills.ratings):
                beside = (other.note, other.valid_until) == (occasion.note, occasion.valid_until)
                if beside and self._same_occasion(other, occasion):
                    return _add_values(file, number, occasion)
        return _add_round(files[0], occasion)

    def _begin(self, person: str, role: str | None, framework: str | None, occasion: Round) -> Diagnostic | None:
        # A framework may allow any pseudonyms; quoted, none of them can lead out of the folder.
        name = f"{quote(person, safe='')}.yaml"
        path, shown = self.folder / name, shown_below(self.shown, name)
        if path.exists():
            message = f"This file is not the one of {person}, whose ratings would go here."
            return Diagnostic("KIF409", message, Location(shown), help="rename it, or correct 'person' in it")
        skills = SkillFile(framework=framework, person=person, role=role, ratings=[occasion])
        data = skill_file_text(skills).encode()
        loaded = load_skills(Input(path, shown, name), lambda _path, _shown: data)
        assert loaded.skills == skills, "what is written reads as it was meant"  # noqa: S101 - a fault of ours
        self._files[person] = [PlannedFile(path, shown, None, data, skills, loaded.source)]
        return None

    def planned(self) -> list[PlannedFile]:
        """Return the files that change, in order of their names."""
        files = (file for files in self._files.values() for file in files if file.after != file.before)
        return sorted(files, key=lambda file: file.shown)


def values_of(occasion: Round) -> dict[str, Value]:
    """Return competency -> value of a rating round, so that two that say the same are equal."""
    return {**{name: plain(level) for name, level in occasion.levels.items()}, **occasion.shares}


def plain(level: int | str | RatedLevel) -> int | str | RatedLevel:
    """Return a level in its shortest form."""
    return level.level if isinstance(level, RatedLevel) and not _remarks(level) else level


def _level(value: Value) -> int | str | Fraction:
    return value.level if isinstance(value, RatedLevel) else value


def _remarks(value: Value) -> dict[str, str]:
    return value.model_dump(exclude={"level"}, exclude_none=True) if isinstance(value, RatedLevel) else {}


def _without(occasion: Round, names: Mapping[str, object]) -> Round:
    """Return a round without the values of some competencies, every level in its shortest form."""
    levels = {name: plain(level) for name, level in occasion.levels.items() if name not in names}
    shares = {name: share for name, share in occasion.shares.items() if name not in names}
    return occasion.model_copy(update={"levels": levels, "shares": shares})


def _replace(file: PlannedFile, occasion: Round, rounds: Mapping[str, int]) -> Diagnostic | None:
    """Put new levels in place of those that differ; ``rounds`` says which round of the file holds which."""
    text = _text(file)
    ratings = list(file.skills.ratings)
    for name, number in rounds.items():
        levels = ratings[number].levels
        level = plain(occasion.levels.get(name, "")) if name in levels else ""
        if level not in ("", plain(levels.get(name, ""))):
            text.replace(["ratings", number, "levels", name], level_data(level))
            ratings[number] = ratings[number].model_copy(update={"levels": {**levels, name: level}})
    return _settle(file, text, ratings)


def _add_values(file: PlannedFile, number: int, occasion: Round) -> Diagnostic | None:
    text = _text(file)
    other = file.skills.ratings[number]
    values = {key: value for key, value in round_data(occasion).items() if key in _VALUES}
    for key, entries in values.items():
        text.put(["ratings", number], key, entries)
    joined = other.model_copy(update={key: {**getattr(other, key), **getattr(occasion, key)} for key in _VALUES})
    ratings = [joined if one is other else one for one in file.skills.ratings]
    return _settle(file, text, ratings)


def _add_round(file: PlannedFile, occasion: Round) -> Diagnostic | None:
    text = _text(file)
    text.put([], "ratings", [round_data(occasion)])
    return _settle(file, text, [*file.skills.ratings, occasion])


def _text(file: PlannedFile) -> SkillText:
    return SkillText(file.after.removeprefix(BOM_UTF8).decode())


def _settle(file: PlannedFile, text: SkillText, ratings: list[Round]) -> Diagnostic | None:
    """Keep a changed text if it reads as it is meant to."""
    mark = BOM_UTF8 if file.after.startswith(BOM_UTF8) else b""
    data = mark + text.text.encode()
    loaded = load_skills(Input(file.path, file.shown, file.path.name), lambda _path, _shown: data)
    expected = file.skills.model_copy(update={"ratings": ratings})
    if loaded.diagnostics or loaded.skills != expected:
        message = "The ratings in this file are written in a way that cannot be added to."
        help_ = "write 'ratings' as a list, each entry on lines of its own"
        return Diagnostic("KIF409", message, file.source.value(["ratings"]), help=help_)
    file.after, file.skills, file.source = data, expected, loaded.source
    return None
