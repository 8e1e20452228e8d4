"""How much room there is on a sheet of A4, and how much of it a block takes. Widths are those of ``management.css``.

Texts are measured on the wide side, so that what fits here fits on paper with every common sans face.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Final

from kiframework.output.charts import wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiframework.output.management.parts import Block, Row
    from kiframework.output.sheet import Column

SHEET: Final = 1012
"""Height of the sheet within its margins, in px, with a little left over."""
SIZE: Final = 12.0
"""Of all text in tables, in px."""
HALF, WIDE, FULL = 265, 377, 658
"""Five, seven and all twelve columns of the sheet, in px."""
BLOCKS: Final = {
    "readiness": HALF,
    "decisions": WIDE,
    "phases": FULL,
    "goals": FULL,
    "pilot": WIDE,
    "budget": HALF,
}
"""Block -> its width, in px."""
WIDTHS: Final = {
    "readiness": (112, 72),
    "decisions": (96, 196, 58),
    "phases": (132, 168, 104),
    "goals": (242, 68, 68, 64, 64, 90),
    "pilot": (84, 262),
    "budget": (88, 96),
}
"""Block -> width of the text in each of its cells, in px."""
BOLD: Final = 15.0
"""Of headlines, which are 14 px high and bold."""
_LINE, _ROW, _HEADLINE, _GAP = 16, 5, 18, 10
_HEADED = ("decisions", "phases", "goals")
"""Blocks whose columns have a head that is seen."""


def lines(text: str, width: int, size: float = SIZE) -> int:
    """Return how many lines a text takes."""
    return len(wrapped(text, width, size))


def row_height(block: str, row: Row) -> int:
    """Return the height of a row, in px."""
    most = max(lines(cell, width) for cell, width in zip(row.cells, WIDTHS[block], strict=True))
    return _LINE * most + _ROW


def block_height(block: Block) -> int:
    """Return the height of a block, in px."""
    width = BLOCKS[block.id]
    at_once = lines(f"{block.mark} {block.topic}  {block.headline}", width, BOLD) == 1
    head = _HEADLINE * (1 if at_once else 1 + lines(block.headline, width, BOLD)) + 2 * _ROW
    columns = _heads_height(block.id, block.columns) if block.id in _HEADED and block.rows else 0
    note = _LINE * lines(block.note, width) + 2 if block.note else 0
    return head + columns + sum(row_height(block.id, row) for row in block.rows) + note + _GAP


def _heads_height(block: str, columns: Sequence[Column]) -> int:
    titles = zip((one.title for one in columns), WIDTHS[block], strict=True)
    return _LINE * max(lines(title, width) for title, width in titles) + _ROW


def fitting(columns: Sequence[Column], rows: Sequence[Row], room: int) -> tuple[Row, ...]:
    """Return the goals that fit into so many px, of which the heads of their block and a note take their part."""
    left = room - _HEADLINE - 2 * _ROW - _heads_height("goals", columns) - _LINE - _ROW - _GAP
    heights = [*accumulate(row_height("goals", row) for row in rows)]
    return tuple(row for row, height in zip(rows, heights, strict=True) if height <= left)


def pair_height(left: Block, right: Block) -> int:
    """Return the height of two blocks beside each other."""
    return max(block_height(one) for one in (left, right))


def head_height(head: Sequence[Row]) -> int:
    """Return the height of everything above the blocks, in px."""
    finding, verdict, _ = (row.cells[0] for row in head)
    return 70 + 28 * lines(finding, FULL - 24, 24) + 20 * lines(verdict, FULL - 24, 14)


def foot_height(purpose: str, follow: str) -> int:
    """Return the height of everything below the blocks, in px; commands are set a little wider."""
    return 20 + _LINE * (lines(purpose, FULL) + lines(follow, FULL * 9 // 10))
