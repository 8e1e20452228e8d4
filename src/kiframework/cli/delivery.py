"""Where results of ``assess`` go: the terminal, standard output, or files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiframework.api.assess import BulkRun, assess, assess_in_bulk, require_settled_council
from kiframework.cli.messages import say, with_progress
from kiframework.errors import KiframeworkError
from kiframework.output.machine import FORMS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import TextIO

    from kiframework.api.assess import AssessRequest, AssessRun


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


def begin(request: AssessRequest, formats: tuple[str, ...], *, explain: bool) -> AssessRun | BulkRun[bytes]:
    """Read everything; what is wanted in one machine-readable form alone is made in bulk."""
    if len(formats) == 1 and formats[0] in FORMS and not explain:
        return assess_in_bulk(request, FORMS[formats[0]]().write, with_progress)
    return assess(request, with_progress)


def deliver(run: AssessRun | BulkRun[bytes], wish: Wish, stdout: TextIO) -> set[str]:
    """Write the result where it was asked for; without a wish, show a table and the next step.

    Returns the readiness codes that were met.
    """
    council_asked = require_settled_council(run, wish.audience)
    if council_asked:
        say(council_asked)
    if isinstance(run, BulkRun):
        return _deliver_bulk(run, wish, stdout)
    if wish.output is not None:
        _write_files(run, wish, wish.output)
    elif wish.formats:
        _print_document(run, wish, stdout)
    else:
        from kiframework.cli.screen import print_assessments

        print_assessments(run, wish.lang, stdout)
    if wish.explain:
        _explain(run, wish.lang, stdout)
    return {one.readiness for one in run.document.assessments}


def _deliver_bulk(run: BulkRun[bytes], wish: Wish, stdout: TextIO) -> set[str]:
    """Write assessments as they are made."""
    from kiframework.cli.documents import print_document, write_documents

    met: set[str] = set()

    def written() -> Iterator[bytes]:
        for result in run.results:
            met.add(result.readiness)
            yield result.wanted

    form = FORMS[wish.formats[0]]()
    files = [(form.name, form.document(run.document, written()))]
    if wish.output is not None:
        write_documents(wish.output, files, force=wish.force)
    else:
        print_document(files, stdout)
    return met


def _write_files(run: AssessRun, wish: Wish, folder: Path) -> None:
    from kiframework.cli.documents import write_documents
    from kiframework.cli.reports import report_files

    write_documents(folder, report_files(run, wish, wish.formats or ("html",)), force=wish.force)


def _print_document(run: AssessRun, wish: Wish, stdout: TextIO) -> None:
    """Print a single document; more than one needs a folder."""
    from kiframework.cli.documents import print_document
    from kiframework.cli.reports import report_files

    if len(wish.formats) > 1:
        raise KiframeworkError("Several formats need a folder to go to.", "add -o DIR")
    if wish.explain:
        raise KiframeworkError("--explain and a format cannot share standard output.", "add -o DIR for the files")
    print_document(report_files(run, wish, wish.formats), stdout)


def _explain(run: AssessRun, lang: str, stdout: TextIO) -> None:
    from kiframework.output.explanation import explain
    from kiframework.output.texts import Texts

    texts = Texts(lang, name="terminal.yaml")
    stdout.writelines(explain(run.setting.framework, assessment, texts) for assessment in run.document.assessments)
