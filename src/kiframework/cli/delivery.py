"""Where results of ``assess`` go: the terminal, standard output, or files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiframework.api.assess import require_settled_council
from kiframework.cli.messages import say
from kiframework.errors import KiframeworkError

if TYPE_CHECKING:
    from pathlib import Path
    from typing import TextIO

    from kiframework.api.assess import AssessRun


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
        _write_files(run, wish, wish.output)
    elif wish.formats:
        _print_document(run, wish, stdout)
    else:
        from kiframework.cli.screen import print_assessments

        print_assessments(run, wish.lang, stdout)
    if wish.explain:
        _explain(run, wish.lang, stdout)


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
