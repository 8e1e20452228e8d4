"""Reads a table of a training, row by row, into what is to be recorded of each group."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kiframework.diagnostics import Diagnostic, did_you_mean
from kiframework.loading.answers import cells
from kiframework.loading.answers.cells import BadCellError, is_blank
from kiframework.loading.answers.draft import BAD_CELL, MISSING, MIXED_UP
from kiframework.loading.answers.grid import CellPlaces
from kiframework.loading.attendance import marks
from kiframework.model.base import FORMS, ID
from kiframework.model.record import HEADINGS
from kiframework.model.sheets import squeezed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kiframework.diagnostics import Location
    from kiframework.loading.answers.cells import Value
    from kiframework.loading.answers.grid import Grid

_STATEMENT = re.compile(r"(?:aussage|statement)([1-9][0-9]?)").fullmatch
_IGNORED = {
    "title": ("title", "titel"),
    "start": ("start", "beginn"),
    "minutes": ("minutes", "minuten"),
    "room": ("room", "raum"),
    "note": ("note", "remark", "bemerkung", "notiz"),
}
"""Columns that are of no use here, by their names in English and German."""
_ENOUGH = 2
_KNOWN = {
    re.sub(r"[\W_]", "", word.casefold()): column
    for column, words in HEADINGS.items()
    if column != "statement"
    for word in (column, *words.values())
} | {word: column for column, words in _IGNORED.items() for word in words}
_READERS: dict[str, Callable[[Value], Any]] = {
    "attended": marks.attended,
    "learning": marks.outcome,
    "behaviour": marks.outcome,
    "before": marks.figure,
    "after": marks.figure,
    "session": marks.count,
    "date": cells.day,
}
_VALUES = ("attended", "learning", "behaviour", "before", "after")


def column_of(header: str) -> str | None:
    """Return what a column is, by its name in German or English; None for one that is not known."""
    name = re.sub(r"[\W_]", "", header.casefold())
    found = _STATEMENT(name)
    return f"statement-{found[1]}" if found else _KNOWN.get(name)


def is_table(grid: Grid) -> bool:
    """Tell whether a grid has a row of headings that we know."""
    return _header(grid) is not None


def _header(grid: Grid) -> int | None:
    """Return the row with the names of the columns: the first that names the group and something else."""
    for number, row in enumerate(grid.rows):
        known = {column_of(squeezed(str(value or ""))) for value in row} - {None}
        if "group" in known and len(known) > _ENOUGH:
            return number
    return None


@dataclass(slots=True)
class Noted:
    """What one table says about one group."""

    group: str
    document: dict[str, Any]
    """Parts of a :class:`~kiframework.model.record.TrainingRecord`."""
    places: CellPlaces

    def note(self, place: Location, value: Any, *path: Any) -> None:
        """Set a value and note where it stands."""
        container: Any = self.document
        for step in path[:-1]:
            container = container[step]
        if isinstance(container, list):
            container.append(value)
        else:
            container[path[-1]] = value
        self.places.values[path] = place

    def entry(self, part: str, place: Location, **same: Any) -> int:
        """Return the number of the entry of a list that has some values; a new one is begun where there is none."""
        entries = self.document.setdefault(part, [])
        for number, one in enumerate(entries):
            if all(one.get(key) == value for key, value in same.items()):
                return number
        entries.append(dict(same))
        self.places.values[part, len(entries) - 1] = place
        return len(entries) - 1


def read_table(grid: Grid) -> tuple[list[Noted], list[Diagnostic]]:
    """Read a table; rows in which nothing is filled in are passed over."""
    table = _Table(grid)
    table.read()
    return [
        one for one in table.noted.values() if one.document.keys() - {"module", "owner", "systems"}
    ], table.diagnostics


@dataclass
class _Table:
    """A table in the reading."""

    grid: Grid
    noted: dict[str, Noted] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    columns: dict[str, int] = field(default_factory=dict)
    header: int = 0

    def read(self) -> None:
        """Read the headings and all rows below them."""
        self.header = _header(self.grid) or 0
        self._headings()
        for row in range(self.header + 1, len(self.grid.rows)):
            values = self._row(row)
            if values is not None:
                self._take(row, values)

    def _say(self, code: str, message: str, row: int, column: int, help_: str) -> None:
        self.diagnostics.append(Diagnostic(code, message, self.grid.place(row, column), help=help_))

    def _headings(self) -> None:
        for number, value in enumerate(self.grid.rows[self.header]):
            name = squeezed(str(value or ""))
            column = column_of(name)
            if column in self.columns:
                self._say(MIXED_UP, "Two columns have the same name.", self.header, number, "remove one of the two")
            elif column is not None:
                self.columns[column] = number
            elif not name and self._is_filled(number):
                message = "There is no heading above these cells."
                self._say(MIXED_UP, message, self.header, number, "name the column, or clear the cells below")
            elif name:
                help_ = did_you_mean(name, HEADINGS) or f"known are: {', '.join([*HEADINGS])}"
                self._say(MIXED_UP, "This column is not known.", self.header, number, help_)

    def _is_filled(self, column: int) -> bool:
        """Tell whether anything stands in a column below its heading."""
        return any(not is_blank(self.grid.cell(row, column)) for row in range(self.header + 1, len(self.grid.rows)))

    def _row(self, row: int) -> dict[str, Any] | None:
        """Return what a row holds by column; None where nothing is to be recorded, or something is wrong with it."""
        filled = [name for name in self.columns if name.startswith("statement") or name in _VALUES]
        if all(is_blank(self.grid.cell(row, self.columns[name])) for name in filled):
            return None
        if any(not is_blank(value) for value in self.grid.rows[row][len(self.grid.rows[self.header]) :]):
            help_ = "put values with a delimiter in them into quotation marks"
            self._say(MIXED_UP, "This row has more cells than there are columns.", row, 0, help_)
            return None
        before = len(self.diagnostics)
        values = {name: self._value(row, name) for name in self.columns if name not in _IGNORED}
        self._require(row, values)
        return values if len(self.diagnostics) == before else None

    def _value(self, row: int, name: str) -> Any:
        reader = marks.answer if name.startswith("statement") else _READERS.get(name, cells.words)
        try:
            return reader(self.grid.cell(row, self.columns[name]))
        except BadCellError as bad:
            self._say(BAD_CELL, bad.message, row, self.columns[name], bad.help)
            return None

    def _require(self, row: int, values: dict[str, Any]) -> None:
        """Note what a row needs besides what is filled in."""
        statements = _statements(values)
        personal = [name for name in ("attended", "learning", "behaviour") if values.get(name) is not None]
        needed = ["group", "date"]
        needed += ["person"] if personal else []
        needed += ["session"] if "attended" in personal else []
        figures = ["before", "after", "measure"]
        needed += figures if any(values.get(name) is not None for name in figures[:2]) else []
        needed += [name for name in self.columns if name.startswith("statement")] if statements else []
        for name in needed:
            if values.get(name) is None and not self._was_bad(row, name):
                column = self.columns.get(name, 0)
                self._say(MISSING, f"The {name.replace('-', ' ')} is missing.", row, column, "fill it in")
        group = values.get("group")
        if group is not None and re.fullmatch(ID, group) is None:
            self._say(
                BAD_CELL, f"This is not {FORMS[ID]}.", row, self.columns["group"], "write the group as in the plan"
            )
        if statements and values.get("person") is not None:
            message = "This slip says whose it is."
            self._say(MIXED_UP, message, row, self.columns["person"], "slips are unnamed: leave the person out")

    def _was_bad(self, row: int, name: str) -> bool:
        """Tell whether a value is missing only because its cell cannot be read."""
        return name in self.columns and not is_blank(self.grid.cell(row, self.columns[name]))

    def _take(self, row: int, values: dict[str, Any]) -> None:
        noted = self.noted.get(values["group"])
        if noted is None:
            document: dict[str, Any] = {"group": values["group"]}
            noted = self.noted[values["group"]] = Noted(values["group"], document, CellPlaces(self.grid.place(row, 0)))
            noted.places.values["group",] = self.grid.place(row, self.columns["group"])
        self._about(noted, row, values)
        self._person(noted, row, values)
        self._slip(noted, row, values)
        self._figures(noted, row, values)

    def _place(self, row: int, name: str) -> Location:
        return self.grid.place(row, self.columns[name])

    def _about(self, noted: Noted, row: int, values: dict[str, Any]) -> None:
        """Note module, trainer and systems: the same in all rows of a group."""
        for name, key in (("module", "module"), ("trainer", "owner")):
            given = values.get(name)
            known = noted.document.get(key)
            if given is None:
                continue
            if known is None:
                noted.note(self._place(row, name), given, key)
            elif known != given:
                message = f"The {name} is not the same in all rows of this group."
                self._say(MIXED_UP, message, row, self.columns[name], "write the same in all of them")
        systems = noted.document.setdefault("systems", [])
        given_systems = (squeezed(one) for one in re.split(r"[;,\n]", values.get("systems") or ""))
        systems += [one for one in given_systems if one and one not in systems]

    def _person(self, noted: Noted, row: int, values: dict[str, Any]) -> None:
        person, day = values.get("person"), values["date"]
        if values.get("attended") is not None:
            place = self._place(row, "date")
            number = noted.entry("sessions", place, session=values["session"], date=day)
            noted.places.values["sessions", number, "session"] = self._place(row, "session")
            key = "present" if values["attended"] else "absent"
            people = noted.document["sessions"][number].setdefault(key, [])
            noted.note(self._place(row, "attended"), person, "sessions", number, key, len(people))
        for check in ("learning", "behaviour"):
            if values.get(check) is not None:
                number = noted.entry(check, self._place(row, "date"), date=day)
                outcomes = noted.document[check][number].setdefault("outcomes", {})
                place = self._place(row, check)
                if outcomes.get(person, values[check]) != values[check]:
                    message = f"The check of {check} is given twice for this person and day."
                    self.diagnostics.append(Diagnostic(MIXED_UP, message, place, help="remove one of the two"))
                noted.note(place, values[check], check, number, "outcomes", person)

    def _slip(self, noted: Noted, row: int, values: dict[str, Any]) -> None:
        statements = _statements(values)
        if statements:
            first = next(name for name in self.columns if name.startswith("statement"))
            number = noted.entry("reaction", self._place(row, "date"), date=values["date"])
            slips = noted.document["reaction"][number].setdefault("slips", [])
            noted.note(self._place(row, first), statements, "reaction", number, "slips", len(slips))

    def _figures(self, noted: Noted, row: int, values: dict[str, Any]) -> None:
        if values.get("before") is not None:
            given = {key: values[key] for key in ("date", "measure", "before", "after")}
            noted.entry("results", self._place(row, "before"), **given)


def _statements(values: dict[str, Any]) -> list[int]:
    """Return the answers of a row in the order of the statements."""
    return [values[name] for name in sorted(_given(values), key=lambda name: int(name.partition("-")[2]))]


def _given(values: dict[str, Any]) -> Iterator[str]:
    return (name for name, value in values.items() if name.startswith("statement") and value is not None)
