"""Prints what became of the ladders: each answer, the right one, and why. Only for after the answers have come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table

from kiframework.cli.screen import Screen
from kiframework.model.questions import WorkSample

if TYPE_CHECKING:
    from typing import TextIO

    from kiframework.api.import_answers import ImportRun
    from kiframework.model.answers import ItemResult

_SIGNS = {True: "✓", False: "✗"}


def print_ladders(run: ImportRun, lang: str, stream: TextIO) -> None:
    """Print the ladders of everybody whose answers were taken."""
    screen = Screen(run.setting.framework, lang, stream)
    for taken in run.taken:
        if taken.fitted.ladders:
            screen.title(screen.texts("quickcheck.answers"))
        for competency, result in taken.fitted.ladders.items():
            level = "–" if result.level is None else str(result.level)
            screen.title(screen.texts("quickcheck.level", title=screen.competency(competency), level=level))
            for one in result.items:
                _print_item(screen, one)


def _print_item(screen: Screen, result: ItemResult) -> None:
    item = result.item
    table = Table.grid(padding=(0, 1, 0, 0))
    screen.row(table, _SIGNS[result.right], screen.words(item.stem))
    if isinstance(item, WorkSample):
        figures = {"right": result.right_parts, "count": len(item.parts), "needed": item.right_from}
        screen.row(table, "", screen.texts("quickcheck.parts", **figures))
    elif not result.right:
        screen.row(table, "", screen.texts("quickcheck.wrong", answer=screen.words(item.options[item.key - 1])))
    screen.row(table, "", screen.words(item.rationale))
    screen.show(table)
