"""Numbers and dates as people read them. The only place where a figure is rounded (scoring rule 13)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from kiframework.model.assessment import rounded

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

NO_BREAK: Final = "\N{NO-BREAK SPACE}"
MINUS: Final = "\N{MINUS SIGN}"
EN_DASH: Final = "\N{EN DASH}"
FINEST: Final = 4
"""Most decimals ever shown, and only where fewer would hide on which side of a limit a figure lies."""

_ISOLATE, _END_ISOLATE = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_DIRECTION_MARKS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e")
_NO_ISOLATES = dict.fromkeys(range(0x2066, 0x206A))
_MONTHS = {
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "en": "January February March April May June July August September October November December",
}


class Typography:
    """The conventions of one language, for exact figures in and text out.

    Figures repeat a lot within a run, so every text is kept once it has been made.
    """

    def __init__(self, lang: str) -> None:
        """Prepare the conventions of ``lang``; every language but German is set like English."""
        self.german = lang == "de"
        self._months = _MONTHS["de" if self.german else "en"].split()
        self._point, self._thousands = (",", ".") if self.german else (".", ",")
        self._percent = f"{NO_BREAK}%" if self.german else "%"
        self._numbers: dict[tuple[int, int, int], str] = {}

    def number(self, value: Fraction | int, decimals: int = 1) -> str:
        """Write a number with a fixed number of decimals: 1.234,5 or 1,234.5."""
        key = (value.numerator, value.denominator, decimals)
        text = self._numbers.get(key)
        if text is None:
            text = self._numbers[key] = self._write(value, decimals)
        return text

    def _write(self, value: Fraction | int, decimals: int) -> str:
        # A whole number of steps of the last decimal, so that no floating point is involved.
        steps = int(rounded(Fraction(value), decimals) * 10**decimals)
        whole, rest = divmod(abs(steps), 10**decimals)
        digits = f"{whole:,}".replace(",", self._thousands)
        sign = MINUS if steps < 0 else ""
        return f"{sign}{digits}{self._point}{rest:0{decimals}d}" if decimals else f"{sign}{digits}"

    def short(self, value: Fraction | int, decimals: int = 1) -> str:
        """Write a number without decimals where it is whole: 3 or 2,4."""
        return self.number(value, 0 if value.denominator == 1 else decimals)

    def trimmed(self, value: Fraction | int, decimals: int) -> str:
        """Write a number with no more decimals than it needs: 0,5 rather than 0,50."""
        needed = (places for places in range(decimals) if (value * 10**places).denominator == 1)
        return self.number(value, next(needed, decimals))

    def apart(self, value: Fraction, limit: Fraction | int) -> str:
        """Write a number so that it never looks equal to a limit it does not meet."""
        return self.short(value, self._decimals_apart(value, limit))

    def percent(self, share: Fraction, decimals: int = 1) -> str:
        """Write a share in percent: 78,5 % or 78.5%."""
        return self.number(share * 100, decimals) + self._percent

    def percent_short(self, share: Fraction) -> str:
        """Write a share in percent, without decimals where it is whole: 80 %."""
        return self.short(share * 100) + self._percent

    def percent_apart(self, share: Fraction, limit: Fraction) -> str:
        """Write a share in percent so that it never looks equal to a limit it does not meet."""
        return self.percent(share, self._decimals_apart(share * 100, limit * 100))

    def percent_range(self, low: Fraction, high: Fraction, decimals: int = 1) -> str:
        """Write two shares as a range: 78,5-88,5 % with an en dash."""
        return f"{self.number(low * 100, decimals)}{EN_DASH}{self.number(high * 100, decimals)}{self._percent}"

    def percent_span(self, low: Fraction, high: Fraction, decimals: int = 1) -> str:
        """Write two shares as a range in a sentence: 78,5 bis 88,5 %."""
        word = "bis" if self.german else "to"
        return f"{self.number(low * 100, decimals)} {word} {self.number(high * 100, decimals)}{self._percent}"

    def _decimals_apart(self, value: Fraction | int, limit: Fraction | int) -> int:
        if value == limit:
            return 1
        exact, bound = Fraction(value), Fraction(limit)
        wanted = (places for places in range(1, FINEST) if rounded(exact, places) != rounded(bound, places))
        return next(wanted, FINEST)

    def date(self, day: dt.date) -> str:
        """Write a date in running text: 31.12.2026 or 31 December 2026."""
        if self.german:
            return f"{day.day:02}.{day.month:02}.{day.year:04}"
        return f"{day.day} {self._months[day.month - 1]} {day.year}"

    def date_short(self, day: dt.date) -> str:
        """Write a date in a table: 31.12.2026 or 2026-12-31."""
        return self.date(day) if self.german else day.isoformat()

    def quoted(self, text: str) -> str:
        """Put a text in the quotation marks of the language."""
        return f"„{text}“" if self.german else f"“{text}”"

    def listed(self, items: Iterable[str], conjunction: str) -> str:
        """Join items as in a sentence: A, B und C."""
        *first, last = items
        return f"{', '.join(first)} {conjunction} {last}" if first else last


def isolated(text: str) -> str:
    """Return a text of unknown origin so that direction marks inside it cannot turn what stands around it."""
    if text.isascii() or _DIRECTION_MARKS.isdisjoint(text) and text.translate(_NO_ISOLATES) == text:
        return text
    return f"{_ISOLATE}{text.translate(_NO_ISOLATES)}{_END_ISOLATE}"
