"""``kiframework pilot``: which use case comes first, what still has to be settled, and what came of it."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kiframework.api.assess import AssessRequest, assess
from kiframework.api.company_files import open_method, open_pilots, open_workspace, pilot_folder
from kiframework.api.publish import publish
from kiframework.api.setting import UnusableInputError
from kiframework.diagnostics import Severity, did_you_mean
from kiframework.errors import KiframeworkError
from kiframework.loading.company import load_pilot
from kiframework.loading.files import Input, from_here
from kiframework.loading.skill_text import SkillText
from kiframework.loading.skill_yaml import exact
from kiframework.model.base import FORMS, ID
from kiframework.model.pilot import Choice, Verdict
from kiframework.planning.pilots import judge_pilots
from kiframework.rules.base import PilotContext, is_office
from kiframework.rules.pilots import check_pilot

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from kiframework.api.company_files import PilotFile
    from kiframework.api.setting import Setting
    from kiframework.diagnostics import Diagnostic
    from kiframework.model.assessment import Assessment
    from kiframework.model.framework import Framework
    from kiframework.model.method import Method
    from kiframework.model.standing import PilotResult


@dataclass(frozen=True, slots=True)
class PilotsRequest:
    """Where to look, and on which day."""

    workspace: str | None
    """Folder of the workspace; None for the one the user stands in."""
    day: dt.date
    today: dt.date
    framework: str | None = None


@dataclass(frozen=True, slots=True)
class PilotsRun:
    """All pilots of a workspace, judged."""

    setting: Setting
    method: Method
    files: tuple[PilotFile, ...]
    results: tuple[PilotResult, ...]
    """In order of rank; those without one last."""
    day: dt.date
    diagnostics: tuple[Diagnostic, ...]
    """Of pilots, where they can be used all the same, and of skill files."""

    def result(self, id_: str) -> PilotResult:
        """Return one pilot. Raises :class:`~kiframework.errors.KiframeworkError` if there is none of this id."""
        found = next((one for one in self.results if one.pilot.pilot == id_), None)
        if found is None:
            known = [one.pilot.pilot for one in self.results]
            help_ = did_you_mean(id_, known) or "kiframework pilot list shows all; kiframework pilot new makes one"
            raise KiframeworkError(f"There is no pilot '{id_}'.", help_)
        return found

    def file(self, id_: str) -> PilotFile:
        """Return the file of a pilot that there is."""
        return next(one for one in self.files if one.pilot.pilot == id_)


def run_pilots(request: PilotsRequest) -> PilotsRun:
    """Read and judge the pilots of a workspace. Teams are assessed where pilots name any."""
    paths = () if request.workspace is None else (request.workspace,)
    setting = open_workspace(request.workspace, request.framework)
    method = open_method(setting, request.framework, request.today)
    files, diagnostics = open_pilots(setting, method, request.today)
    assessments: Sequence[Assessment] = ()
    if any(one.pilot.team.people for one in files):
        assessed = assess(AssessRequest(paths, request.day, request.today, request.framework))
        assessments, diagnostics = assessed.document.assessments, (*diagnostics, *assessed.diagnostics)
    results = judge_pilots(setting.framework, method, [one.pilot for one in files], assessments, request.day)
    return PilotsRun(setting, method, files, results, request.day, diagnostics)


@dataclass(frozen=True, slots=True)
class NewPilot:
    """What the file of a new pilot is filled with."""

    path: Path
    framework: Framework
    values: dict[str, Any]

    @property
    def shown(self) -> str:
        """Its name from where the user stands."""
        return from_here(self.path)


def new_pilot(request: PilotsRequest, template: str, id_: str | None) -> NewPilot:
    """Return where a new pilot goes and what it begins with.

    Raises :class:`~kiframework.errors.KiframeworkError` for an unknown template or an id that is taken or is none.
    """
    run = run_pilots(request)
    method = run.method
    if template not in method.templates:
        help_ = did_you_mean(template, method.templates) or "kiframework pilot list shows the templates"
        raise KiframeworkError(f"There is no template '{template}'.", help_)
    name = id_ or template
    if re.fullmatch(ID, name) is None:
        raise KiframeworkError(f"'{name}' is not {FORMS[ID]}.", "name it with --id, such as --id leads-2027")
    if any(one.pilot.pilot == name for one in run.files):
        raise KiframeworkError(f"There is a pilot '{name}' already.", "name the new one with --id")
    framework = run.setting.framework
    values = {
        "id": name,
        "template": template,
        "framework": f"{framework.id}@{framework.version}",
        "gates": list(method.gates),
        "marks": method.templates[template].marks,
        "start": method.templates[template],
    }
    return NewPilot(pilot_folder(run.setting.workspace) / f"{name}.yaml", framework, values)


def publish_new(made: NewPilot, content: bytes) -> None:
    """Write the file of a new pilot, never over another one."""
    publish(made.path.parent, [(made.path.name, content)], force=False)


def choose_pilot(run: PilotsRun, id_: str, person: str, reason: str | None, day: dt.date) -> str:
    """Make a pilot the first one; return the name of its file.

    Raises :class:`~kiframework.errors.KiframeworkError` while another one is active, and for a pilot that is excluded.
    """
    result = run.result(id_)
    active = next((one for one in run.results if one.pilot.active), None)
    if active is not None:
        if active.pilot.pilot == id_:
            raise KiframeworkError(f"'{id_}' is the first pilot already.", "kiframework pilot check shows what is open")
        help_ = f"kiframework pilot verdict {active.pilot.pilot} ends it; the method tries one at a time"
        raise KiframeworkError(f"'{active.pilot.pilot}' is the first pilot, and has no verdict.", help_)
    if result.pilot.chosen is not None:
        raise KiframeworkError(f"'{id_}' was a first pilot already.", "go on with another one, or with its scaling")
    if result.state == "excluded":
        gates = ", ".join(result.failed_gates)
        raise KiframeworkError(f"'{id_}' cannot be chosen: {gates} not met.", f"kiframework pilot check {id_}")
    given = {"person": _office(person), "date": day.isoformat(), "reason": reason}
    data = {key: one for key, one in given.items() if one}
    meant = {"chosen": Choice.model_validate(data)}
    return _change(run.file(id_), run, lambda text: text.add([], {"chosen": data}), meant)


def record_verdict(run: PilotsRun, id_: str, verdict: dict[str, Any]) -> str:
    """Add a verdict, the fields of a :class:`~kiframework.model.pilot.Verdict`, to a pilot; return its file's name.

    Raises :class:`~kiframework.errors.KiframeworkError` for a pilot that has not begun, or was ended.
    """
    pilot = run.result(id_).pilot
    if not pilot.active:
        raise KiframeworkError(f"'{id_}' is not the active pilot.", "kiframework pilot list shows which one is")
    if pilot.begun is None or pilot.begun > verdict["date"]:
        help_ = f"write begun: YYYY-MM-DD into {run.file(id_).shown} first"
        raise KiframeworkError(f"'{id_}' has not begun, so there is nothing to judge.", help_)
    if verdict["overridden"] > verdict["proposals"]:
        raise KiframeworkError("More proposals were overridden than there were.", "--proposals counts all of them")
    _office(verdict["person"])
    file = run.file(id_)
    meant = {"verdicts": [*file.pilot.verdicts, Verdict.model_validate(verdict)]}
    data = {**verdict, "date": verdict["date"].isoformat(), **{key: exact(verdict[key]) for key in ("value", "cost")}}
    return _change(file, run, lambda text: text.put([], "verdicts", [data]), meant)


def _office(person: str) -> str:
    """Return who answers. Raises :class:`~kiframework.errors.KiframeworkError` for what may be a name."""
    if not is_office(person):
        raise KiframeworkError("This is no pseudonym of who answers.", "use an id such as R-01, no name")
    return person


def _change(file: PilotFile, run: PilotsRun, change: Callable[[SkillText], None], meant: dict[str, Any]) -> str:
    """Change the file of a pilot, if it then says what is meant and nothing else, and that is right."""
    before = file.path.read_bytes()
    mark = BOM_UTF8 if before.startswith(BOM_UTF8) else b""
    text = SkillText(before.removeprefix(mark).decode())
    change(text)
    data = mark + text.text.encode()
    loaded = load_pilot(Input(file.path, file.shown, file.path.name), lambda _path, _shown: data)
    if loaded.content != file.pilot.model_copy(update=meant):
        help_ = f"write {', '.join(meant)} into {file.shown} by hand"
        raise KiframeworkError("This pilot is written in a way that cannot be added to.", help_)
    found = check_pilot(loaded.content, loaded.source, PilotContext(run.setting.framework, run.method, run.day))
    wrong = [one for one in found if one.severity is Severity.ERROR]
    if wrong:
        raise UnusableInputError("This cannot be recorded.", wrong)
    place = file.path.resolve()
    publish(place.parent, [(place.name, data)], force=True)
    return from_here(file.path)
