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

_NAMES_ON_A_LINE = 6


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
    from kiframework.api.publish import publish
    from kiframework.cli.reports import report_files

    names = publish(folder, report_files(run, wish, wish.formats or ("html",)), force=wish.force)
    written = ", ".join(names) if len(names) <= _NAMES_ON_A_LINE else f"{len(names)} files"
    say(f"Written to {folder}: {written}.")


def _print_document(run: AssessRun, wish: Wish, stdout: TextIO) -> None:
    """Print a single document; more than one needs a folder."""
    from kiframework.cli.reports import report_files

    if len(wish.formats) > 1:
        raise KiframeworkError("Several formats need a folder to go to.", "add -o DIR")
    if wish.explain:
        raise KiframeworkError("--explain and a format cannot share standard output.", "add -o DIR for the files")
    files = report_files(run, wish, wish.formats)
    _, content = next(files)
    if next(files, None) is not None:
        raise KiframeworkError("Several documents need a folder to go to.", "add -o DIR")
    stdout.flush()
    stdout.buffer.write(content)
    stdout.buffer.flush()


def _explain(run: AssessRun, lang: str, stdout: TextIO) -> None:
    from kiframework.output.explanation import explain
    from kiframework.output.texts import Texts

    texts = Texts(lang, name="terminal.yaml")
    stdout.writelines(explain(run.setting.framework, assessment, texts) for assessment in run.document.assessments)
