"""Exact figures in results, and how documents show them: the fraction in lowest terms beside a rounded number."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated

from pydantic import ConfigDict, PlainSerializer


class Result:
    """Base of all results: lets pydantic serialise exact fractions."""

    __slots__ = ()
    __pydantic_config__ = ConfigDict(arbitrary_types_allowed=True, extra="forbid")


@dataclass(frozen=True, slots=True)
class ExactShare(Result):
    """A share: the exact fraction in lowest terms, and in percent to four decimals."""

    exact: str
    percent: float


@dataclass(frozen=True, slots=True)
class ExactAmount(Result):
    """A number: the exact fraction in lowest terms, and to four decimals."""

    exact: str
    value: float


def rounded(number: Fraction, decimals: int) -> Fraction:
    """Round half up, for display only (scoring rule 13)."""
    scale = 10**decimals
    return Fraction((number * scale * 2 + 1).__floor__() // 2, scale)


def four_decimals(numerator: int, denominator: int) -> float:
    """Round half up as :func:`rounded` does, in whole numbers: there are dozens of figures for every person."""
    return (numerator * 20_000 + denominator) // (denominator * 2) / 10_000


def exact_share(numerator: int, denominator: int) -> ExactShare:
    """Return a share in lowest terms as documents show it."""
    return ExactShare(exact_text(numerator, denominator), four_decimals(numerator * 100, denominator))


def exact_amount(numerator: int, denominator: int) -> ExactAmount:
    """Return a number in lowest terms as documents show it."""
    return ExactAmount(exact_text(numerator, denominator), four_decimals(numerator, denominator))


def exact_text(numerator: int, denominator: int) -> str:
    """Write a fraction in lowest terms."""
    return f"{numerator}/{denominator}" if denominator > 1 else str(numerator)


def _share(number: Fraction | None) -> ExactShare | None:
    return None if number is None else exact_share(*number.as_integer_ratio())


def _amount(number: Fraction | None) -> ExactAmount | None:
    return None if number is None else exact_amount(*number.as_integer_ratio())


Share = Annotated[Fraction, PlainSerializer(_share, return_type=ExactShare)]
MaybeShare = Annotated[Fraction | None, PlainSerializer(_share, return_type=ExactShare | None)]
Amount = Annotated[Fraction, PlainSerializer(_amount, return_type=ExactAmount)]
MaybeAmount = Annotated[Fraction | None, PlainSerializer(_amount, return_type=ExactAmount | None)]
Exact = Annotated[Fraction, PlainSerializer(str, return_type=str)]
