"""One sheet that was filled in: which row is about what, and what people wrote into it."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import TYPE_CHECKING, Any

from kiframework.diagnostics import Diagnostic, Severity
from kiframework.loading.answers import cells
from kiframework.loading.answers.cells import BadCellError, is_blank
from kiframework.loading.answers.draft import MISSING, MIXED_UP, Draft, same
from kiframework.loading.answers.grid import CellPlaces
from kiframework.model.sheets import (
    COMMENT_COLUMN,
    DATE_ROW,
    EVIDENCE_COLUMN,
    KEYS_ROW,
    LEVEL_COLUMN,
    NOTE_ROW,
    PERSON_ROW,
    RATER_ROW,
    SHEET_ROW,
    TEXT_COLUMN,
    TITLE_COLUMN,
    numbered,
    squeezed,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kiframework.diagnostics import Location
    from kiframework.loading.answers.cells import Level, Value
    from kiframework.loading.answers.grid import Grid, Steps
    from kiframework.model.sheets import SheetEntry

HAND_IN = "hand in the workbook as it was handed out, filled in"
"""The way out where hidden parts are lost."""
_TEXTS = {"comment": COMMENT_COLUMN, "evidence": EVIDENCE_COLUMN}
_FIELDS: tuple[tuple[str, Steps, Callable[[Value], Any]], ...] = (
    (PERSON_ROW, ("person",), cells.words),
    (RATER_ROW, ("ratings", 0, "rater"), cells.words),
    (DATE_ROW, ("ratings", 0, "date"), cells.day),
)


class FilledSheet:
    """A sheet about one person, or with a column for each of several."""

    def __init__(self, grid: Grid, entry: SheetEntry, titles: dict[str, str]) -> None:
        """Find out where everything is."""
        self.diagnostics: list[Diagnostic] = []
        self._grid = grid
        self._entry = entry
        self._titles = titles
        corner = grid.found(KEYS_ROW)
        self._columns: dict[str, list[int]] = {}
        self._rows: dict[str, list[int]] = {}
        if corner is not None:
            keys, self._marks = corner
            _collect(self._columns, grid.rows[keys])
            _collect(self._rows, [grid.cell(row, self._marks) for row in range(len(grid.rows))])

    def drafts(self) -> list[Draft]:
        """Return a rating round for each person something was filled in for; what is wrong is noted."""
        if not self._complete():
            return []
        asked = dict(self._asked())
        self._check_strays()
        self._check_merged(set(asked.values()))
        drafts = [self._draft(number, start, asked) for number, start in enumerate(self._entry.starts, 1)]
        return [draft for draft in drafts if draft is not None]

    def _say(
        self, code: str, message: str, place: Location, help_: str | None = HAND_IN, severity: Severity = Severity.ERROR
    ) -> None:
        self.diagnostics.append(Diagnostic(code, message, place, severity, help_))

    def _complete(self) -> bool:
        """Note columns that are gone or stand twice; tell whether the sheet can be read all the same."""
        levels = [numbered(LEVEL_COLUMN, number + 1) for number in range(len(self._entry.starts))]
        needed = {TITLE_COLUMN: "titles", TEXT_COLUMN: "texts", **dict.fromkeys(levels, "levels")}
        for key, what in needed.items():
            if key not in self._columns:
                self._say(MISSING, f"A column of {what} is gone, or its hidden key.", self._grid.whole)
        for columns in self._columns.values():
            if len(columns) > 1:
                place = self._grid.place(self._rows[KEYS_ROW][0], columns[1])
                self._say(MIXED_UP, "This column stands twice.", place, "delete the copy")
        return not self.diagnostics

    def _asked(self) -> Iterator[tuple[str, int]]:
        """Yield each competency with its row; rows that cannot be relied on are noted and left out."""
        title = self._columns[TITLE_COLUMN][0]
        for competency in self._entry.competencies:
            rows = self._rows.get(competency, [])
            if not rows:
                message = f"The row of '{competency}' is gone."
                self._say(
                    MISSING, message, self._grid.whole, "if it was deleted on purpose, all is well", Severity.WARNING
                )
            elif len(rows) > 1:
                related = (("the other one", self._grid.place(rows[0], title)),)
                place, help_ = self._grid.place(rows[1], title), "delete the copy"
                message = "The row of this competency stands twice."
                self.diagnostics.append(Diagnostic(MIXED_UP, message, place, help=help_, related=related))
            elif not self._has_title(rows[0], competency):
                message = "The title of this row and its hidden id do not belong together."
                self._say(MIXED_UP, message, self._grid.place(rows[0], title), "undo the sorting: rows stay whole")
            else:
                yield competency, rows[0]

    def _has_title(self, row: int, competency: str) -> bool:
        title = self._grid.cell(row, self._columns[TITLE_COLUMN][0])
        return competency in self._titles and squeezed(str(title or "")) == squeezed(self._titles[competency])

    def _check_strays(self) -> None:
        """Note answers in rows that belong to no competency that was asked."""
        titles = set(map(squeezed, self._titles.values()))
        for row in range(len(self._grid.rows)):
            mark = self._grid.cell(row, self._marks)
            if isinstance(mark, str) and (mark.startswith("#") or mark.strip() in self._entry.competencies):
                continue
            own_title = squeezed(str(self._grid.cell(row, self._columns[TITLE_COLUMN][0]) or "")) in titles
            for column in self._columns_of(LEVEL_COLUMN):
                value = self._grid.cell(row, column)
                if not is_blank(value) and (own_title or not is_blank(mark) or _is_level(value)):
                    message = "This answer stands in a row without the hidden id of a competency."
                    self._say(MISSING, message, self._grid.place(row, column))

    def _columns_of(self, *kinds: str) -> list[int]:
        """Return the columns of some kinds, of all people."""
        return [columns[0] for key, columns in self._columns.items() if key.partition("-")[0] in kinds]

    def _check_merged(self, rows: set[int]) -> None:
        """Note merged cells over answers."""
        answers = self._columns_of(LEVEL_COLUMN, COMMENT_COLUMN, EVIDENCE_COLUMN)
        for (top, left), (bottom, right) in self._grid.merged:
            over_rows = any(top <= row <= bottom for row in rows)
            if over_rows and any(left <= column <= right for column in answers):
                message = "Cells are merged over answers."
                self._say(MIXED_UP, message, self._grid.place(top, left), "unmerge them, and answer each row")

    def _draft(self, number: int, start: dict[str, Any], asked: dict[str, int]) -> Draft | None:
        """Return the rating round of one person; None if there is nothing, or it cannot be told whose it is."""
        draft = Draft(deepcopy(start), CellPlaces(self._grid.whole))
        begun = any(draft.occasion.get(key) for key in ("levels", "shares", "note", "valid_until"))
        answers = [
            self._rate(draft, number, competency, asked.get(competency)) for competency in self._entry.competencies
        ]
        usable = any(answers)
        if usable:
            usable = self._fill_in(draft, number, begun=begun)
        elif not draft.diagnostics:
            self._say_empty(draft, number)
        draft.document["finished"] = True
        self.diagnostics += draft.diagnostics
        draft.diagnostics = []
        return draft if usable else None

    def _say_empty(self, draft: Draft, number: int) -> None:
        row, column = self._field(PERSON_ROW, number)
        spare = self._entry.kind == "team" and draft.document["person"] is None
        if not spare or not is_blank(self._grid.cell(row, column)):
            message = "Nothing is filled in for this person."
            self._say(MISSING, message, self._grid.place(row, column), None, Severity.WARNING)

    def _rate(self, draft: Draft, number: int, competency: str, row: int | None) -> bool:
        """Read what is said about a competency; tell whether it has a level. No level means not answered."""
        columns = {name: self._columns[key][0] for name, key in self._answer_keys(number) if key in self._columns}
        if row is None or self._is_merged(row, columns.values()):
            draft.occasion["levels"].pop(competency, None)
            return False
        path: Steps = ("ratings", 0, "levels", competency)
        places = {name: self._grid.place(row, column) for name, column in columns.items()}
        draft.places.keys[path] = self._grid.place(row, self._columns[TITLE_COLUMN][0])
        draft.places.values |= {(*path, name): place for name, place in places.items()} | {path: places["level"]}
        before = len(draft.diagnostics)
        level: Level | None = draft.read(self._grid, row, columns.pop("level"), cells.level)
        known = draft.occasion["levels"].get(competency)
        texts = {
            name: self._remark(draft, row, column, known.get(name) if isinstance(known, dict) else None)
            for name, column in columns.items()
        }
        if level is None or len(draft.diagnostics) > before:
            for name in (name for name, text in texts.items() if text and len(draft.diagnostics) == before):
                draft.complain_of_text(places[name])
            draft.occasion["levels"].pop(competency, None)
            return False
        draft.rate(competency, level, texts)
        return True

    def _remark(self, draft: Draft, row: int, column: int, known: str | None) -> str:
        """Return a comment or evidence. One that was there before may be anything, also what looks like an error."""
        value = self._grid.cell(row, column)
        if isinstance(value, str) and same(known, value):
            return value
        return draft.read(self._grid, row, column, cells.words) or ""

    def _answer_keys(self, number: int) -> Iterator[tuple[str, str]]:
        """Yield what is said about a competency, with the keys of the columns of one person."""
        for name, column in (("level", LEVEL_COLUMN), *_TEXTS.items()):
            yield name, numbered(column, number)

    def _is_merged(self, row: int, columns: Iterable[int]) -> bool:
        return any(
            top <= row <= bottom and any(left <= column <= right for column in columns)
            for (top, left), (bottom, right) in self._grid.merged
        )

    def _field(self, mark: str, number: int) -> tuple[int, int]:
        """Return the cell that is filled in once for a sheet, or for a person in the sheet of a team."""
        of_team = self._entry.kind == "team" and mark == PERSON_ROW
        column = self._columns[numbered(LEVEL_COLUMN, number) if of_team else TEXT_COLUMN][0]
        return self._rows.get(mark, [len(self._grid.rows)])[0], column

    def _fill_in(self, draft: Draft, number: int, *, begun: bool) -> bool:
        """Read who was rated by whom and when; tell whether that is clear."""
        title = self._columns[TITLE_COLUMN][0]
        headline = self._mark_place(SHEET_ROW, title)
        draft.places.values |= {("framework",): headline, ("role",): headline}
        draft.places.values["ratings", 0, "source"] = self._mark_place(NOTE_ROW, title)
        before = len(draft.diagnostics)
        for mark, path, reader in _FIELDS:
            row, column = self._field(mark, number)
            place = self._grid.place(row, column) if mark in self._rows else self._grid.whole
            draft.places.values[path] = place
            problems = len(draft.diagnostics)
            found = draft.read(self._grid, row, column, reader)
            if len(draft.diagnostics) == problems:
                _settle(draft, path, found, place, begun=begun)
        return len(draft.diagnostics) == before

    def _mark_place(self, mark: str, column: int) -> Location:
        rows = next((rows for text, rows in self._rows.items() if text.split()[:1] == [mark]), None)
        return self._grid.place(rows[0], column) if rows else self._grid.whole


def _settle(draft: Draft, path: Steps, found: Any, place: Location, *, begun: bool) -> None:
    """Take over a cell of the head. What was known before may change only where nobody has rated yet."""
    name = str(path[-1])
    holder = draft.document if len(path) == 1 else draft.occasion
    before = holder[name]
    if found is None:
        if before is None and name != "rater":
            draft.complain(MISSING, f"The {name} is missing.", place, "fill in this cell")
        return
    found = found.isoformat() if isinstance(found, date) else found
    if isinstance(before, str) and same(before, found):
        return
    if begun:
        message = f"The {name} is not the one whose ratings this sheet began with."
        draft.complain(MIXED_UP, message, place, "write what stood here, or begin with an empty sheet")
    else:
        holder[name] = found


def _collect(found: dict[str, list[int]], values: list[Value]) -> None:
    """Note where each text stands."""
    for number, value in enumerate(values):
        if isinstance(value, str) and value.strip():
            found.setdefault(value.strip(), []).append(number)


def _is_level(value: Value) -> bool:
    try:
        return cells.level(value) is not None
    except BadCellError:
        return False
