"""The shares of a budget do not add up to all of it.

What it does: adds up the shares of the categories.
Why: what is left over is spent on nothing, and more than all of it cannot be divided.
Bad: shares of 35 %, 25 %, 25 % and 25 %
Good: shares of 35 %, 25 %, 25 % and 15 %
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.method import Method
    from kiframework.rules.base import MethodContext

CODE = "KIF273"
NAME = "budget-not-whole"


def check(method: Method, source: Places, _context: MethodContext) -> Iterator[Diagnostic]:
    """Yield one diagnostic if the shares do not make a whole."""
    total = sum((one.share for one in method.budget.categories.values()), Fraction(0))
    if total != 1:
        message = f"The shares add up to {float(total * 100):g} %."
        place = source.key(["budget", "categories"])
        yield Diagnostic(CODE, message, place, help="change them so that they add up to 100 %")
