"""``kiframework training record``: attendance and checks, into one file for each group; all of it or nothing."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ValidationError

from kiframework.api.catalogue import open_catalogue
from kiframework.api.people import read_people
from kiframework.api.publish import publish
from kiframework.api.record_files import RecordFile, RecordFiles, open_records
from kiframework.api.setting import Setting, find_inputs, open_setting
from kiframework.diagnostics import Diagnostic, Severity, in_order
from kiframework.loading.attendance import load_attendance
from kiframework.loading.files import Input, is_folder
from kiframework.model.record import PARTS, TrainingRecord
from kiframework.rules.base import RecordContext, SkillContext
from kiframework.rules.records import check_record

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from kiframework.diagnostics import Location, Places
    from kiframework.diagnostics import Path as DataPath
    from kiframework.model.skills import Person
    from kiframework.model.training import Catalogue


@dataclass(frozen=True, slots=True)
class RecordRequest:
    """What to record."""

    files: tuple[str, ...]
    """Workbooks and CSV files as they came back."""
    today: dt.date
    """What is dated later is an error."""
    typed: dict[str, Any] = field(default_factory=dict)
    """Parts of a record that were given at the terminal; empty if there are none."""
    folder: str | None = None
    """Folder of the records, and so of the workspace; None for that around the current folder."""
    framework: str | None = None
    """Folder or file of the framework; None for that of the workspace, else the built-in one."""


class Taken(NamedTuple):
    """What was recorded of one group."""

    group: str
    added: int
    """Facts that are new."""
    same: int
    """Facts that stood there already."""


@dataclass(frozen=True, slots=True)
class RecordRun:
    """What a run is going to write; nothing is written yet."""

    taken: tuple[Taken, ...]
    planned: tuple[RecordFile, ...]
    """Records that change; none if anything is wrong."""
    diagnostics: tuple[Diagnostic, ...]


def record_training(request: RecordRequest) -> RecordRun:
    """Read what came back and what was typed, and find out what it changes.

    Raises :class:`~kiframework.errors.KiframeworkError` if there is no catalogue to record against.
    """
    setting = open_setting(() if request.folder is None else (request.folder,), request.framework)
    catalogue = open_catalogue(setting, request.framework)
    intake = _Intake(setting, catalogue, open_records(setting, request.folder), request.today)
    for name in dict.fromkeys(request.files):
        loaded = load_attendance(Input(Path(name), name, name))
        intake.diagnostics += loaded.diagnostics
        for noted in loaded.noted:
            intake.take(noted.document, noted.places)
    if request.typed:
        intake.take(request.typed, _Typed())
    return intake.run()


def write_records(planned: Sequence[RecordFile]) -> None:
    """Write records in place, each of them whole."""
    if planned:
        places = [(Path(os.path.realpath(file.path)), file.after) for file in planned]
        top = Path(os.path.commonpath([path.parent for path, _ in places]))
        publish(top, [(str(path.relative_to(top)), data) for path, data in places], force=True)


class _Typed:
    """Places of what stands in no file."""

    def key(self, path: DataPath) -> Location:
        return self.value(path)

    def value(self, _path: DataPath) -> Location:
        from kiframework.diagnostics import Location

        return Location("command line")


@dataclass(frozen=True, slots=True)
class _Joined:
    """Places in a record that goes on: entries up to a number stand in one place, the later ones in another."""

    known: RecordFile | None
    new: Places

    def key(self, path: DataPath) -> Location:
        return self._find(path, "key")

    def value(self, path: DataPath) -> Location:
        return self._find(path, "value")

    def _find(self, path: DataPath, kind: str) -> Location:
        first, *rest = path
        if self.known is not None and first in PARTS and rest:
            held = len(getattr(self.known.record, str(first)))
            number = int(str(rest[0]))
            if number >= held:
                path = (first, number - held, *rest[1:])
            else:
                return getattr(self.known.source, kind)(path)  # type: ignore[no-any-return]
        return getattr(self.new, kind)(path)  # type: ignore[no-any-return]


class _Intake:
    """Takes what was noted into the records, one group after the other."""

    def __init__(self, setting: Setting, catalogue: Catalogue, files: RecordFiles, today: dt.date) -> None:
        self.diagnostics: list[Diagnostic] = list(files.diagnostics)
        self._setting, self._catalogue, self._files = setting, catalogue, files
        self._context = RecordContext(setting.framework, catalogue, today)
        self._roles = _roles_of(setting, today)
        self._taken: dict[str, Taken] = {}

    def run(self) -> RecordRun:
        """Return what came of everything that was taken."""
        diagnostics = in_order(self.diagnostics)
        wrong = any(one.severity is Severity.ERROR for one in diagnostics)
        return RecordRun(tuple(self._taken.values()), () if wrong else tuple(self._files.planned()), diagnostics)

    def take(self, document: dict[str, Any], places: Places) -> None:
        """Take over what adds something. What contradicts the record is an error."""
        file = self._files.files.get(document["group"])
        known = None if file is None else file.record
        new = self._bound(document, places, known)
        if new is None:
            return
        problems = list(check_record(_joined(known, new), _Joined(file, places), self._context))
        if file is not None and new.module != file.record.module:
            message = f"This group was recorded with the module '{file.record.module}'."
            related = (("there", file.source.value(["module"])),)
            help_ = "correct the module, or give the group another name"
            problems.append(Diagnostic("KIF502", message, places.value(["module"]), help=help_, related=related))
        if file is not None and None not in (new.owner, file.record.owner) and new.owner != file.record.owner:
            message = "The trainer is recorded otherwise already."
            related = (("stands there already", file.source.value(["owner"])),)
            help_ = "correct the one that is wrong"
            problems.append(Diagnostic("KIF502", message, places.value(["owner"]), help=help_, related=related))
        self.diagnostics += problems
        if not problems:
            self.diagnostics += self._strangers(new, places)
            self._put(new, known)

    def _strangers(self, new: TrainingRecord, places: Places) -> Iterator[Diagnostic]:
        """Yield a warning for everybody without a skill file, where there are skill files: most likely a slip."""
        for fact in new.facts():
            if fact.about[0] == "attendance" and self._roles and fact.about[2] not in self._roles:
                message = f"There is no skill file of {fact.about[2]}."
                yield Diagnostic(
                    "KIF501", message, places.value(fact.path), Severity.WARNING, help="check the pseudonym"
                )

    def _put(self, new: TrainingRecord, known: TrainingRecord | None) -> None:
        """Plan to write what is not recorded yet."""
        added = _without_known(new, known)
        count, before = (_counted(one) for one in (added, new))
        whole = _joined(known, added)
        if not whole.holds_anything:
            return
        if count:
            whole = self._audience(whole)
        problem = self._files.put(whole) if whole != known else None
        if problem is not None:
            self.diagnostics.append(problem)
            return
        earlier = self._taken.get(new.group, Taken(new.group, 0, 0))
        self._taken[new.group] = Taken(new.group, earlier.added + count, earlier.same + before - count)

    def _bound(self, document: dict[str, Any], places: Places, known: TrainingRecord | None) -> TrainingRecord | None:
        """Fill in what a row need not say: the module behind the group, and what it is recorded against."""
        framework, group = self._setting.framework, document["group"]
        module = document.get("module") or (known.module if known else _module_of(group))
        if module not in self._catalogue.modules and "module" not in document:
            help_ = "name it with --module, or in a column 'module'"
            message = f"Nothing says which module '{group}' was taught."
            self.diagnostics.append(Diagnostic("KIF402", message, places.value(["group"]), help=help_))
            return None
        content = known.catalogue if known else self._catalogue.version
        about = {"module": module, "catalogue": content, "framework": f"{framework.id}@{framework.version}"}
        try:
            return TrainingRecord.model_validate({**document, **about})
        except ValidationError as error:
            for problem in error.errors(include_url=False):
                place = places.value([step for step in problem["loc"] if step != "[key]"])
                help_ = "write it as the plan does"
                self.diagnostics.append(Diagnostic("KIF403", "This is not what belongs here.", place, help=help_))
            return None

    def _audience(self, record: TrainingRecord) -> TrainingRecord:
        """Note the roles for which people took part: the record says so, also when roles change or people leave."""
        competencies = {step.competency for step in self._catalogue.modules[record.module].closes}
        framework = self._setting.framework
        held = {role for person in record.people for role in self._roles.get(person, ())}
        fitting = [
            role
            for role in framework.role_ids
            if role in held and competencies & framework.roles[role].requirements.keys()
        ]
        new = [role for role in fitting if role not in record.audience]
        return record.model_copy(update={"audience": [*record.audience, *new]})


def _counted(record: TrainingRecord) -> int:
    """Return how many things a record says; that somebody came is one, whatever follows from it."""
    return sum(fact.about[0] != "session" for fact in record.facts())


def _module_of(group: str) -> str:
    """Return the module of a group as plans name them: its id and a number."""
    return re.sub(r"-[0-9]+$", "", group)


def _roles_of(setting: Setting, today: dt.date) -> dict[str, tuple[str, ...]]:
    """Return the roles of everybody in the workspace's skill files; nobody's where there are none."""
    folder = setting.workspace.path(setting.workspace.settings.skills)
    if not is_folder(folder):
        return {}
    found = read_people(find_inputs([str(folder)]), SkillContext(setting.framework, today))
    return {person.id: _current(person, today) for person in found.people}


def _current(person: Person, day: dt.date) -> tuple[str, ...]:
    return tuple(
        one.role
        for one in person.assignments
        if (one.since is None or one.since <= day) and (one.until is None or day <= one.until)
    )


def _joined(known: TrainingRecord | None, new: TrainingRecord) -> TrainingRecord:
    """Return a record with new entries behind those that stand there."""
    if known is None:
        return new
    lists = {key: [*getattr(known, key), *getattr(new, key)] for key in PARTS}
    systems = [*known.systems, *(one for one in new.systems if one not in known.systems)]
    return known.model_copy(update={**lists, "systems": systems, "owner": known.owner or new.owner})


def _without_known(new: TrainingRecord, known: TrainingRecord | None) -> TrainingRecord:
    """Return what a record does not hold yet."""
    said = {fact.about for fact in known.facts()} if known else set()

    def fresh(people: Iterable[str], session: int, day: dt.date) -> list[str]:
        return [person for person in dict.fromkeys(people) if ("attendance", session, person, day) not in said]

    sessions = [
        one.model_copy(update={key: fresh(getattr(one, key), one.session, one.date) for key in ("present", "absent")})
        for one in new.sessions
    ]
    checks = {
        check: [
            one.model_copy(
                update={
                    "outcomes": {who: what for who, what in one.outcomes.items() if (check, who, one.date) not in said}
                }
            )
            for one in getattr(new, check)
        ]
        for check in ("learning", "behaviour")
    }
    return new.model_copy(
        update={
            "owner": None if ("owner",) in said else new.owner,
            "sessions": [one for one in sessions if one.present or one.absent],
            "reaction": [one for one in new.reaction if ("reaction", one.date) not in said],
            "results": [one for one in new.results if ("result", one.date, one.measure) not in said],
            **{check: [one for one in rounds if one.outcomes] for check, rounds in checks.items()},
        }
    )
