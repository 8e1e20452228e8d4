"""Answers in the making: what the cells of one rating round say, laid over what was known before."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from kiframework.diagnostics import Diagnostic, Severity
from kiframework.loading.answers.cells import BadCellError
from kiframework.model.answers import Answers, Returned
from kiframework.model.sheets import shown, squeezed

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping
    from typing import TypeVar

    from kiframework.diagnostics import Location
    from kiframework.loading.answers.cells import Value
    from kiframework.loading.answers.grid import CellPlaces, Grid

    T = TypeVar("T")

UNREADABLE = "KIF401"
"""The file cannot be read as answers."""
MISSING = "KIF402"
"""Something that answers need is missing."""
BAD_CELL = "KIF403"
"""A cell does not hold what belongs there."""
MIXED_UP = "KIF404"
"""It cannot be told which answer belongs to what."""


@dataclass(slots=True)
class Draft:
    """One rating round of one person."""

    document: dict[str, Any]
    """JSON of :class:`~kiframework.model.answers.Answers`."""
    places: CellPlaces
    diagnostics: list[Diagnostic] = field(default_factory=list)

    @property
    def occasion(self) -> dict[str, Any]:
        """The rating round."""
        occasion: dict[str, Any] = self.document["ratings"][0]
        return occasion

    def complain(self, code: str, message: str, place: Location, help_: str | None = None, **more: Any) -> None:
        """Note what is wrong."""
        self.diagnostics.append(Diagnostic(code, message, place, help=help_, **more))

    def complain_of_text(self, place: Location) -> None:
        """Note that a comment or evidence stands beside no level."""
        message = "There is no level beside this text, which is left out."
        help_ = "choose a level or a word for no value, or clear this cell"
        self.complain(MISSING, message, place, help_, severity=Severity.WARNING)

    def read(self, grid: Grid, row: int, column: int, reader: Callable[[Value], T | None]) -> T | None:
        """Return what a cell holds; None if it is empty, or bad, which is noted."""
        try:
            return reader(grid.cell(row, column))
        except BadCellError as problem:
            self.complain(BAD_CELL, problem.message, grid.place(row, column), problem.help)
            return None

    def put(self, place: Location, value: Any, *path: Hashable) -> None:
        """Set a value of the document, or of the rating round, and note where it stands."""
        container: Any = self.document
        for step in path[:-1]:
            container = container[step]
        container[path[-1]] = value
        self.places.values[path] = place

    def rate(self, competency: str, level: int | str, texts: Mapping[str, str]) -> None:
        """Set the level of a competency, with the comment and the evidence that have cells of their own.

        What is said as before stays as it was, also where no cell can hold it; an objection stays in any case.
        """
        levels = self.occasion["levels"]
        before = levels.get(competency)
        entry = dict(before) if isinstance(before, dict) else {}
        entry |= {"level": level}
        for name, text in texts.items():
            if not same(entry.get(name), text):
                entry[name] = text or None
        entry = {name: value for name, value in entry.items() if value is not None}
        levels[competency] = entry if len(entry) > 1 or entry == before else level

    def returned(self) -> Returned | None:
        """Return the answers, or None if they cannot be used."""
        try:
            return Returned(Answers.model_validate(self.document), self.places)
        except ValidationError as error:
            for problem in error.errors(include_url=False):
                place = self.places.value([step for step in problem["loc"] if step != "[key]"])
                self.complain(BAD_CELL, "This is not what belongs here.", place, "write it in its usual form")
            return None


def same(before: str | None, now: str) -> bool:
    """Tell whether a cell still shows a text as it was written; blanks may have changed on the way."""
    return squeezed(shown(before or "")) == squeezed(now)
