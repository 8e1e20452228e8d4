"""The files that ``assess`` writes: name and content of each, made one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal
from urllib.parse import quote

from kiframework.api.reports import read_names
from kiframework.cli.documents import edition_of
from kiframework.output.documents import Documents
from kiframework.output.machine import FORMS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.api.assess import AssessRun
    from kiframework.api.publish import Content
    from kiframework.cli.delivery import Wish

_DOCUMENTS = ("html", "md")


def report_files(run: AssessRun, wish: Wish, formats: tuple[str, ...]) -> Iterator[tuple[str, Content]]:
    """Yield name and content of every file in the formats asked for."""
    for form in (FORMS[name]() for name in FORMS if name in formats):
        yield form.name, form.document(run.document, map(form.write, run.document.assessments))
    forms: list[Literal["html", "md"]] = [form for form in _DOCUMENTS if form in formats]  # type: ignore[misc]
    if forms:
        yield from _documents(run, wish, forms)


def _documents(run: AssessRun, wish: Wish, forms: list[Literal["html", "md"]]) -> Iterator[tuple[str, bytes]]:
    """Yield the report on the group, and those on single people where the audience allows them.

    The default audience sees figures about the group alone; one person alone is no group and gets their own report.
    """
    names = read_names(wish.names, run.setting.framework)
    shared = edition_of(run.setting, run.document.date, wish.lang, wish.audience, names, run.document.left_out)
    documents = Documents(shared)
    assessments = run.document.assessments
    if run.people > 1 and wish.audience != "self":
        team = run.team()
        for form in forms:
            yield f"team.{form}", documents.team(team, assessments, form).encode()
    if run.people == 1 or wish.audience != "aggregate":
        for assessment in assessments:
            sources = run.shown_sources(assessment)
            for form in forms:
                # A framework may allow any pseudonyms; quoted, none of them can lead out of the folder.
                name = f"people/{quote(assessment.person, safe='')}.{assessment.role}.{form}"
                yield name, documents.person(assessment, sources, form).encode()
