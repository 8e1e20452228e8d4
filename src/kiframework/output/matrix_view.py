"""People by competencies, for managers: levels against required ones, in order of pseudonyms, never ranked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiframework.model.assessment import Assessment, Line
    from kiframework.output.wording import Wording

PEOPLE = 12
"""People that fit beside each other on a page; more go into a table of their own."""


class MatrixCell(NamedTuple):
    """The level of one person in one competency."""

    text: str
    status: str
    status_word: str


class MatrixRow(NamedTuple):
    """One competency."""

    title: str
    must_have: bool
    required: str
    cells: tuple[MatrixCell, ...]


class Matrix(NamedTuple):
    """The people of one role, as many as fit on a page."""

    title: str
    caption: str
    people: tuple[str, ...]
    rows: tuple[MatrixRow, ...]


def matrices(wording: Wording, assessments: Sequence[Assessment]) -> tuple[Matrix, ...]:
    """Lay out people by competencies, one table or more for every role."""
    by_role: dict[str, list[Assessment]] = {}
    for assessment in sorted(assessments, key=lambda assessment: assessment.person):
        by_role.setdefault(assessment.role, []).append(assessment)
    roles = [role for role in wording.framework.role_ids if role in by_role]
    return tuple(
        _matrix(wording, role, by_role[role][start : start + PEOPLE])
        for role in roles
        for start in range(0, len(by_role[role]), PEOPLE)
    )


def _matrix(wording: Wording, role: str, assessments: Sequence[Assessment]) -> Matrix:
    people = tuple(wording.person_short(assessment.person) for assessment in assessments)
    rows = zip(*(assessment.competencies for assessment in assessments), strict=True)
    title = wording.role(role)
    first, last = (wording.plain(assessments[place].person) for place in (0, -1))
    caption = wording.texts("matrix.caption", role=title, first=first, last=last)
    return Matrix(title, caption, people, tuple(_row(wording, lines) for lines in rows))


def _row(wording: Wording, lines: Sequence[Line]) -> MatrixRow:
    first = lines[0]
    cells = tuple(_cell(wording, line) for line in lines)
    return MatrixRow(wording.titles[first.competency], first.must_have, str(first.required), cells)


def _cell(wording: Wording, line: Line) -> MatrixCell:
    words = wording.texts(f"status.{line.status}")
    if line.status == "not-applicable":
        return MatrixCell(wording.texts("word.none"), line.status, words)
    text = wording.texts("word.none") if line.level is None else wording.against(line.level, line.required)
    return MatrixCell(text, line.status, words)
