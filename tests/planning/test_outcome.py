"""What came of training, worked out by hand: levels before and after, shares of checks, what is due."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from tests.planning.bakery import catalogue
from tests.rules.content_cases import BAKERY

from kiframework.loading.framework import load_framework
from kiframework.model.record import TrainingRecord
from kiframework.model.skills import Person, RatedLevel, Round
from kiframework.model.team import ShareStep
from kiframework.planning.outcome import months_later, report_training

if TYPE_CHECKING:
    from pathlib import Path

    from kiframework.model.outcome import TrainingReport

FIRST, LATER, END = dt.date(2026, 10, 1), dt.date(2026, 11, 20), dt.date(2026, 12, 1)
FIVE = [f"P-00{number}" for number in range(1, 6)]


def record(group: str = "weighing-basics-1", **parts: Any) -> TrainingRecord:
    held = [{"session": 1, "date": FIRST, "present": FIVE}]
    about = {"group": group, "module": "weighing-basics", "catalogue": "1.0.0", "sessions": held}
    return TrainingRecord.model_validate({**about, **parts})


def person(name: str, *rounds: tuple[dt.date, int | str], competency: str = "weighing") -> Person:
    made = tuple(
        Round.model_validate({"source": "master", "date": day, "levels": {competency: level}}) for day, level in rounds
    )
    return Person(name, (), made, {})


@pytest.fixture
def report(tmp_path: Path) -> Any:
    training = catalogue(tmp_path)
    (tmp_path / "framework.yaml").write_text(BAKERY, "utf-8")
    framework = load_framework(tmp_path, "fw").framework
    assert framework is not None

    def made(people: list[Person], *records: TrainingRecord, day: dt.date = END) -> TrainingReport:
        return report_training(framework, training, people, records, day)

    return made


def test_the_gain_is_the_difference_of_two_assessments(report: Any) -> None:
    # Before: 0, 0, 1, 1, 2 (mean 4/5). Afterwards: 2, 1, 2, 2, 2 (mean 9/5). The later rating alone stands for
    # its rater and source, since both are of the same age step.
    before, after = (0, 0, 1, 1, 2), (2, 1, 2, 2, 2)
    people = [
        person(name, (dt.date(2026, 9, 1), low), (LATER, high))
        for name, low, high in zip(FIVE, before, after, strict=True)
    ]
    (gain,) = report(people, record()).gains
    assert (gain.competency, gain.people) == ("weighing", 5)
    assert (gain.before, gain.after, gain.gain) == (Fraction(4, 5), Fraction(9, 5), Fraction(1))


def test_attendance_and_passed_checks_raise_no_level(report: Any) -> None:
    met = [{"date": FIRST, "outcomes": dict.fromkeys(FIVE, "met")}]
    people = [person(name, (dt.date(2026, 9, 1), 0)) for name in FIVE]
    done = report(people, record(learning=met))
    assert done.gains == ()
    assert done.people == ()


def test_of_fewer_than_five_people_no_gain_is_shown(report: Any) -> None:
    people = [person(name, (dt.date(2026, 9, 1), 0), (LATER, 2)) for name in FIVE[:4]]
    done = report(people, record())
    (gain,) = done.gains
    assert (gain.people, gain.before, gain.after, gain.gain) == (None, None, None, None)
    assert len(done.people) == 4, "for working papers"


@pytest.mark.parametrize(
    ("rounds", "competency"),
    [
        (((LATER, 2),), "weighing"),  # nothing known before
        (((dt.date(2026, 9, 1), 0),), "weighing"),  # nothing rated since
        (((dt.date(2026, 9, 1), 0), (FIRST, 2)), "weighing"),  # on the day of the session itself
        (((dt.date(2026, 9, 1), 0), (END + dt.timedelta(1), 2)), "weighing"),  # after the day of the report
        (((dt.date(2026, 9, 1), 0), (LATER, 2)), "kneading"),  # not what the module is about
    ],
)
def test_without_both_assessments_there_is_no_gain(report: Any, rounds: Any, competency: str) -> None:
    assert report([person("P-001", *rounds, competency=competency)], record()).people == ()


def test_an_answer_without_a_value_rates_nothing_again(report: Any) -> None:
    silent = Round.model_validate(
        {"source": "master", "date": LATER, "levels": {"weighing": {"level": "not_observable", "comment": "krank"}}}
    )
    known = person("P-001", (dt.date(2026, 9, 1), 1))
    assert isinstance(silent.levels["weighing"], RatedLevel)
    people = [Person("P-001", (), (*known.rounds, silent), {})]
    assert report(people, record()).people == ()


def test_absent_people_have_no_gain(report: Any) -> None:
    held = [{"session": 1, "date": FIRST, "present": FIVE[1:], "absent": FIVE[:1]}]
    people = [person(name, (dt.date(2026, 9, 1), 0), (LATER, 2)) for name in FIVE]
    assert [one.person for one in report(people, record(sessions=held)).people] == FIVE[1:]


def test_of_several_trainings_in_a_competency_the_first_and_the_last_day_count(report: Any) -> None:
    second = [{"session": 1, "date": LATER, "present": ["P-001"]}]
    people = [person("P-001", (dt.date(2026, 9, 1), 0), (dt.date(2026, 10, 20), 1))]
    assert report(people, record()).people[0].after == 1
    assert report(people, record(), record("weighing-basics-2", sessions=second)).people == ()


def test_shares_of_checks_stand_in_steps_and_the_latest_check_counts(report: Any) -> None:
    first = dict(zip(FIVE, ["met", "met", "not_met", "partly", "not_met"], strict=True))
    again = {"P-003": "met"}
    learning = [{"date": LATER, "outcomes": again}, {"date": FIRST, "outcomes": first}]
    (outcome,) = report([], record(learning=learning)).outcomes
    assert outcome.learning.checked == 5
    assert outcome.learning.share == ShareStep(Fraction(3, 5), Fraction(4, 5)), "3 of 5, at the limit of the outer step"
    assert outcome.behaviour.checked is None


def test_checks_of_several_groups_are_taken_together(report: Any) -> None:
    one = [{"date": FIRST, "outcomes": dict.fromkeys(FIVE[:3], "met")}]
    two = [{"date": FIRST, "outcomes": dict.fromkeys(FIVE[3:], "met")}]
    (outcome,) = report([], record(learning=one), record("weighing-basics-2", learning=two)).outcomes
    assert outcome.learning.share == ShareStep(Fraction(4, 5), Fraction(1))


def test_slips_have_a_mean_from_five_on(report: Any) -> None:
    four, five = ([{"date": FIRST, "slips": [[5], [4], [5], [3], *more]}] for more in ([], [[2]]))
    assert report([], record(reaction=four)).outcomes[0].reaction.mean is None
    found = report([], record(reaction=five)).outcomes[0].reaction
    assert (found.checked, found.mean) == (5, Fraction(19, 5))


def test_a_measure_says_what_was_held_for_whom(report: Any) -> None:
    done = report([], record(owner="T-01", audience=["journeyman"], systems=["Waage"], catalogue="0.9.0"))
    (measure,) = done.measures
    assert (measure.days, measure.people, measure.owner) == ((FIRST,), 5, "T-01")
    assert (measure.audience, measure.systems) == (("journeyman",), ("Waage",))
    assert [tuple(step) for step in measure.closes] == [("weighing", 1), ("weighing", 2)]
    assert (measure.content, measure.outdated) == ("0.9.0", True)
    assert measure.refresh == dt.date(2027, 10, 1)


def test_checks_that_are_not_recorded_are_due(report: Any) -> None:
    due = [(one.check, one.due) for one in report([], record()).due]
    assert due == [("learning", FIRST), ("behaviour", FIRST + dt.timedelta(weeks=8))]
    met = [{"date": FIRST, "outcomes": {"P-001": "met"}}]
    assert [one.check for one in report([], record(learning=met)).due] == ["behaviour"]
    nobody = [{"session": 1, "date": FIRST, "absent": FIVE}]
    assert report([], record(sessions=nobody)).due == ()


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ((2026, 10, 1), 12, (2027, 10, 1)),
        ((2028, 2, 29), 12, (2029, 2, 28)),
        ((2026, 12, 31), 2, (2027, 2, 28)),
        ((2026, 8, 31), 1, (2026, 9, 30)),
    ],
)
def test_months_end_where_they_end(day: tuple[int, int, int], months: int, expected: tuple[int, int, int]) -> None:
    assert months_later(dt.date(*day), months) == dt.date(*expected)
