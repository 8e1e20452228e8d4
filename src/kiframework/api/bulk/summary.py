"""``kiframework bulk summary``: what may be said about a population that was scored."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kiframework.api.bulk.work import SUMMARY
from kiframework.api.setting import UnusableInputError, open_setting
from kiframework.diagnostics import Diagnostic
from kiframework.errors import KiframeworkError
from kiframework.loading.bulk.summary import load_summary

if TYPE_CHECKING:
    from pathlib import Path

    from kiframework.api.setting import Setting
    from kiframework.model.population import Population


class SummaryRun(NamedTuple):
    """What came of a run."""

    setting: Setting
    population: Population


def open_summary(result: Path, framework: str | None) -> SummaryRun:
    """Read the summary of a result, and the framework that gives it its words.

    ``result`` is the folder that ``bulk score`` has written, or the summary in it. Raises
    :class:`~kiframework.errors.KiframeworkError` if there is none, or if it was made with another framework.
    """
    path = result / SUMMARY if result.is_dir() else result
    population = load_summary(path, str(path))
    if isinstance(population, Diagnostic):
        raise UnusableInputError("There is no result to report on.", [population])
    setting = open_setting((), framework)
    made, known = population.framework, setting.framework
    if (made.id, made.sha256) != (known.id, known.sha256):
        message = (
            f"This result was made with another framework: {made.id} {made.version}, not {known.id} {known.version}."
        )
        raise KiframeworkError(message, "name the one it was made with by --framework, or score the tables again")
    return SummaryRun(setting, population)
