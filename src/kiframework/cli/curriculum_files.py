"""The files that ``curriculum`` writes: name and content of each, made one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from kiframework.cli.documents import edition_of
from kiframework.model.earlier import revision_of
from kiframework.output.attendance_workbook import render_attendance_workbook
from kiframework.output.calendar import Handed, render_calendar
from kiframework.output.curriculum_data import render_plan_csv, render_plan_json
from kiframework.output.documents import Documents
from kiframework.output.plan_words import PlanWords
from kiframework.output.wording import in_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kiframework.api.curriculum import CurriculumRun
    from kiframework.model.curriculum import Group, Meeting
    from kiframework.output.documents import Form


def curriculum_files(
    run: CurriculumRun, formats: Sequence[str], lang: str, names: Mapping[str, str]
) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of every file in the formats asked for. ``names`` stand in pages and nowhere else."""
    forms: list[Form] = [form for form in ("html", "md") if form in formats]
    setting, document = run.assessed.setting, run.assessed.document
    if forms or "xlsx" in formats:
        documents = Documents(edition_of(setting, document.date, lang, "self", names, document.left_out))
        words = PlanWords(documents.wording, run.plan, run.catalogue)
        yield from _pages(run, forms, documents, words)
        if "xlsx" in formats:
            for group in run.plan.groups:
                yield f"groups/{group.id}.xlsx", render_attendance_workbook(words, group)
    titles = {
        name: in_language(setting.framework, module.title, lang) for name, module in run.catalogue.modules.items()
    }
    if "json" in formats:
        handed = (document.date, revision_of(document.date, run.earlier))
        yield "curriculum.json", render_plan_json(run.plan, run.catalogue, document.framework, *handed)
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
    """Yield a calendar for every person and every trainer with sessions, now or in the plan that is replaced.

    Nobody else is named in them. Sessions that fall away are cancelled, unless they are over or their group has begun.
    """
    made, earlier = run.assessed.document.date, run.earlier
    setting = run.assessed.setting
    firm = setting.workspace.settings.company or setting.framework.id
    revision = revision_of(made, earlier)
    sessions = {name: len(module.sessions) for name, module in run.catalogue.modules.items()}
    groups = {one.id: one.module for one in (*(earlier.groups if earlier else ()), *run.plan.groups)}

    def title(meeting: Meeting) -> str:
        module = groups[meeting.group]
        words = titles.get(module, module)
        return words if sessions.get(module, 1) == 1 else f"{words} ({meeting.number}/{sessions[module]})"

    now = _by_owner(run.plan.groups, run.plan.schedule.meetings)
    before = _by_owner(earlier.groups, earlier.meetings) if earlier else {}
    for folder, name in sorted(now.keys() | before.keys()):
        meetings = now.get((folder, name), [])
        kept = {(one.group, one.number) for one in meetings}
        gone = [
            one
            for one in before.get((folder, name), ())
            if (one.group, one.number) not in kept and one.date > made and one.group not in run.held
        ]
        if meetings or gone:
            # A framework may allow any pseudonyms; quoted, none of them can lead out of the folder.
            content = render_calendar(meetings, gone, Handed(made, revision, firm, name), title)
            yield f"{folder}/{quote(name, safe='')}.ics", content


def _by_owner(groups: Iterable[Group], meetings: Iterable[Meeting]) -> dict[tuple[str, str], list[Meeting]]:
    """Return folder and pseudonym -> sessions of this person or trainer."""
    people = {group.id: group.people for group in groups}
    found: dict[tuple[str, str], list[Meeting]] = {}
    for meeting in meetings:
        found.setdefault(("trainers", meeting.trainer), []).append(meeting)
        for person in people.get(meeting.group, ()):
            found.setdefault(("people", person), []).append(meeting)
    return found
