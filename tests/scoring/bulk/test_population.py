"""What is said about a population tells of no few people, whatever was counted."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.loading.samples import garden

from kiframework.scoring.bulk.compile import compile_roles
from kiframework.scoring.bulk.levels import score_levels
from kiframework.scoring.bulk.population import describe
from kiframework.scoring.bulk.tally import Tally, counted_figures, tally
from kiframework.scoring.suppression import hidden_counts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiframework.model.population import Population
    from kiframework.scoring.bulk.compile import CompiledRoles

    People = Sequence[tuple[int | None, int | None, int | None]]

DAY = dt.date(2026, 12, 1)
SMALLEST = 5


@cache
def compiled() -> CompiledRoles:
    framework = garden()
    return compile_roles(framework, framework.role_ids)


def batch(levels: People) -> pa.RecordBatch:
    names = ("digging", "composting", "pruning")
    columns = {name: pa.array([row[place] for row in levels], pa.uint8()) for place, name in enumerate(names)}
    return pa.RecordBatch.from_pydict({"person": pa.array([f"P-{n}" for n in range(len(levels))]), **columns})


level = st.one_of(st.none(), st.integers(0, 3))
populations = st.one_of(
    st.lists(st.tuples(level, level, level), min_size=1, max_size=40),
    # Many who are alike, and few who are not: where numbers give away most.
    st.tuples(
        st.tuples(level, level, level), st.integers(4, 60), st.lists(st.tuples(level, level, level), max_size=6)
    ).map(lambda parts: [parts[0]] * parts[1] + parts[2]),
)


def counted(levels: People) -> tuple[Tally, Population]:
    roles = compiled()
    found = tally(roles, score_levels(roles, batch(levels)))
    return found, describe(roles, found, DAY, "levels", 0)


@settings(deadline=None)
@given(st.lists(st.integers(0, 30), min_size=1, max_size=8))
def test_hidden_counts_cannot_be_found_by_subtraction(counts: list[int]) -> None:
    hidden = hidden_counts(counts, SMALLEST)
    assert all(counts[number] >= SMALLEST for number in range(len(counts)) if number not in hidden)
    rest = sum(counts[number] for number in hidden)
    assert not hidden or rest >= SMALLEST or len(hidden) == len(counts)
    assert not hidden or len(hidden) > 1 or len(counts) == 1


@settings(deadline=None)
@given(populations)
def test_every_number_stands_for_enough_people_and_leaves_enough(
    levels: People,
) -> None:
    _, population = counted(levels)
    if len(levels) < SMALLEST:
        assert (population.people, population.roles) == (None, ())
        return
    for role in population.roles:
        alone = [one.people for one in (*role.readiness, role.provisional, *role.gaps)]
        for people in alone:
            assert people is None or SMALLEST <= people <= len(levels) - SMALLEST or people == len(levels)
        assert len(levels) not in alone
        for figure in (role.score, role.coverage, *(figure for _, figure in role.pillars)):
            bins = [one.people for one in figure.bins]
            assert all(people is None or people >= SMALLEST for people in bins)
            assert [one.low for one in figure.bins[1:]] == [one.high for one in figure.bins[:-1]]


@settings(deadline=None)
@given(populations)
def test_nobody_without_a_score_is_counted_by_subtraction(
    levels: People,
) -> None:
    _, population = counted(levels)
    for role in population.roles:
        bins = [one.people for one in role.score.bins]
        shown = [people for people in bins if people is not None]
        if bins and len(shown) == len(bins):
            without = len(levels) - sum(shown)
            assert without == 0 or without >= SMALLEST


@settings(deadline=None)
@given(populations)
def test_sums_of_shown_readiness_give_no_small_number_away(
    levels: People,
) -> None:
    _, population = counted(levels)
    for role in population.roles:
        shown = [one.people for one in role.readiness if one.people is not None]
        for size in range(1, len(shown) + 1):
            for some in combinations(shown, size):
                rest = len(levels) - sum(some)
                assert rest == 0 or rest >= SMALLEST


@settings(deadline=None)
@given(populations, st.integers(0, 40))
def test_tallies_of_parts_add_up_and_survive_being_written(levels: People, cut: int) -> None:
    whole, population = counted(levels)
    roles = compiled()
    joined = Tally.empty(roles)
    for part in (levels[:cut], levels[cut:]):
        if part:
            joined.add(Tally.from_plain(tally(roles, score_levels(roles, batch(part))).plain()))
    assert joined.plain() == whole.plain()
    assert describe(roles, joined, DAY, "levels", 0) == population


def test_a_tally_counts_what_the_results_say() -> None:
    levels = [(3, 3, 3)] * 7 + [(0, 1, 2)] * 6 + [(None, 2, 3)] * 5
    found, population = counted(levels)
    gardener = compiled().roles.index("gardener")
    assert found.people == 18
    assert found.readiness.sum(axis=1).tolist() == [18, 18]
    role = population.roles[gardener]
    assert {one.id: one.people for one in role.readiness} == {
        "must-have-open": 6,
        "not-assessable": None,  # with the two that nobody has it would leave no number to hide them in
        "fresh": None,
        "growing": None,
        "fit": 7,
    }
    scores = score_levels(compiled(), batch(levels))[gardener].column("point").dictionary_decode().to_pylist()
    assert population.roles[gardener].score.mean == Fraction(round(sum(scores) * 10), 1000 * 18)
    assert role.gaps[0].people == 6


def test_means_of_people_who_are_all_alike_are_hidden() -> None:
    _, population = counted([(3, 3, 3)] * 50)
    score = population.roles[0].score
    assert (score.mean, [(one.low, one.high) for one in score.bins]) == (None, [(0, 100)])
    assert score.step is not None


def test_figures_that_are_counted_are_columns_of_a_result() -> None:
    roles = compiled()
    result = score_levels(roles, batch([(1, 2, 3)]))[0]
    assert set(counted_figures(roles)) <= set(result.schema.names)
    assert np.isin(result.column("point").indices.to_numpy(), range(1001)).all()
