"""Answers from a workbook that was handed out: hidden keys and ids say what each cell is, wherever it has moved."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kiframework.diagnostics import Diagnostic, Severity
from kiframework.loading.answers.draft import MISSING, MIXED_UP, UNREADABLE
from kiframework.loading.answers.filled import HAND_IN, FilledSheet
from kiframework.model.answers import Answers
from kiframework.model.sheets import KEYS_ROW, MARK, META_ENTRY, META_TITLE, SHEET_ROW, VERSION, SheetEntry, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kiframework.diagnostics import Location
    from kiframework.loading.answers.draft import Draft
    from kiframework.loading.answers.grid import Grid
    from kiframework.model.answers import Returned


def is_handed_out(grids: Sequence[Grid]) -> bool:
    """Tell whether some sheets are, or belong to, a workbook that was handed out."""
    return _meta(grids) is not None or any(grid.found(KEYS_ROW) or _key(grid) for grid in grids)


def read_sheets(grids: Sequence[Grid], workbook: Location) -> tuple[list[Returned], list[Diagnostic]]:
    """Read all sheets of a workbook that was handed out."""
    meta = _meta(grids)
    if meta is None:
        message = "The hidden sheet that says what was asked is missing."
        return [], [Diagnostic(MISSING, message, workbook, help=HAND_IN)]
    reading = _Reading(workbook)
    problem = reading.open(meta)
    if problem is not None:
        return [], [problem]
    for grid in grids:
        if grid is not meta:
            reading.take(grid)
    reading.look_for_lost(grids)
    return list(reading.returned()), reading.diagnostics


def _meta(grids: Iterable[Grid]) -> Grid | None:
    return next((grid for grid in grids if grid.cell(0, 0) == MARK), None)


def _key(grid: Grid) -> str | None:
    """Return the key that stands hidden beside the headline of a sheet."""
    texts = (value for row in grid.rows for value in row if isinstance(value, str))
    return next((text.removeprefix(SHEET_ROW).strip() for text in texts if text.startswith(f"{SHEET_ROW} ")), None)


def _entry(texts: Sequence[str]) -> SheetEntry:
    """Read what was known about a sheet. Raises ValueError if it is not as it was written."""
    entry = SheetEntry.model_validate(joined(texts))
    for start in entry.starts:
        # What is filled in later stands in for itself: everything else has to be right from the beginning.
        rating = start["ratings"][0]
        person, day = start["person"] or "?", rating["date"] or "2000-01-01"
        Answers.model_validate({**start, "person": person, "ratings": [{**rating, "date": day}]})
        if not {"role"} <= start.keys() or not {"rater", "levels"} <= rating.keys():
            raise ValueError("something is left out")
    return entry


@dataclass
class _Reading:
    """A workbook in the reading."""

    workbook: Location
    titles: dict[str, str] = field(default_factory=dict)
    """Competency -> its title as the sheets show it."""
    entries: dict[str, SheetEntry] = field(default_factory=dict)
    """Key of a sheet -> what was known about it."""
    found: set[str] = field(default_factory=set)
    """Keys of sheets that are there."""
    drafts: list[Draft] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def open(self, meta: Grid) -> Diagnostic | None:
        """Read the hidden sheet."""
        if meta.cell(0, 1) != VERSION:
            message = "This workbook was made by another version of kiframework."
            return Diagnostic(UNREADABLE, message, self.workbook, help="read it with that version, or a later one")
        try:
            for row in meta.rows:
                kind, *texts = [value for value in row if isinstance(value, str) and value] or [""]
                if kind == META_TITLE:
                    self.titles[texts[0]] = texts[1]
                elif kind == META_ENTRY:
                    self.entries[texts[0]] = _entry(texts[1:])
        except (ValueError, LookupError, TypeError, AttributeError):
            return Diagnostic(MISSING, "The hidden sheet is not as it was handed out.", meta.whole, help=HAND_IN)
        return None

    def take(self, grid: Grid) -> None:
        """Read one sheet, if it is one to be filled in."""
        key = _key(grid)
        if key is None:
            return
        if key not in self.entries:
            self._say(MISSING, "This sheet belongs to another workbook.", grid.whole, "hand in that workbook")
            return
        self.found.add(key)
        sheet = FilledSheet(grid, self.entries[key], self.titles)
        self.drafts += sheet.drafts()
        self.diagnostics += sheet.diagnostics

    def look_for_lost(self, grids: Sequence[Grid]) -> None:
        """Note sheets that are gone, and sheets whose hidden parts are."""
        names = {grid.name: grid for grid in grids}
        for key, entry in self.entries.items():
            if key in self.found:
                continue
            if entry.name in names:
                message = "The hidden column that says what each row is about is gone."
                self._say(MISSING, message, names[entry.name].whole, HAND_IN)
            else:
                message = f"The sheet '{entry.name}' is gone."
                self._say(
                    MISSING, message, self.workbook, "if it was deleted on purpose, all is well", Severity.WARNING
                )

    def _say(self, code: str, message: str, place: Location, help_: str, severity: Severity = Severity.ERROR) -> None:
        self.diagnostics.append(Diagnostic(code, message, place, severity, help_))

    def returned(self) -> Iterator[Returned]:
        """Yield the answers; of two sheets about the same occasion, neither can be believed."""
        seen: dict[tuple[Any, ...], list[Draft]] = {}
        for draft in self.drafts:
            seen.setdefault(_occasion(draft), []).append(draft)
        for same in seen.values():
            first = same[0].places.value(["person"])
            for other in same[1:]:
                message = "This is about the same person, role, source, rater and day as another sheet."
                help_ = "leave one of them in the workbook"
                place, related = other.places.value(["person"]), (("the other one", first),)
                self.diagnostics.append(Diagnostic(MIXED_UP, message, place, help=help_, related=related))
            if len(same) == 1:
                one = same[0].returned()
                self.diagnostics += same[0].diagnostics
                if one is not None:
                    yield one


def _occasion(draft: Draft) -> tuple[Any, ...]:
    document, occasion = draft.document, draft.occasion
    return (document["person"], document["role"], occasion["source"], occasion["rater"], occasion["date"])
