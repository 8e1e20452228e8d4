"""Sums in whole numbers give what plain fractions give; rounding happens for display only (rule 13)."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.scoring.strategies import many_examples

from kiframework.model.exact import rounded
from kiframework.scoring.exact import scaled, weighted_mean

fractions = st.fractions(min_value=0, max_value=50, max_denominator=60)
numbers = st.integers(min_value=-(10**9), max_value=10**9)
divisors = st.integers(min_value=1, max_value=10**6)


@many_examples
@given(st.lists(st.tuples(st.one_of(st.integers(1, 9), fractions.filter(bool)), fractions), min_size=1, max_size=8))
def test_a_weighted_mean_is_what_plain_fractions_give(pairs: list[tuple[Fraction | int, Fraction]]) -> None:
    weights = [weight for weight, _ in pairs]
    plain = sum((weight * value for weight, value in pairs), Fraction(0)) / sum(weights, Fraction(0))
    assert weighted_mean(weights, [value for _, value in pairs]) == plain


def test_a_weighted_mean_refuses_lists_of_unequal_length() -> None:
    with pytest.raises(ValueError, match="zip"):
        weighted_mean([1, 2], [Fraction(1)])


@many_examples
@given(st.lists(st.tuples(numbers, divisors), max_size=8))
def test_scaled_numbers_stand_in_proportion_to_the_fractions(pairs: list[tuple[int, int]]) -> None:
    plain = [Fraction(*pair) for pair in pairs]
    whole = scaled(pairs)
    factors = {number / fraction for number, fraction in zip(whole, plain, strict=True) if fraction}
    assert len(factors) <= 1
    assert all(factor > 0 for factor in factors)
    assert [number == 0 for number in whole] == [fraction == 0 for fraction in plain]


@pytest.mark.parametrize(
    ("number", "decimals", "shown"),
    [
        ("1/20", 1, "1/10"),
        ("1/30", 1, "0"),
        ("14999/10000", 1, "3/2"),
        ("5/2", 0, "3"),
        ("7/2", 0, "4"),
        ("143/168", 4, "8512/10000"),
        ("1/3", 4, "3333/10000"),
        ("2/3", 4, "6667/10000"),
        ("1", 4, "1"),
    ],
)
def test_halves_are_rounded_up(number: str, decimals: int, shown: str) -> None:
    assert rounded(Fraction(number), decimals) == Fraction(shown)


@many_examples
@given(st.fractions(min_value=-5, max_value=5, max_denominator=10**6), st.integers(0, 4))
def test_rounding_moves_a_figure_by_half_a_digit_at_most(number: Fraction, decimals: int) -> None:
    shift = rounded(number, decimals) - number
    assert -Fraction(1, 2 * 10**decimals) < shift <= Fraction(1, 2 * 10**decimals)
