"""The files that ``curriculum`` writes: name and content of each, made one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from kiframework.cli.documents import edition_of
from kiframework.output.attendance_workbook import render_attendance_workbook
from kiframework.output.calendar import render_calendar
from kiframework.output.curriculum_data import render_plan_csv, render_plan_json
from kiframework.output.documents import Documents
from kiframework.output.plan_words import PlanWords
from kiframework.output.wording import in_language

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kiframework.api.curriculum import CurriculumRun
    from kiframework.model.curriculum import Meeting
    from kiframework.output.documents import Form


def curriculum_files(
    run: CurriculumRun, formats: Sequence[str], lang: str, names: Mapping[str, str]
) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of every file in the formats asked for. ``names`` stand in pages and nowhere else."""
    forms: list[Form] = [form for form in ("html", "md") if form in formats]
    if forms or "xlsx" in formats:
        setting, document = run.assessed.setting, run.assessed.document
        documents = Documents(edition_of(setting, document.date, lang, "self", names, document.left_out))
        words = PlanWords(documents.wording, run.plan, run.catalogue)
        yield from _pages(run, forms, documents, words)
        if "xlsx" in formats:
            for group in run.plan.groups:
                yield f"groups/{group.id}.xlsx", render_attendance_workbook(words, group)
    framework = run.assessed.setting.framework
    titles = {name: in_language(framework, module.title, lang) for name, module in run.catalogue.modules.items()}
    if "json" in formats:
        yield "curriculum.json", render_plan_json(run.plan, run.catalogue, run.assessed.document.framework)
    if "csv" in formats:
        yield "sessions.csv", render_plan_csv(run.plan, titles)
    if "ics" in formats:
        yield from _calendars(run, titles)


def _pages(
    run: CurriculumRun, forms: Sequence[Form], documents: Documents, words: PlanWords
) -> Iterator[tuple[str, bytes]]:
    """Yield the page of the plan, one for each person, and two sheets for each group."""
    for form in forms:
        if len(run.plan.paths) > 1:
            yield f"curriculum.{form}", documents.plan(words, form).encode()
        for path in run.plan.paths:
            yield f"people/{quote(path.person, safe='')}.{form}", documents.path(words, path, form).encode()
        for group in run.plan.groups:
            yield f"groups/{group.id}-trainer.{form}", documents.trainer_sheet(words, group, form).encode()
            yield f"groups/{group.id}-learner.{form}", documents.learner_sheet(words, group, form).encode()


def _calendars(run: CurriculumRun, titles: dict[str, str]) -> Iterator[tuple[str, bytes]]:
    """Yield a calendar for every person and every trainer with sessions. Nobody else is named in them."""
    module_of = {group.id: group.module for group in run.plan.groups}
    people = {group.id: group.people for group in run.plan.groups}
    of_person: dict[str, list[Meeting]] = {}
    of_trainer: dict[str, list[Meeting]] = {}
    for meeting in run.plan.schedule.meetings:
        of_trainer.setdefault(meeting.trainer, []).append(meeting)
        for person in people[meeting.group]:
            of_person.setdefault(person, []).append(meeting)
    setting = run.assessed.setting
    firm = setting.workspace.settings.company or setting.framework.id
    sessions = {name: len(module.sessions) for name, module in run.catalogue.modules.items()}

    def title(meeting: Meeting) -> str:
        module = module_of[meeting.group]
        return titles[module] if sessions[module] == 1 else f"{titles[module]} ({meeting.number}/{sessions[module]})"

    for folder, calendars in (("people", of_person), ("trainers", of_trainer)):
        for name, meetings in sorted(calendars.items()):
            # A framework may allow any pseudonyms; quoted, none of them can lead out of the folder.
            content = render_calendar(meetings, run.assessed.document.date, firm, name, title)
            yield f"{folder}/{quote(name, safe='')}.ics", content
