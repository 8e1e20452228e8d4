"""One rater has rated the same competency twice on the same day.

What it does: looks for two values for the same competency, source, rater and date, over all files of a person.
Why: it cannot be said which of the two counts. A rater left out is one unnamed rater of that source.
Bad: two rounds ``{source: manager, rater: R-02, date: 2026-11-20, ...}`` that both rate ``data-protection``
Good: one round, or two rounds of different days or raters
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from kiframework.diagnostics import Location
    from kiframework.model.skills import Round
    from kiframework.rules.base import PersonFile, PersonFiles, SkillContext

CODE = "KIF106"
NAME = "duplicate-rating"


def check(person: PersonFiles, context: SkillContext) -> Iterator[Diagnostic]:
    """Yield one diagnostic per value that stands there already."""
    occasions: dict[tuple[str, str, dt.date], list[tuple[PersonFile, int, Round]]] = defaultdict(list)
    for file in person.files:
        for number, occasion in enumerate(file.skills.ratings):
            source = context.framework.sources.get(occasion.source)
            rater = "" if source is None or source.by_person else occasion.rater or ""
            occasions[occasion.source, rater, occasion.date].append((file, number, occasion))
    for same in occasions.values():
        if len(same) > 1:
            yield from _repeated(same)


def _repeated(same: list[tuple[PersonFile, int, Round]]) -> Iterator[Diagnostic]:
    first: dict[str, Location] = {}
    for file, number, occasion in same:
        source = file.source
        for part, values in (("levels", occasion.levels), ("shares", occasion.shares)):
            for name in values:
                place = source.key(["ratings", number, part, name])
                if name in first:
                    message = f"'{name}' is rated twice by the same rater on {occasion.date}."
                    help_ = "keep one of the two, or name the raters apart"
                    yield Diagnostic(CODE, message, place, help=help_, related=(("first rated here", first[name]),))
                first.setdefault(name, place)
