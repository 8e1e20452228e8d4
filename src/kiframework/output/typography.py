"""Numbers and dates as people read them. The only place where a figure is rounded (scoring rule 13)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from kiframework.model.exact import rounded

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
_ISOLATES = dict.fromkeys(range(0x2066, 0x206A))
_MONTHS = {
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "en": "January February March April May June July August September October November December",
}


class Typography:
    """The conventions of one language, for exact figures in and text out.

    Figures repeat a lot within a run and exact arithmetic is slow, so every text is kept once it has been made.
    """

    def __init__(self, lang: str) -> None:
        """Prepare the conventions of ``lang``; every language but German is set like English."""
        self.german = lang == "de"
        self._months = _MONTHS["de" if self.german else "en"].split()
        self._point, self._thousands = (",", ".") if self.german else (".", ",")
        self._percent = f"{NO_BREAK}%" if self.german else "%"
        self._numbers: dict[tuple[int, int, int, int], str] = {}
        self._apart: dict[tuple[int, int, int, int, int], str] = {}

    def number(self, value: Fraction | int, decimals: int = 1, times: int = 1) -> str:
        """Write a number, or so many times it, with a fixed number of decimals: 1.234,5 or 1,234.5."""
        key = (value.numerator, value.denominator, decimals, times)
        text = self._numbers.get(key)
        if text is None:
            text = self._numbers[key] = self._write(Fraction(value) * times, decimals)
        return text

    def _write(self, value: Fraction, decimals: int) -> str:
        # Counted in steps of the last decimal, so that no floating point is involved.
        steps = int(rounded(value, decimals) * 10**decimals)
        whole, rest = divmod(abs(steps), 10**decimals)
        digits = f"{whole:,}".replace(",", self._thousands)
        sign = MINUS if steps < 0 else ""
        return f"{sign}{digits}{self._point}{rest:0{decimals}d}" if decimals else f"{sign}{digits}"

    def short(self, value: Fraction | int, decimals: int = 1) -> str:
        """Write a number without decimals where it is whole: 3 or 2,4."""
        return self.number(value, 0 if value.denominator == 1 else decimals)

    def trimmed(self, value: Fraction | int, decimals: int) -> str:
        """Write a number with no more decimals than it needs: 0,5 rather than 0,50."""
        needed = (places for places in range(decimals) if 10**places % value.denominator == 0)
        return self.number(value, next(needed, decimals))

    def apart(self, value: Fraction | int, limit: Fraction | int) -> str:
        """Write a number so that it never looks equal to a limit it does not meet."""
        return self.number(value, 0) if value.denominator == 1 else self._written_apart(value, limit, 1)

    def percent(self, share: Fraction, decimals: int = 1) -> str:
        """Write a share in percent: 78,5 % or 78.5%."""
        return self.number(share, decimals, 100) + self._percent

    def percent_short(self, share: Fraction) -> str:
        """Write a share in percent, without decimals where it is whole: 80 %."""
        return self.percent(share, 0 if 100 % share.denominator == 0 else 1)

    def percent_apart(self, share: Fraction, limit: Fraction) -> str:
        """Write a share in percent so that it never looks equal to a limit it does not meet."""
        return self._written_apart(share, limit, 100) + self._percent

    def percent_range(self, low: Fraction, high: Fraction, decimals: int = 1) -> str:
        """Write two shares as a range: 78,5-88,5 % with an en dash."""
        return f"{self.number(low, decimals, 100)}{EN_DASH}{self.percent(high, decimals)}"

    def percent_span(self, low: Fraction, high: Fraction, decimals: int = 1) -> str:
        """Write two shares as a range in a sentence: 78,5 bis 88,5 %."""
        word = "bis" if self.german else "to"
        return f"{self.number(low, decimals, 100)} {word} {self.percent(high, decimals)}"

    def _written_apart(self, value: Fraction | int, limit: Fraction | int, times: int) -> str:
        key = (value.numerator, value.denominator, limit.numerator, limit.denominator, times)
        text = self._apart.get(key)
        if text is None:
            decimals = _decimals_apart(Fraction(value) * times, Fraction(limit) * times)
            text = self._apart[key] = self.number(value, decimals, times)
        return text

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


def _decimals_apart(value: Fraction, limit: Fraction) -> int:
    if value == limit:
        return 1
    wanted = (places for places in range(1, FINEST) if rounded(value, places) != rounded(limit, places))
    return next(wanted, FINEST)


def printable(text: str) -> str:
    """Return a text without signs that would steer a terminal instead of being shown."""
    return text if text.isprintable() else "".join(sign if sign.isprintable() else " " for sign in text)


def isolated(text: str) -> str:
    """Return a text of unknown origin so that direction marks inside it cannot turn what stands around it."""
    if text.isascii() or (_DIRECTION_MARKS.isdisjoint(text) and text.translate(_ISOLATES) == text):
        return text
    return f"{_ISOLATE}{text.translate(_ISOLATES)}{_END_ISOLATE}"
