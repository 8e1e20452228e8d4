"""Exact sums of fractions, worked out in whole numbers: several times faster than adding fraction to fraction."""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ZERO = Fraction(0)
ONE = Fraction(1)


def weighted_sum(weights: Sequence[Fraction | int], values: Sequence[Fraction | int]) -> Fraction:
    """Return the sum of weight times value."""
    return Fraction(*total(_products(weights, values)))


def weighted_mean(weights: Sequence[Fraction | int], values: Sequence[Fraction | int]) -> Fraction:
    """Return the mean of values; the weights must not add up to 0."""
    if len(values) == 1:
        return Fraction(values[0])
    numerator, denominator = total(_products(weights, values))
    whole, parts = total([weight.as_integer_ratio() for weight in weights])
    return Fraction(numerator * parts, denominator * whole)


def _products(weights: Sequence[Fraction | int], values: Sequence[Fraction | int]) -> list[tuple[int, int]]:
    products = []
    for weight, value in zip(weights, values, strict=True):
        (n, d), (m, e) = weight.as_integer_ratio(), value.as_integer_ratio()
        products.append((n * m, d * e))
    return products


def total(fractions: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Return the sum of fractions (numerator, denominator), not reduced."""
    common = lcm(*[denominator for _, denominator in fractions])
    return sum([numerator * (common // denominator) for numerator, denominator in fractions]), common


def scaled(values: Sequence[tuple[int, int]]) -> list[int]:
    """Return whole numbers in proportion to fractions (numerator, denominator): they sort alike, but faster."""
    common = lcm(*[denominator for _, denominator in values])
    return [numerator * (common // denominator) for numerator, denominator in values]
