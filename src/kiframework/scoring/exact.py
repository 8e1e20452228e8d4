"""Exact sums of fractions, worked out in whole numbers: several times faster than adding fraction to fraction."""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ZERO = Fraction(0)
ONE = Fraction(1)


def weighted_mean(weights: Sequence[Fraction | int], values: Sequence[Fraction | int]) -> Fraction:
    """Return the mean of values; the weights must not add up to 0."""
    return mean(scaled([weight.as_integer_ratio() for weight in weights]), values)


def mean(weights: Sequence[int], values: Sequence[Fraction | int]) -> Fraction:
    """Return the mean of values; the weights must not add up to 0."""
    ratios = [value.as_integer_ratio() for value in values]
    common = lcm(*[denominator for _, denominator in ratios])
    products = [weight * n * (common // d) for weight, (n, d) in zip(weights, ratios, strict=True)]
    return Fraction(sum(products), common * sum(weights))


def total(fractions: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Return the sum of fractions (numerator, denominator), not reduced."""
    common = lcm(*[denominator for _, denominator in fractions])
    return sum([numerator * (common // denominator) for numerator, denominator in fractions]), common


def scaled(values: Sequence[tuple[int, int]]) -> list[int]:
    """Return whole numbers in proportion to fractions (numerator, denominator): they sort and weigh alike."""
    common = lcm(*[denominator for _, denominator in values])
    return [numerator * (common // denominator) for numerator, denominator in values]
