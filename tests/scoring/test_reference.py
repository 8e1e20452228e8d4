"""The engine against a second, slow one that was written from the specification alone."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.scoring.cases import assessed
from tests.scoring.reference import reference
from tests.scoring.strategies import Case, fully_rated, many_examples, worlds

TITLE = {"de": "x", "en": "x"}

other_policies = st.fixed_dictionaries(
    {
        "near_within": st.sampled_from(["0", "1/3", "1/2", "1"]),
        "clarify_from": st.sampled_from(["1/2", "1", "2", "3"]),
        "coverage": st.fixed_dictionaries(
            {"overall": st.sampled_from(["1/2", "4/5", "1"]), "pillar": st.sampled_from(["0.1", "1/2", "1"])}
        ),
        "age": st.sampled_from(
            [
                [{"up_to_days": 30, "factor": 1}, {"up_to_days": 500, "factor": "1/3"}],
                [
                    {"up_to_days": 0, "factor": 1},
                    {"up_to_days": 365, "factor": "3/4"},
                    {"up_to_days": 731, "factor": 0},
                ],
                [{"up_to_days": 730, "factor": 1}],
            ]
        ),
        "bands": st.sampled_from(
            [
                [{"id": "fine", "title": TITLE, "score": "2/3"}, {"id": "rest", "title": TITLE}],
                [
                    {"id": "high", "title": TITLE, "score": "1", "pillar": "1"},
                    {"id": "middle", "title": TITLE, "score": "1/2", "pillar": "1/3"},
                    {"id": "low", "title": TITLE, "score": "1/4"},
                    {"id": "rest", "title": TITLE},
                ],
            ]
        ),
    }
)


def engine(case: Case) -> dict[str, Any]:
    """Return the engine's figures in the form of the reference."""
    found = assessed(case.framework, case.person())
    lines = [one for one in found.competencies if one.status != "not-applicable"]
    return {
        "levels": {one.competency: one.level for one in lines},
        "flags": {one.competency: set(one.flags) for one in lines},
        "statuses": {one.competency: one.status for one in lines},
        "pillars": [
            {"low": one.low, "point": one.point, "high": one.high, "coverage": one.coverage, "pillar": one.pillar}
            for one in found.pillars
        ],
        "score": {"low": found.score.low, "point": found.score.point, "high": found.score.high},
        "coverage": found.coverage.overall,
        "confirmed": found.coverage.confirmed,
        "readiness": (found.readiness, found.provisional),
    }


def anything_applies(case: Case) -> bool:
    """Tell whether a score is defined at all: the rules leave open what it is where nothing applies."""
    return bool(reference(case)["levels"])


@many_examples
@given(worlds().filter(anything_applies))
def test_both_engines_agree_on_random_ratings(case: Case) -> None:
    assert engine(case) == reference(case)


@many_examples
@given(fully_rated)
def test_both_engines_agree_on_people_rated_in_full(case: Case) -> None:
    assert engine(case) == reference(case)


@many_examples
@given(worlds(other_policies).filter(anything_applies))
def test_both_engines_agree_on_other_policies(case: Case) -> None:
    assert engine(case) == reference(case)


def found_in(cases: st.SearchStrategy[Case]) -> set[str]:
    """Return the words and flags that random cases end with."""
    seen: set[str] = set()

    @settings(many_examples, max_examples=400)
    @given(cases)
    def collect(case: Case) -> None:
        found = assessed(case.framework, case.person())
        seen.add(found.readiness)
        seen.update(flag for line in found.competencies for flag in line.flags)

    collect()
    return seen


def test_the_random_cases_do_not_all_end_alike() -> None:
    """The comparisons above would prove little if they did."""
    assert {"must-have-open", "not-assessable", "confirmed", "clarify", "self-only", "refresh-due"} <= found_in(
        worlds()
    )
    assert {"must-have-open", "starting", "developing", "ready-with-support", "ready"} <= found_in(fully_rated)
