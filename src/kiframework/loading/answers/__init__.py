"""Reads answers that came back. What a file is, its content says: names and endings are changed on the way."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiframework.diagnostics import CellLocation, Diagnostic, Location, in_order
from kiframework.loading.answers.draft import UNREADABLE
from kiframework.loading.answers.separated import decoded, read_separated
from kiframework.loading.answers.sheets import is_handed_out, read_sheets
from kiframework.loading.answers.tables import column_of, is_table, read_table
from kiframework.loading.answers.workbook import OLD_FORMAT, old_workbook, read_workbook
from kiframework.loading.binding import bind
from kiframework.loading.files import MAX_BYTES, decode, read_bytes
from kiframework.loading.yaml import read_yaml
from kiframework.model.answers import SCHEMA_VERSION, Answers, Returned

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kiframework.loading.answers.grid import Grid
    from kiframework.loading.answers.tables import Titles
    from kiframework.loading.files import Input, ReadBytes

_HELP = "hand in the file that the form downloads at its end, the workbook (.xlsx), or a table (.csv)"


@dataclass(frozen=True, slots=True)
class LoadedAnswers:
    """What one file holds. With diagnostics, ``returned`` is what is right in it."""

    returned: tuple[Returned, ...]
    diagnostics: tuple[Diagnostic, ...]


def load_answers(file: Input, titles: Titles, read: ReadBytes = read_bytes) -> LoadedAnswers:
    """Read what came back in one file: from one person, or from several.

    Tables of somebody's own may name competencies by their titles.

    KIF401 it cannot be read as answers, KIF402 something is missing, KIF403 a cell is wrong, KIF404 rows or cells are
    mixed up; and what is wrong with JSON. Raises :class:`~kiframework.errors.MissingExtraError` for a workbook where
    the extra for workbooks is not installed.
    """
    data = read(file.path, file.shown)
    if isinstance(data, Diagnostic):
        return LoadedAnswers((), (data,))
    if len(data) > MAX_BYTES:
        return _refused(file.shown, f"The file is larger than {MAX_BYTES // 1_000_000} MB.")
    if data.startswith(b"PK\x03\x04"):
        return _from_workbook(data, file.shown, titles)
    if data.startswith(OLD_FORMAT):
        return LoadedAnswers((), (old_workbook(data, file.shown),))
    if data.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"{"):
        return _from_form(decode(data, file.shown), file.shown)
    return _from_text(decoded(data), file.shown, titles)


def _refused(shown: str, message: str, help_: str = _HELP) -> LoadedAnswers:
    return LoadedAnswers((), (Diagnostic(UNREADABLE, message, Location(shown), help=help_),))


def _loaded(returned: Iterable[Returned], diagnostics: Iterable[Diagnostic]) -> LoadedAnswers:
    return LoadedAnswers(tuple(returned), in_order(diagnostics))


def _from_form(text: str | Diagnostic, shown: str) -> LoadedAnswers:
    if isinstance(text, Diagnostic):
        return LoadedAnswers((), (text,))
    document = read_yaml(text, shown)
    if not isinstance(document.data, dict):
        # Whoever hands answers in has never seen the language that this is read as.
        return LoadedAnswers((), tuple(_damaged(one) if one.code == "KIF003" else one for one in document.diagnostics))
    version = document.data.get("schema_version")
    if isinstance(version, int) and version > SCHEMA_VERSION:
        return _refused(shown, "These answers were made by a later version of kiframework.", "install that version")
    bound = bind(Answers, document.source)
    returned = [] if bound.model is None else [Returned(bound.model, bound.source)]
    return _loaded(returned, [*document.diagnostics, *bound.diagnostics])


def _damaged(problem: Diagnostic) -> Diagnostic:
    help_ = "have it handed in again, as the form has saved it"
    return Diagnostic(UNREADABLE, "The file is cut off here, or was changed.", problem.location, help=help_)


def _from_workbook(data: bytes, shown: str, titles: Titles) -> LoadedAnswers:
    grids = read_workbook(data, shown)
    if isinstance(grids, Diagnostic):
        return LoadedAnswers((), (grids,))
    if is_handed_out(grids):
        return _loaded(*read_sheets(grids, CellLocation(shown)))
    return _from_tables([grid for grid in grids if not grid.hidden and is_table(grid)], shown, titles)


def _from_tables(grids: Sequence[Grid], shown: str, titles: Titles) -> LoadedAnswers:
    if not grids:
        return _refused(shown, "This workbook holds no answers.", "hand in the workbook that was handed out, filled in")
    tables = [read_table(grid, titles) for grid in grids]
    return _loaded(
        [one for returned, _ in tables for one in returned], [one for _, problems in tables for one in problems]
    )


def _from_text(text: str | None, shown: str, titles: Titles) -> LoadedAnswers:
    if text is None:
        return _refused(shown, "This file is neither a workbook nor text.")
    begin = text.lstrip()[:20].lower()
    if not begin:
        return _refused(shown, "The file is empty.")
    if begin.startswith(("<!doctype html", "<html", "<!--")):
        message = "This is the form itself, without any answers."
        return _refused(shown, message, "hand in the file that it downloads at its end")
    return _from_form(text, shown) if begin.startswith("{") else _from_separated(text, shown, titles)


def _from_separated(text: str, shown: str, titles: Titles) -> LoadedAnswers:
    grid = read_separated(text, shown, lambda name: column_of(name) is not None)
    if isinstance(grid, Diagnostic):
        return LoadedAnswers((), (grid,))
    if is_handed_out([grid]):
        message = "This is one sheet of a workbook, saved as text."
        return _refused(shown, message, "hand in the workbook (.xlsx) itself")
    return _loaded(*read_table(grid, titles))
