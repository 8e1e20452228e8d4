"""Answers from a plain table with a header: one level a row, or one person a row and a column for each competency."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kiframework.diagnostics import Diagnostic
from kiframework.loading.answers import cells
from kiframework.loading.answers.cells import is_blank
from kiframework.loading.answers.draft import BAD_CELL, MISSING, MIXED_UP, UNREADABLE, Draft
from kiframework.loading.answers.grid import CellPlaces
from kiframework.model.answers import SCHEMA_VERSION
from kiframework.model.sheets import squeezed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kiframework.diagnostics import Location
    from kiframework.loading.answers.cells import Level, Value
    from kiframework.loading.answers.grid import Grid
    from kiframework.model.answers import Returned

_NAMES = {
    "person": "person pseudonym",
    "role": "role rolle",
    "source": "source quelle",
    "rater": "rater beurteilende beurteilender beurteilenderater beurteilendeperson eingeschätztvon",
    "date": "date datum",
    "competency": "competency competencyid kompetenz kompetenzid",
    "level": "level stufe",
    "share": "share anteil",
    "comment": "comment kommentar",
    "evidence": "evidence beleg nachweis",
    "framework": "framework kompetenzrahmen",
    "valid_until": "validuntil gültigbis",
    "note": "note notiz anlass",
}
_KNOWN = {name: field for field, names in _NAMES.items() for name in names.split()}
Titles = Mapping[str, str]
"""Title of a competency, with single blanks and in small letters -> its id."""

_COMMA = ","
_OCCASION = ("person", "role", "source", "rater", "date")
_ENOUGH = 2
"""Known columns from which on a table is taken for one with answers."""
_LEVELS, _SHARES = ("ratings", 0, "levels"), ("ratings", 0, "shares")
_PATHS: dict[str, tuple[str | int, ...]] = {
    "person": ("person",),
    "role": ("role",),
    "framework": ("framework",),
    "source": ("ratings", 0, "source"),
    "rater": ("ratings", 0, "rater"),
    "date": ("ratings", 0, "date"),
    "valid_until": ("ratings", 0, "valid_until"),
    "note": ("ratings", 0, "note"),
}
_DAYS = ("date", "valid_until")


def column_of(header: str) -> str | None:
    """Return what a column is, by its name in German or English; None for one that is not known."""
    return _KNOWN.get(re.sub(r"[\W_]", "", header.casefold()))


def is_table(grid: Grid) -> bool:
    """Tell whether a grid looks like a table with answers."""
    return _Table(grid, {}).known


def read_table(grid: Grid, titles: Titles) -> tuple[list[Returned], list[Diagnostic]]:
    """Read a table; rows of one person, role, source, rater and date become one rating round.

    Competencies are named by their ids or, where ``titles`` knows them, by their titles.
    """
    table = _Table(grid, titles)
    if not table.known:
        help_ = "the first row names the columns: person, role, source, rater, date, competency, level"
        return [], [Diagnostic(UNREADABLE, "These are no answers.", grid.whole, help=help_)]
    if table.check():
        table.read()
    drafts = [draft for draft in table.drafts.values() if draft.occasion["levels"] or draft.occasion["shares"]]
    returned = [one for one in (draft.returned() for draft in drafts) if one is not None]
    return returned, [*table.diagnostics, *(one for draft in table.drafts.values() for one in draft.diagnostics)]


@dataclass
class _Table:
    """A table in the reading."""

    grid: Grid
    titles: Titles
    drafts: dict[tuple[Any, ...], Draft] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def __post_init__(self) -> None:
        rows = self.grid.rows
        self.header = next((number for number, row in enumerate(rows) if not all(map(is_blank, row))), 0)
        names = [squeezed(str(value or "")) for value in rows[self.header]] if rows else []
        self.columns: dict[str, int] = {}
        self.others: dict[str, int] = {}
        self.repeated: list[int] = []
        for column, name in enumerate(names):
            known = column_of(name)
            where, key = (self.others, self._id(name)) if known is None else (self.columns, known)
            if key in where:
                self.repeated.append(column)
            elif key:
                where[key] = column
        self.width = len(names)

    def _id(self, written: str) -> str:
        """Return the id of a competency that is named by its title; everything else as it was written."""
        return self.titles.get(squeezed(written).casefold(), written)

    @property
    def known(self) -> bool:
        return len(self.columns) >= _ENOUGH

    def check(self) -> bool:
        """Note columns that are missing or stand twice; tell whether the table can be read all the same."""
        needed = ["person", "source", "date"]
        if "competency" in self.columns and "share" not in self.columns:
            needed.append("level")
        elif "level" in self.columns or "share" in self.columns:
            needed.append("competency")
        place = self.grid.place(self.header, 0)
        for name in dict.fromkeys(needed):
            if name not in self.columns:
                self._say(MISSING, f"The column '{name}' is missing.", place, "add it to the header, and fill it in")
        for column in self.repeated:
            where = self.grid.place(self.header, column)
            self._say(MIXED_UP, "Two columns have the same name.", where, "remove one of the two")
        return not self.diagnostics

    def read(self) -> None:
        """Read all rows below the header."""
        for row in range(self.header + 1, len(self.grid.rows)):
            values = self.grid.rows[row]
            if all(map(is_blank, values)):
                continue
            if not self._fits(row, values):
                continue
            draft = self._draft(row)
            if draft is not None:
                self._rate(draft, row)

    def _fits(self, row: int, values: Sequence[Value]) -> bool:
        """Tell whether a row has its values in the right columns, as far as that can be seen."""
        if self.grid.delimiter == _COMMA and len(values) != self.width:
            # With a decimal comma in it, a row has one value too many, and every value behind it moves on.
            message = f"This row has {len(values)} values, and the header {self.width}."
            self._say(
                MIXED_UP, message, self.grid.place(row, 0), "put values with a comma in them into quotation marks"
            )
            return False
        beyond = next((column for column in range(self.width, len(values)) if not is_blank(values[column])), None)
        if beyond is not None:
            message = "This row has more cells than there are columns."
            help_ = "put values with a delimiter in them into quotation marks"
            self._say(MIXED_UP, message, self.grid.place(row, beyond), help_)
        return beyond is None

    def _say(self, code: str, message: str, place: Location, help_: str) -> None:
        self.diagnostics.append(Diagnostic(code, message, place, help=help_))

    def _value(self, row: int, name: str) -> Any:
        """Return what a row holds in a column; raises :class:`~.cells.BadCellError`."""
        if name not in self.columns:
            return None
        reader: Callable[[Value], Any] = cells.day if name in _DAYS else cells.words
        return reader(self.grid.cell(row, self.columns[name]))

    def _draft(self, row: int) -> Draft | None:
        """Return the rating round that a row belongs to, or None if that cannot be told."""
        found: dict[str, Any] = {}
        before = len(self.diagnostics)
        for name in _PATHS:
            try:
                found[name] = self._value(row, name)
            except cells.BadCellError as bad:
                self._say(BAD_CELL, bad.message, self.grid.place(row, self.columns[name]), bad.help)
                found[name] = bad
            if found[name] is None and name in ("person", "source", "date"):
                place = self.grid.place(row, self.columns[name])
                self._say(MISSING, f"The {name} is missing.", place, "fill it in, in every row")
        if len(self.diagnostics) > before:
            return None
        occasion = tuple(found[name] for name in _OCCASION)
        draft = self.drafts.get(occasion)
        if draft is None:
            draft = self.drafts[occasion] = self._begin(row, found)
            return draft
        return draft if self._agrees(draft, row, found) else None

    def _begin(self, row: int, found: dict[str, Any]) -> Draft:
        rating: dict[str, Any] = {"levels": {}, "shares": {}}
        document: dict[str, Any] = {
            "kiframework": "answers",
            "schema_version": SCHEMA_VERSION,
            "finished": True,
            "ratings": [rating],
        }
        draft = Draft(document, CellPlaces(self.grid.place(row, 0)))
        for name, path in _PATHS.items():
            if found[name] is not None:
                draft.put(self.grid.place(row, self.columns[name]), found[name], *path)
        return draft

    def _agrees(self, draft: Draft, row: int, found: dict[str, Any]) -> bool:
        """Compare what all rows of one rating round have in common; note where they differ."""
        before = len(self.diagnostics)
        for name in ("framework", "valid_until", "note"):
            holder = draft.document if name == "framework" else draft.occasion
            if found[name] is not None and holder.setdefault(name, found[name]) != found[name]:
                message = f"The {name} is not the same in all rows of this rating round."
                place = self.grid.place(row, self.columns[name])
                self._say(MIXED_UP, message, place, "write the same in all of them, or give the row another date")
        return len(self.diagnostics) == before

    def _rate(self, draft: Draft, row: int) -> None:
        if "competency" in self.columns:
            self._rate_one(draft, row)
        else:
            self._rate_all(draft, row)

    def _rate_one(self, draft: Draft, row: int) -> None:
        column = self.columns["competency"]
        before = len(draft.diagnostics)
        competency = draft.read(self.grid, row, column, cells.words)
        level = self._read(draft, row, "level", cells.level)
        share = self._read(draft, row, "share", cells.share)
        texts = {name: self._read(draft, row, name, cells.words) for name in ("comment", "evidence")}
        if len(draft.diagnostics) > before or (competency is None and level is None and share is None):
            return
        place = self.grid.place(row, column)
        for name in (name for name, text in texts.items() if text and self._may_be_decimals(name, text)):
            message = "This may be what stood behind a decimal comma."
            help_ = "put values with a comma in them into quotation marks"
            draft.complain(MIXED_UP, message, self.grid.place(row, self.columns[name]), help_)
            return
        if competency is None:
            draft.complain(MISSING, "The competency is missing.", place, "write its id")
            return
        competency = self._id(competency)
        if level is None:
            for name in (name for name, text in texts.items() if text):
                draft.complain_of_text(self.grid.place(row, self.columns[name]))
        if level is None and share is None:
            return
        if not self._is_first(draft, competency, place):
            return
        if level is not None:
            self._place(draft, _LEVELS, competency, row, column, self.columns["level"])
            draft.rate(competency, level, {name: text for name, text in texts.items() if text})
        if share is not None:
            self._place(draft, _SHARES, competency, row, column, self.columns["share"])
            draft.occasion["shares"][competency] = share

    def _may_be_decimals(self, name: str, text: str) -> bool:
        before = [self.columns.get("level"), self.columns.get("share")]
        return self.grid.delimiter == _COMMA and text.isdecimal() and self.columns[name] - 1 in before

    def _read(self, draft: Draft, row: int, name: str, reader: Callable[[Value], Any]) -> Any:
        return draft.read(self.grid, row, self.columns[name], reader) if name in self.columns else None

    def _rate_all(self, draft: Draft, row: int) -> None:
        for competency, column in self.others.items():
            level: Level | None = draft.read(self.grid, row, column, cells.level)
            if level is not None and self._is_first(draft, competency, self.grid.place(row, column)):
                draft.places.keys[*_LEVELS, competency] = self.grid.place(self.header, column)
                draft.places.values[*_LEVELS, competency] = self.grid.place(row, column)
                draft.rate(competency, level, {})

    def _place(
        self, draft: Draft, path: tuple[str | int, ...], competency: str, row: int, named: int, valued: int
    ) -> None:
        draft.places.keys[*path, competency] = self.grid.place(row, named)
        draft.places.values[*path, competency] = self.grid.place(row, valued)
        for name in (name for name in ("comment", "evidence") if name in self.columns):
            draft.places.values[*_LEVELS, competency, name] = self.grid.place(row, self.columns[name])

    def _is_first(self, draft: Draft, competency: str, place: Any) -> bool:
        """Tell whether a competency is rated for the first time in its round; of two ratings none is taken."""
        first = draft.places.keys.get((*_LEVELS, competency)) or draft.places.keys.get((*_SHARES, competency))
        if first is None:
            return True
        related = (("first rated here", first),)
        message = "This competency is rated twice for the same occasion."
        draft.complain(MIXED_UP, message, place, "remove one of the two rows", related=related)
        draft.occasion["levels"].pop(competency, None)
        draft.occasion["shares"].pop(competency, None)
        return False
