"""Prints what became of the ladders: each answer, the right one, and why. Only for after the answers have come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table

from kiframework.cli.screen import Screen
from kiframework.model.questions import WorkSample
from kiframework.scoring.ladders import right_parts

if TYPE_CHECKING:
    from typing import TextIO

    from kiframework.api.import_answers import ImportRun
    from kiframework.model.answers import Answer
    from kiframework.model.questions import Item

_SIGNS = {True: "✓", False: "✗"}


def print_ladders(run: ImportRun, lang: str, stream: TextIO) -> None:
    """Print the ladders of everybody whose answers were taken."""
    screen = Screen(run.setting.framework, lang, stream)
    for taken in run.taken:
        fitted = taken.fitted
        if not fitted.ladders:
            continue
        screen.title(screen.texts("quickcheck.answers"))
        for competency, result in fitted.ladders.items():
            level = "–" if result.level is None else str(result.level)
            screen.title(screen.texts("quickcheck.level", title=screen.competency(competency), level=level))
            for item in run.questions.questions[competency].ladder:
                if item.id in result.marks:
                    _print_item(screen, item, fitted.answers.items[item.id], right=result.marks[item.id])


def _print_item(screen: Screen, item: Item, answer: Answer, *, right: bool) -> None:
    table = Table.grid(padding=(0, 1, 0, 0))
    screen.row(table, _SIGNS[right], screen.words(item.stem))
    if isinstance(item, WorkSample):
        given = answer if isinstance(answer, list) else []
        figures = {"right": right_parts(item, given), "count": len(item.parts), "needed": item.right_from}
        screen.row(table, "", screen.texts("quickcheck.parts", **figures))
    elif not right:
        screen.row(table, "", screen.texts("quickcheck.wrong", answer=screen.words(item.options[item.key - 1])))
    screen.row(table, "", screen.words(item.rationale))
    screen.show(table)
