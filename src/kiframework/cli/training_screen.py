"""Prints what came of training: measures taken, what checks found, levels before and after, what is due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.cli.documents import edition_of
from kiframework.cli.screen import Screen
from kiframework.output.training_view import TrainingWords
from kiframework.output.wording import Wording

if TYPE_CHECKING:
    from typing import TextIO

    from kiframework.api.training_report import ReportRun


def print_training(run: ReportRun, lang: str, stream: TextIO) -> None:
    """Print the report: the same tables as on its page, with fewer columns."""
    screen = Screen(run.setting.framework, lang, stream)
    words = TrainingWords(
        Wording(edition_of(run.setting, run.report.date, lang, "aggregate")), run.report, run.catalogue
    )
    screen.say(screen.texts("training.title", date=screen.figures.date(run.report.date)), "bold")
    screen.say(words.sums())
    for table in (
        words.measures_short(),
        words.outcomes(),
        *words.results(),
        words.gains(),
        words.due(run.report.date),
    ):
        screen.sheet_table(table)
    screen.say()
    if not words.gains().rows:
        screen.say(words.texts("training.gains.none") + ".")
    screen.say(words.texts("training.note"), "dim")
    screen.say(screen.texts("training.next-step"))
