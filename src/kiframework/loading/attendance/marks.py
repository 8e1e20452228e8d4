"""What one cell of a table of a training holds, written by people, in German or in English."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from kiframework.loading.answers.cells import BadCellError, is_blank, words
from kiframework.model.record import ATTENDED, BEST_ANSWER, OUTCOMES
from kiframework.model.sheets import squeezed

if TYPE_CHECKING:
    from kiframework.loading.answers.cells import Value
    from kiframework.model.record import Outcome

_THERE = {word: there for there, known in ATTENDED.items() for word in known.values()}
_THERE |= {"x": True, "1": True, "j": True, "y": True, "true": True, "wahr": True, "present": True, "anwesend": True}
_THERE |= {"0": False, "n": False, "false": False, "falsch": False, "absent": False, "abwesend": False}
_OUTCOMES: dict[str, Outcome] = {word: outcome for outcome, known in OUTCOMES.items() for word in known.values()}
_OUTCOMES |= {"not_met": "not_met"}
_FIGURE = re.compile(r"([0-9]{1,9})(?:[.,]([0-9]{1,9}))?( ?%)?").fullmatch
_GROUPED = re.compile(r"[0-9]{1,3}([.,][0-9]{3})+").fullmatch


def attended(value: Value) -> bool | None:
    """Return whether somebody was there, None if nothing is said. Raises :class:`BadCellError` for everything else."""
    text = words(value)
    if text is None:
        return None
    found = _THERE.get(squeezed(text).casefold())
    if found is None:
        raise BadCellError("This does not say whether somebody was there.", "write yes or no, or leave it empty")
    return found


def outcome(value: Value) -> Outcome | None:
    """Return what a check found, None if it is not made yet. Raises :class:`BadCellError` for everything else."""
    text = words(value)
    if text is None:
        return None
    found = _OUTCOMES.get(squeezed(text).casefold())
    if found is None:
        raise BadCellError("This is no result of a check.", "write met, partly or not met, or leave it empty")
    return found


def answer(value: Value) -> int | None:
    """Return the answer to a statement, None if there is none. Raises :class:`BadCellError` for everything else."""
    number = None if isinstance(value, bool) else words(value)
    if number is None and is_blank(value):
        return None
    if number is None or not number.isascii() or not number.isdecimal() or not 1 <= int(number[:9]) <= BEST_ANSWER:
        raise BadCellError("This is no answer to a statement.", f"write a whole number from 1 to {BEST_ANSWER}")
    return int(number)


def count(value: Value) -> int | None:
    """Return the number of a session, None if it is empty. Raises :class:`BadCellError` for everything else."""
    number = None if isinstance(value, bool) else words(value)
    if number is None and is_blank(value):
        return None
    if number is None or re.fullmatch(r"[1-9][0-9]{0,2}", number) is None:
        raise BadCellError(
            "This is no number of a session.", "write 1 for the first session of the group, 2 for the next"
        )
    return int(number)


def figure(value: Value) -> Fraction | None:
    """Return a figure of the work exactly, None if it is empty. Raises :class:`BadCellError` for everything else."""
    if is_blank(value):
        return None
    text = squeezed(str(words(value)))
    found = _FIGURE(text)
    if found is None or isinstance(value, bool):
        raise BadCellError(
            "This is no figure.", "write a number from 0 up, such as 42, 3.5 or 12 %; no thousands signs"
        )
    if isinstance(value, str) and _GROUPED(text):
        raise BadCellError(f"{text} may be read in two ways.", "write it without a sign between thousands")
    number = Fraction(f"{found[1]}.{found[2] or 0}")
    return number / 100 if found[3] else number
