"""A mark of a use case lies outside of 0 to 4, or nobody can tell what it stands for.

What it does: compares the marks of templates and the anchors of terms with the five marks there are.
Why: the utility is a share of the best marks; a 5 would make it more than 100.
Bad: ``marks: {value: 5}``
Good: ``marks: {value: 4}``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic
from kiframework.model.method import BEST_MARK, SKILLS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.method import Method
    from kiframework.rules.base import MethodContext

CODE = "KIF272"
NAME = "mark-off-scale"


def check(method: Method, source: Places, _context: MethodContext) -> Iterator[Diagnostic]:
    """Yield one diagnostic per mark off the scale, and per term without all of its anchors."""
    help_ = f"marks go from 0 to {BEST_MARK}"
    for name, template in method.templates.items():
        for term, mark in template.marks.items():
            if mark > BEST_MARK:
                place = source.value(["templates", name, "marks", term])
                yield Diagnostic(CODE, f"There is no mark {mark}.", place, help=help_)
    for name, one in method.utility.items():
        for mark in one.anchors:
            if mark > BEST_MARK:
                place = source.key(["utility", name, "anchors", mark])
                yield Diagnostic(CODE, f"There is no mark {mark}.", place, help=help_)
        missing = [mark for mark in range(BEST_MARK + 1) if mark not in one.anchors]
        if missing and name != SKILLS:
            message = f"Nothing says what mark {missing[0]} stands for."
            yield Diagnostic(CODE, message, source.key(["utility", name]), help="write an anchor for each mark, 0 to 4")
