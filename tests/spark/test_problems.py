"""What is wrong with rows is found on the cluster, with the codes that one machine has for it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from tests.spark.people import DAY, in_order

from kiframework.api.setting import UnusableInputError
from kiframework.api.spark.problems import find_problems
from kiframework.api.spark.score import score_spark
from kiframework.errors import KiframeworkError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kiframework.model.framework import Framework


LEVELS = (
    "person string, `ai-fundamentals` int, `eu-ai-act` double, `data-quality` string, `human-approval` decimal(9,2)"
)
EVIDENCE = "person string, competency string, source string, rater string, date string, value int, valid_until date"


def problems(df: Any, today: dt.date | None = None) -> list[tuple[str, str | None, str, str | None]]:
    return sorted(map(tuple, find_problems(df, today=today).collect()), key=repr)


def value(**changed: Any) -> tuple[Any, ...]:
    row = {
        "person": "P-1",
        "competency": "eu-ai-act",
        "source": "manager",
        "rater": None,
        "date": "2026-10-01",
        "value": 2,
        "valid_until": None,
    }
    return tuple((row | changed).values())


def test_levels_may_come_as_any_kind_of_number(spark: Any) -> None:
    rows = [
        ("P-1", 3, 2.0, " 4 ", Decimal("0.00")),
        ("P-2", None, float("nan"), "", None),
        ("P-3", 0, 1.0, "2.0", None),
    ]
    plain = (
        "person string, `ai-fundamentals` tinyint, `eu-ai-act` tinyint, `data-quality` tinyint, `human-approval` int"
    )
    same = [("P-1", 3, 2, 4, 0), ("P-2", None, None, None, None), ("P-3", 0, 1, 2, None)]
    found = [score_spark(spark.createDataFrame(*data)).toArrow() for data in ((rows, LEVELS), (same, plain))]
    assert in_order(found[0].to_batches()).equals(in_order(found[1].to_batches()))
    assert problems(spark.createDataFrame(rows, LEVELS)) == []


def test_problems_of_levels(spark: Any) -> None:
    rows = [
        ("P-1", 5, 2.5, "much", Decimal("-1.00")),
        ("P-2", 1, None, None, None),
        ("P-2", 2, None, None, None),
        ("Erika Muster", 1, None, None, None),
        (None, 1, float("inf"), "9", Decimal("1.5")),
        ("P-3", 4, 0.0, "0", Decimal("4.00")),
    ]
    assert problems(spark.createDataFrame(rows, LEVELS)) == [
        ("KIF104", "P-1", "ai-fundamentals", "5"),
        ("KIF104", "P-1", "human-approval", "-1.00"),
        ("KIF104", None, "data-quality", "9"),
        ("KIF109", None, "person", None),
        ("KIF109", None, "person", None),
        ("KIF806", "P-2", "person", None),
        ("KIF806", "P-2", "person", None),
        ("KIF807", "P-1", "data-quality", None),
        ("KIF807", "P-1", "eu-ai-act", "2.5"),
        ("KIF807", None, "eu-ai-act", None),
        ("KIF807", None, "human-approval", "1.50"),
    ]


def test_problems_of_evidence(spark: Any) -> None:
    rows = [
        value(),
        value(value=None, competency="nothing is said here"),
        value(person="P-2", competency="eu-ai-akt", source="boss"),
        value(person="P-3", value=4, source="test"),
        value(person="P-3", source="self", rater="P-4"),
        value(person="P-4", source="self", rater="P-4"),
        value(person="P-5", date="01.10.2026"),
        value(person="P-5", date="2026-02-30"),
        value(person="P-6", date="2026-12-02"),
        value(person="P-7", valid_until=dt.date(2026, 9, 30)),
        value(person="P-8", rater="R-1"),
        value(person="P-8", rater="R-1", value=3),
        value(person="P-8", rater="R-2"),
        value(person="P-9", rater="Max Muster"),
    ]
    assert problems(spark.createDataFrame(rows, EVIDENCE), today=DAY) == [
        ("KIF101", "P-2", "competency", None),
        ("KIF103", "P-2", "source", None),
        ("KIF104", "P-3", "value", "4"),
        ("KIF105", "P-6", "date", "2026-12-02"),
        ("KIF106", "P-8", "competency", None),
        ("KIF106", "P-8", "competency", None),
        ("KIF113", "P-7", "valid_until", "2026-09-30"),
        ("KIF115", "P-3", "rater", None),
        ("KIF116", "P-9", "rater", None),
        ("KIF807", "P-5", "date", "01.10.2026"),
        ("KIF807", "P-5", "date", "2026-02-30"),
    ]


@pytest.mark.parametrize(
    ("schema", "rows", "said"),
    [
        (LEVELS, [("P-1", 5, None, None, None)], "a row of person 'P-1' is wrong; find_problems of"),
        (LEVELS, [("Erika Muster", 4, None, None, None)], "a row of person '?' is wrong; find_problems of"),
        (LEVELS, [("P-1", 4, None, None, None)] * 2, "KIF806: person 'P-1' stands in several rows; find_problems of"),
        (EVIDENCE, [value(source="boss")], "a row of person 'P-1' is wrong; find_problems of"),
        (EVIDENCE, [value()] * 2, "KIF106: person 'P-1' has two values"),
    ],
)
def test_nothing_wrong_is_ever_scored(spark: Any, schema: str, rows: Sequence[Any], said: str) -> None:
    scored = score_spark(spark.createDataFrame(rows, schema), date=DAY)
    with pytest.raises(Exception, match=r"KIF|wrong") as caught:
        scored.count()
    assert said in str(caught.value)


@pytest.mark.parametrize(
    ("schema", "message"),
    [
        ("`eu-ai-act` int", "KIF803: There is no column 'person'."),
        ("person string, `eu-ai-akt` int", "KIF802: Unknown column 'eu-ai-akt'."),
        ("person string, `eu-ai-act` boolean", "KIF804: The column 'eu-ai-act' holds boolean, not whole numbers."),
        (EVIDENCE.replace("date string", "date timestamp"), "KIF804: The column 'date' holds timestamp, not days."),
        (EVIDENCE.replace("date string", "day string"), "KIF803: There is no column 'date'."),
    ],
)
def test_columns_that_cannot_be_used_are_refused_at_once(spark: Any, schema: str, message: str) -> None:
    with pytest.raises(UnusableInputError) as caught:
        score_spark(spark.createDataFrame([], schema), date=DAY)
    assert message in str(caught.value)
    assert [f"{one.code}: {one.message}" for one in caught.value.diagnostics if one.code in message] == [message]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda df: score_spark(df, roles=["lead-generater"]), "The framework has no role 'lead-generater'."),
        (lambda df: score_spark(df, roles=[]), "No role is named."),
        (lambda df: score_spark(df, "nowhere"), "The framework cannot be used."),
        (score_spark, "Evidence ages, so the assessment date has to be given."),
    ],
)
def test_wishes_that_cannot_be_met_are_refused_at_once(spark: Any, call: Callable[[Any], Any], message: str) -> None:
    with pytest.raises(KiframeworkError) as caught:
        call(spark.createDataFrame([], EVIDENCE))
    assert caught.value.message == message


def test_roles_that_are_named_are_all_that_is_scored_and_read(spark: Any, framework: Framework) -> None:
    rows = spark.createDataFrame([("P-1", 3, 9)], "person string, `ai-fundamentals` int, `mlops` int")
    role = next(role for role in framework.role_ids if "mlops" not in framework.roles[role].requirements)
    assert [row.role for row in score_spark(rows, roles=[role]).collect()] == [role]
