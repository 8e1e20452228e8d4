"""Workbooks of the small framework, what people do to them, and what is read from what is left."""

from __future__ import annotations

import datetime as dt
import io
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
from tests.loading.samples import garden

from kiframework.loading.answers import LoadedAnswers, load_answers
from kiframework.loading.files import Input
from kiframework.model.answers import Questionnaire, Start
from kiframework.model.sheets import KEYS_ROW
from kiframework.output.edition import Branding
from kiframework.output.workbook import render_team_workbook, render_workbook

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from kiframework.model.base import Text
    from kiframework.model.skills import Round

DAY = dt.date(2026, 11, 20)
ASKED = ("digging", "composting", "pruning")
STEMS: dict[str, Text] = {"digging": {"en": "How do you dig?"}}
NAME = "back.xlsx"


def questionnaire(source: str = "boss", competencies: tuple[str, ...] = ASKED) -> Questionnaire:
    meanings = {name: garden().competencies[name].meaning for name in competencies}
    return Questionnaire(garden(), "gardener", source, competencies, meanings | STEMS, {})


def start(source: str = "boss", **known: Any) -> Start:
    framework = garden()
    facts: dict[str, Any] = {"person": "P-001", "rater": None, "date": DAY, "round": None, **known}
    return Start(
        framework=f"{framework.id}@{framework.version}",
        sha256=framework.sha256,
        role="gardener",
        source=source,
        asked={},
        **facts,
    )


def begun(occasion: Round, competencies: tuple[str, ...] = ASKED, lang: str = "de") -> bytes:
    """Return a workbook that goes on with a rating round."""
    known = start(occasion.source, rater=occasion.rater, date=occasion.date, round=occasion)
    return render_workbook([(questionnaire(occasion.source, competencies), known)], Branding(), lang, "1.0.0")


def empty(source: str = "boss", lang: str = "de", **known: Any) -> bytes:
    """Return a workbook for P-001 that nobody has filled in."""
    return render_workbook([(questionnaire(source), start(source, **known))], Branding(), lang, "1.0.0")


def people(*names: str | None, **known: Any) -> bytes:
    """Return a workbook with a sheet for each of several people."""
    asked = [(questionnaire(), start(person=name, **known)) for name in names]
    return render_workbook(asked, Branding(), "en", "1.0.0")


def team(*names: str | None, **known: Any) -> bytes:
    """Return a workbook with one sheet for several people."""
    starts = [start(person=name, **known) for name in names]
    return render_team_workbook([(questionnaire(), start) for start in starts], Branding(), "en", "1.0.0")


def changed(data: bytes, change: Callable[[Workbook], object]) -> bytes:
    """Return a workbook after somebody has worked on it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(data))
    change(book)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def sheet(book: Workbook, name: str = "P-001") -> Worksheet:
    found: Worksheet = book[name]
    return found


def row_of(page: Worksheet, mark: str) -> int:
    return next(cell.row for row in page.iter_rows() for cell in row if cell.value == mark)


def column_of(page: Worksheet, key: str) -> int:
    return next(cell.column for cell in page[row_of(page, KEYS_ROW)] if cell.value == key)


def field(page: Worksheet, mark: str, key: str = "level-1") -> Any:
    """Return the cell of a row and a column by their hidden marks."""
    return page.cell(row_of(page, mark), column_of(page, key))


def filled(data: bytes, values: Mapping[str, object], name: str = "P-001", key: str = "level-1") -> bytes:
    """Return a workbook with cells of one column filled in; rows are named by their hidden marks.

    What is filled in once for a sheet stands in the column of texts, but for the people of a team.
    """

    def fill(book: Workbook) -> None:
        page = sheet(book, name)
        for mark, value in values.items():
            once = mark.startswith("#") and name != "Team"
            field(page, mark, "text" if once else key).value = value

    return changed(data, fill)


def load(data: bytes, name: str = NAME) -> LoadedAnswers:
    return load_answers(Input(Path(name), name, name), {}, lambda _path, _shown: data)


def occasions(loaded: LoadedAnswers) -> dict[str, Round]:
    return {one.answers.person: one.answers.ratings[0] for one in loaded.returned}


def levels(loaded: LoadedAnswers) -> dict[str, dict[str, Any]]:
    return {person: dict(occasion.levels) for person, occasion in occasions(loaded).items()}


def problems(loaded: LoadedAnswers) -> list[tuple[str, str]]:
    """Return place and code of everything that is wrong, the name of the file left out."""
    return [(str(one.location).partition(":")[2], one.code) for one in loaded.diagnostics]
