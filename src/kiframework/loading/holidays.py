"""Public holidays of a German state, from a library that is kept up with the law."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import did_you_mean
from kiframework.errors import KiframeworkError, MissingExtraError

if TYPE_CHECKING:
    import datetime as dt

YEARS = 15
"""Years from the first day on for which holidays are known: longer than any plan."""


def public_holidays(state: str, start: dt.date) -> frozenset[dt.date]:
    """Return the public holidays of a German state, named by its two letters such as ``BY``.

    Raises :class:`KiframeworkError` for a state that does not exist, and where the library is missing.
    """
    try:
        from holidays.countries.germany import Germany
    except ImportError:
        raise MissingExtraError("curriculum", "Knowing public holidays") from None
    code, states = state.upper(), Germany.subdivisions
    if code not in states:
        names = ", ".join(states)
        raise KiframeworkError(f"'{state}' is no German state.", did_you_mean(code, states) or f"one of {names}")
    years = range(start.year, start.year + YEARS)
    return frozenset(Germany(subdiv=code, years=years, language="en_US"))
