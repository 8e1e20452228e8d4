"""Where a comparison of two states of a framework goes: files, or the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.cli.documents import edition_of
from kiframework.cli.options import today
from kiframework.output.diff_words import DiffWords
from kiframework.output.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TextIO

    from kiframework.api.diff import DiffRun
    from kiframework.output.documents import Form
    from kiframework.output.edition import Edition


def diff_files(run: DiffRun, formats: Sequence[str], lang: str, *, by_person: bool) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of the comparison in every format asked for."""
    from kiframework.output.diff_data import render_diff_json
    from kiframework.output.documents import Documents

    forms: list[Form] = [form for form in ("html", "md") if form in formats]
    documents = Documents(_edition(run, lang))
    words = _words(run, documents.wording)
    shown = words.shifts(run.impact) if run.impact is not None and by_person else ()
    for form in forms:
        yield f"diff.{form}", documents.diff(words, run.impact, shown, form).encode()
    if "json" in formats:
        yield "diff.json", render_diff_json(run.diff, run.impact, by_person=by_person)


def print_diff(run: DiffRun, lang: str, stream: TextIO, *, by_person: bool) -> None:
    """Print the changes, the most consequential ones first, and what they do to people."""
    from kiframework.cli.screen import Screen

    screen, words = Screen(run.new, lang, stream), _words(run, Wording(_edition(run, lang)))
    old, new = run.diff.old, run.diff.new
    screen.say(f"{old.id} {old.version} → {new.id} {new.version}", "bold")
    screen.say(words.verdict())
    for step, sentences in words.lists():
        screen.title(words.texts(f"diff.{step}.headline"))
        screen.listed(sentences)
    if run.impact is None:
        return
    people = words.people(run.impact)
    screen.title(people.caption)
    table = screen.table(*(column.title for column in people.columns), right=(1,))
    for row in people.rows:
        screen.row(table, *row)
    screen.show(table)
    if by_person:
        screen.listed(words.shifts(run.impact))
    screen.say(words.texts("diff.people.note"), "dim")


def _edition(run: DiffRun, lang: str) -> Edition:
    return edition_of(run.setting, today(), lang, "aggregate")


def _words(run: DiffRun, wording: Wording) -> DiffWords:
    return DiffWords(wording, run.diff, run.old, run.new)
