"""Where results of ``assess`` go: the terminal, standard output, or files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote

from kiframework import __version__
from kiframework.api.assess import require_settled_council
from kiframework.api.publish import publish
from kiframework.api.reports import read_branding, read_names
from kiframework.cli.messages import say
from kiframework.cli.screen import print_assessments
from kiframework.errors import KiframeworkError
from kiframework.output.documents import Branding, Documents, Edition
from kiframework.output.explanation import explain
from kiframework.output.machine import render_csv, render_json
from kiframework.output.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import TextIO

    from kiframework.api.assess import AssessRun

_DOCUMENTS = ("html", "md")


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user wants to have of a run."""

    formats: tuple[str, ...]
    output: Path | None
    force: bool
    audience: str
    names: Path | None
    explain: bool
    lang: str


def deliver(run: AssessRun, wish: Wish, stdout: TextIO) -> None:
    """Write the result where it was asked for; without a wish, show a table and the next step."""
    council_asked = require_settled_council(run, wish.audience)
    if council_asked:
        say(council_asked)
    if wish.output is not None:
        formats = wish.formats or ("html",)
        names = publish(wish.output, _files(run, wish, formats), force=wish.force)
        say(f"Written to {wish.output}: {_summary(names)}.")
    elif wish.formats:
        _print_one(run, wish, stdout)
        return
    print_assessments(run, wish.lang, stdout, written=wish.output is not None)
    if wish.explain:
        texts = Texts(wish.lang, name="terminal.yaml")
        stdout.writelines(explain(run.setting.framework, assessment, texts) for assessment in run.document.assessments)


def _summary(names: list[str]) -> str:
    return ", ".join(names) if len(names) <= 6 else f"{len(names)} files"  # noqa: PLR2004 - what fits a line


def _print_one(run: AssessRun, wish: Wish, stdout: TextIO) -> None:
    """Print a single document; more than one needs a folder."""
    if len(wish.formats) > 1:
        raise KiframeworkError("Several formats need a folder to go to.", "add -o DIR")
    if wish.explain:
        raise KiframeworkError("--explain and a format cannot share standard output.", "add -o DIR for the files")
    files = _files(run, wish, wish.formats)
    _, content = next(files)
    if next(files, None) is not None:
        raise KiframeworkError("Several documents need a folder to go to.", "add -o DIR")
    stdout.flush()
    stdout.buffer.write(content)
    stdout.buffer.flush()


def _files(run: AssessRun, wish: Wish, formats: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of every file, made one by one."""
    if "json" in formats:
        yield "assessment.json", render_json(run.document)
    if "csv" in formats:
        yield "assessment.csv", render_csv(run.document)
    forms: list[Literal["html", "md"]] = [form for form in _DOCUMENTS if form in formats]  # type: ignore[misc]
    if forms:
        yield from _documents(run, wish, forms)


def _documents(run: AssessRun, wish: Wish, forms: list[Literal["html", "md"]]) -> Iterator[tuple[str, bytes]]:
    """Yield the report on the group, and those on single people where the audience allows them.

    The default audience sees figures about the group alone; one person alone is no group and gets their own report.
    """
    documents = Documents(_edition(run, wish))
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


def _edition(run: AssessRun, wish: Wish) -> Edition:
    looks = read_branding(run.setting.workspace, wish.lang)
    return Edition(
        framework=run.setting.framework,
        stamp=run.document.framework,
        date=run.document.date,
        lang=wish.lang,
        audience=wish.audience,
        names=read_names(wish.names),
        left_out=run.document.left_out,
        tool_version=__version__,
        branding=Branding(**looks),
    )
