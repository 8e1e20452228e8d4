"""``kiframework training report``: what came of training, from records and from assessments made since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiframework.api.assess import named_or_workspace
from kiframework.api.catalogue import open_catalogue
from kiframework.api.people import read_people
from kiframework.api.record_files import open_records
from kiframework.api.setting import Setting, UnusableInputError, collector_paused, find_inputs, open_setting
from kiframework.diagnostics import Diagnostic, Severity, in_order
from kiframework.errors import KiframeworkError
from kiframework.planning.outcome import report_training as summarise
from kiframework.rules.base import RecordContext, SkillContext
from kiframework.rules.records import check_record

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Sequence

    from kiframework.loading.files import Input
    from kiframework.model.assessment import LeftOut
    from kiframework.model.outcome import TrainingReport
    from kiframework.model.training import Catalogue

    Watch = Callable[[Sequence[Input | Diagnostic]], Iterable[Input | Diagnostic]]


@dataclass(frozen=True, slots=True)
class ReportRequest:
    """What to report on."""

    paths: tuple[str, ...]
    """Skill files, folders, workspaces; none for the workspace the user stands in."""
    day: dt.date
    """The day of the report: later records and ratings are left aside."""
    today: dt.date
    """What is dated later is an error."""
    folder: str | None = None
    """Folder of the records; None for that of the workspace."""
    framework: str | None = None
    """Folder or file of the framework; None for that of the workspace, else the built-in one."""


@dataclass(frozen=True, slots=True)
class ReportRun:
    """What came out of a run."""

    setting: Setting
    catalogue: Catalogue
    report: TrainingReport
    left_out: tuple[LeftOut, ...]
    """Skill files that could not be used: nothing is known of levels of these people."""
    diagnostics: tuple[Diagnostic, ...]


def report_training(request: ReportRequest, watch: Watch = iter) -> ReportRun:
    """Report on the training that was recorded.

    Raises :class:`~kiframework.errors.KiframeworkError` if nothing was recorded, or a record cannot be used: a list of
    measures with one of them missing would be wrong.
    """
    paths = named_or_workspace(request.paths)
    setting = open_setting(paths, request.framework)
    catalogue = open_catalogue(setting, request.framework)
    files = open_records(setting, request.folder)
    context = RecordContext(setting.framework, catalogue, request.today)
    problems = list(files.diagnostics)
    for file in files.files.values():
        problems += check_record(file.record, file.source, context)
    if any(one.severity is Severity.ERROR for one in problems):
        raise UnusableInputError("The records of training cannot be used.", problems)
    if not files.files:
        help_ = "kiframework training record takes attendance; docs/curriculum.md says how"
        raise KiframeworkError(f"No training is recorded in {files.shown}.", help_)
    with collector_paused():
        found = read_people(watch(list(find_inputs(paths))), SkillContext(setting.framework, request.today))
    records = [one for one in (file.record.until(request.day) for file in files.files.values()) if one.holds_anything]
    report = summarise(setting.framework, catalogue, found.people, records, request.day)
    return ReportRun(setting, catalogue, report, tuple(found.left_out), in_order((*problems, *found.diagnostics)))
