"""All worked cases, figure by figure, as exact fractions."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from tests.scoring import vectors
from tests.scoring.cases import assessed

if TYPE_CHECKING:
    from kiframework.model.assessment import Assessment, Line

every_case = pytest.mark.parametrize("name", vectors.names())


def result(name: str) -> Assessment:
    return assessed(vectors.framework(name), vectors.person(name), vectors.role(name), vectors.day())


def written(value: Any) -> Any:
    """Return a figure the way the vectors write it."""
    if isinstance(value, Fraction):
        return str(value)
    return list(value) if isinstance(value, tuple) else value


def picked(found: object, wanted: dict[str, Any]) -> dict[str, Any]:
    """Return of a result what the vectors say about it."""
    return {key: written(getattr(found, key)) for key in wanted}


def test_there_are_28_cases() -> None:
    assert len(vectors.names()) == 28


@every_case
def test_readiness_is_as_worked_out(name: str) -> None:
    found, wanted = result(name), vectors.expected(name)
    assert picked(found, {"readiness": 0, "provisional": 0}) == {
        "readiness": wanted["readiness"],
        "provisional": wanted["provisional"],
    }


@every_case
def test_score_and_coverage_are_as_worked_out(name: str) -> None:
    found, wanted = result(name), vectors.expected(name)
    assert picked(found.score, wanted["score"]) == wanted["score"]
    assert picked(found.coverage, wanted["coverage"]) == wanted["coverage"]


@every_case
def test_pillars_are_as_worked_out(name: str) -> None:
    found, wanted = result(name), vectors.expected(name)
    assert [picked(one, other) for one, other in zip(found.pillars, wanted["pillars"], strict=True)] == wanted[
        "pillars"
    ]


@every_case
def test_competencies_are_as_worked_out(name: str) -> None:
    lines = {one.competency: one for one in result(name).competencies if one.status != "not-applicable"}
    wanted = {one["competency"]: one for one in vectors.expected(name)["competencies"]}
    assert lines.keys() == wanted.keys()
    for competency, line in lines.items():
        assert flagged(picked(line, wanted[competency])) == flagged(wanted[competency])


def flagged(figures: dict[str, Any]) -> dict[str, Any]:
    """Return the figures with flags in no order."""
    return {key: set(value) if key == "flags" else value for key, value in figures.items()}


@every_case
def test_both_lists_are_in_the_order_worked_out(name: str) -> None:
    found, wanted = result(name), vectors.expected(name)
    assert list(found.priorities) == wanted["priorities"]
    assert list(found.assess_first) == wanted["assess_first"]


def test_the_vectors_hold_no_field_that_is_not_compared() -> None:
    compared = {"readiness", "provisional", "score", "coverage", "pillars", "competencies", "priorities"}
    known = compared | {"assess_first", "person", "role"}
    assert {key for name in vectors.names() for key in vectors.expected(name)} <= known


def test_every_figure_of_the_vectors_is_compared() -> None:
    fields = {key for name in vectors.names() for one in vectors.expected(name)["competencies"] for key in one}
    assert {"level", "fulfilment", "status", "flags", "priority"} <= fields


def test_not_applicable_lines_stay_in_the_result() -> None:
    lines: dict[str, Line] = {one.competency: one for one in result("not-applicable").competencies}
    excluded = vectors.person("not-applicable").not_applicable
    assert excluded
    assert {lines[name].status for name in excluded} == {"not-applicable"}
