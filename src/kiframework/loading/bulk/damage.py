"""What is wrong with a file as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic, Location
from kiframework.loading.bulk.codes import DAMAGED
from kiframework.spelling import is_id

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST = 160


def damaged(shown: str, error: Exception) -> Diagnostic:
    """Return the diagnostic of a file that is not whole, or not what its name says."""
    reason = (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")[:_LONGEST]
    message = f"This file is damaged, or not what its name says ({reason})."
    return Diagnostic(DAMAGED, message, Location(shown), help="write it anew, or copy it again")


def repeated_column(shown: str, names: Sequence[str]) -> Diagnostic | None:
    """Return the diagnostic of two columns with one name, if there are such."""
    for number, name in enumerate(names):
        if name in names[:number]:
            named = f"named '{name}'" if is_id(name) else "of one name"
            return Diagnostic(DAMAGED, f"Two columns are {named}.", Location(shown), help="remove one of them")
    return None
