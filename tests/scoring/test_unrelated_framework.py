"""A framework that shares nothing with the built-in one, from its files to the results.

Three pillars, a scale from 0 to 7, one language, own sources, ages, bands and pseudonyms: whatever the code knew of the
built-in framework would show here.
"""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from tests.scoring.cases import line

from kiframework.api.assess import AssessRequest, AssessRun, assess, readiness_order
from kiframework.api.roles_for import roles_for

if TYPE_CHECKING:
    from pathlib import Path

    from kiframework.model.assessment import Assessment

DAY = dt.date(2030, 6, 30)

TOP = """
id: boat-school
version: "3.1.4"
languages: [en]
title: {en: Boat school}
description: {en: What sailing instructors do.}
purpose: {en: For learning only.}
license: CC0-1.0
baseline: null
weights: {lowest: 1, highest: 10}
scale:
"""
SCALE = "".join(f"  - {{level: {n}, title: {{en: Step {n}}}, meaning: {{en: Does {n} things.}}}}\n" for n in range(8))
REST = """
pillars:
  - {id: seamanship, title: {en: Seamanship}, meaning: {en: Handling a boat.}}
  - {id: teaching, title: {en: Teaching}, meaning: {en: Passing it on.}}
  - {id: weather, title: {en: Weather}, meaning: {en: Reading the sky.}}
scoring:
  person_pattern: 'crew [0-9]+'
  sources:
    - {id: logbook, title: {en: Logbook}, weight: 2, confirms: false, by_person: true}
    - {id: coach, title: {en: Coach}, weight: 5, confirms: true, named_from: 2}
    - {id: exam, title: {en: Exam}, weight: 4, ceiling: 6, confirms: true}
  shares:
    - {below: 1/2, level: 2}
    - {level: 6}
  age:
    - {up_to_days: 100, factor: 1}
    - {up_to_days: 200, factor: 3/4}
    - {up_to_days: 300, factor: 1/10}
  clarify_from: 3
  near_within: 1
  must_have_factor: 4
  coverage: {overall: 50 %, pillar: 25 %}
  bands:
    - {id: skipper, title: {en: skipper}, score: 9/10, pillar: 3/4}
    - {id: mate, title: {en: mate}, score: 1/2}
    - {id: deckhand, title: {en: deckhand}}
  groups: {smallest: 6, share_step: 1/4}
  agreement: {own_source: logbook, smallest_pairs: 18, smallest_people: 6, alarm_below: 0.9}
competencies:
  knots: {pillar: seamanship, weight: 10, title: {en: Knots}, meaning: {en: Ties knots.}}
  steering: {pillar: seamanship, weight: 4, title: {en: Steering}, meaning: {en: Steers.}, prerequisites: [knots]}
  lessons: {pillar: teaching, weight: 7, title: {en: Lessons}, meaning: {en: Plans lessons.}}
  clouds: {pillar: weather, weight: 1, title: {en: Clouds}, meaning: {en: Names clouds.}}
"""
ROLES = """
instructor:
  title: {en: Instructor}
  purpose: {en: Teaches sailing.}
  pillar_weights: {seamanship: 1, teaching: 2, weather: 1}
  requirements:
    knots: {level: 7}
    steering: {level: 5, must_have: true}
    lessons: {level: 6}
    clouds: {level: 4}
guest:
  title: {en: Guest}
  purpose: {en: Comes along.}
  requirements:
    knots: {level: 1}
"""
OWN_VIEW = """
person: crew 7
role: instructor
ratings:
  - source: logbook
    date: 2030-06-01
    levels: {knots: 7, steering: 5, lessons: 2}
  - source: exam
    date: 2030-01-01
    valid_until: 2031-01-01
    shares: {steering: 0.5}
"""
OTHERS = """
person: crew 7
ratings:
  - source: coach
    rater: crew 1
    date: 2030-06-29
    levels: {knots: 5, lessons: 5}
  - source: coach
    rater: crew 2
    date: 2030-01-01
    levels: {knots: 7}
  - source: coach
    rater: crew 3
    date: 2029-09-10
    levels: {clouds: 1}
"""


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """Write the framework, and one person in two files, as a user would."""
    (tmp_path / "rules" / "roles").mkdir(parents=True)
    (tmp_path / "rules" / "framework.yaml").write_text(TOP + SCALE + REST, "utf-8")
    (tmp_path / "rules" / "roles" / "all.yaml").write_text(ROLES, "utf-8")
    (tmp_path / "people").mkdir()
    (tmp_path / "people" / "a.yaml").write_text(OWN_VIEW, "utf-8")
    (tmp_path / "people" / "b.yaml").write_text(OTHERS, "utf-8")
    return tmp_path


def run(school: Path, *roles: str) -> AssessRun:
    rules, people = str(school / "rules"), str(school / "people")
    return assess(AssessRequest((people,), DAY, DAY, framework=rules, roles=roles))


def only(school: Path, *roles: str) -> Assessment:
    found = run(school, *roles)
    assert found.diagnostics == ()
    (assessment,) = found.document.assessments
    return assessment


# Knots: coach (5 x 1 + 7 x 3/4) / (7/4) = 41/7 at 5, logbook 7 at 2. Steering: the exam is at its ceiling of 6 and says
# "at least"; logbook 5. Lessons: logbook 2, coach 5. Clouds: a coach 293 days ago, one tenth left.
LEVELS = {
    "knots": (5 * Fraction(41, 7) + 2 * 7) / 7,
    "steering": Fraction(4 * 6 + 2 * 5, 6),
    "lessons": Fraction(5 * 5 + 2 * 2, 7),
    "clouds": Fraction(1),
}


def test_levels_follow_its_own_sources_ages_and_ceilings(school: Path) -> None:
    assert {one.competency: one.level for one in only(school).competencies} == LEVELS


def test_flags_and_statuses_follow_its_own_limits(school: Path) -> None:
    found = {one.competency: (one.status, set(one.flags)) for one in only(school).competencies}
    assert found == {
        "knots": ("near", {"confirmed"}),
        "steering": ("met", {"confirmed"}),
        "lessons": ("gap", {"confirmed", "clarify"}),
        "clouds": ("gap", {"refresh-due"}),
    }


def test_score_and_readiness_follow_its_own_pillars_and_bands(school: Path) -> None:
    found = only(school)
    seamanship = (10 * LEVELS["knots"] / 7 + 4) / 14
    assert [one.point for one in found.pillars] == [seamanship, LEVELS["lessons"] / 6, Fraction(1, 4)]
    assert [one.weight for one in found.pillars] == [Fraction(1, 4), Fraction(1, 2), Fraction(1, 4)]
    assert found.score.point == (seamanship + 2 * LEVELS["lessons"] / 6 + Fraction(1, 4)) / 4
    assert (found.readiness, found.provisional) == ("mate", None)
    limit = found.outlook.limit
    assert limit is not None
    assert (limit.band, limit.pillar, limit.limit) == ("skipper", None, Fraction(9, 10))


def test_priorities_follow_its_own_factor_and_graph(school: Path) -> None:
    found = only(school)
    assert line(found, "clouds").priority == 3
    assert line(found, "lessons").priority == (6 - LEVELS["lessons"]) * 7
    assert found.priorities == ("lessons", "knots", "clouds")


def test_readiness_codes_are_its_own(school: Path) -> None:
    framework = run(school).setting.framework
    assert readiness_order(framework) == ["must-have-open", "not-assessable", "deckhand", "mate", "skipper"]


def test_another_role_of_it_can_be_chosen(school: Path) -> None:
    found = only(school, "guest")
    assert (found.role, found.score.point, found.readiness) == ("guest", Fraction(1), "skipper")


def test_which_file_comes_first_changes_nothing(school: Path) -> None:
    before = run(school).document
    (school / "people" / "a.yaml").rename(school / "people" / "z.yaml")
    assert run(school).document == before


def test_groups_follow_its_own_smallest_size_and_steps(school: Path) -> None:
    for number in range(5):
        text = f"person: crew 10{number}\nrole: guest\nratings:\n  - source: coach\n    date: 2030-06-29\n"
        text += f"    levels: {{knots: {number % 2}}}\n"
        (school / "people" / f"guest-{number}.yaml").write_text(text, "utf-8")
    five = run(school, "guest").team()
    assert (five.smallest, five.firm.people) == (6, 6)
    assert five.firm.ready is not None
    assert (five.firm.ready.low, five.firm.ready.high) == (Fraction(1, 2), Fraction(3, 4)), "3 of 6"
    (school / "people" / "guest-0.yaml").unlink()
    assert run(school, "guest").team().firm.people is None


def test_agreement_compares_its_own_sources(school: Path) -> None:
    for number in range(8, 13):
        text = OWN_VIEW.replace("crew 7", f"crew {number}") + OTHERS.partition("ratings:\n")[2]
        (school / "people" / f"{number}.yaml").write_text(text, "utf-8")
    found = run(school).team().agreement
    assert found is not None
    # Six people like this. Pairs with the latest other: knots 7 and 5, steering 5 and 6, lessons 2 and 5.
    assert (found.pairs, found.people, found.mean_difference) == (18, 6, Fraction(2 - 1 - 3, 3))
    assert found.alarm


def test_its_few_named_raters_are_merged(school: Path) -> None:
    found = run(school)
    shown = found.shown_sources(found.document.assessments[0])
    assert [one.label for one in shown["knots"]] == ["logbook", "coach"], "two coaches are enough here"
    assert [(one.label, one.value) for one in shown["clouds"]] == [("coach", None)]


def test_nearness_is_measured_on_its_own_scale(school: Path) -> None:
    found = roles_for("crew 7", [str(school / "people")], str(school / "rules"), DAY, DAY)
    near = {one.role: one for one in found.roles}
    surplus = 10 * (LEVELS["knots"] - 1) + 4 * LEVELS["steering"] + 7 * LEVELS["lessons"] + LEVELS["clouds"]
    assert near["guest"].nearness == 1 - surplus / (7 * 22)
    assert [one.role for one in found.roles] == ["instructor", "guest"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("knots: 7, steering", "knots: 8, steering", "KIF104"),
        ("person: crew 7", "person: P-001", None),
        ("source: logbook", "source: self", None),
        ("steering: 0.5", "steering: 1.5", None),
        ("role: instructor", "role: lead-generator", None),
    ],
)
def test_its_own_limits_hold_for_skill_files(school: Path, old: str, new: str, code: str | None) -> None:
    file = school / "people" / "a.yaml"
    assert old in OWN_VIEW
    file.write_text(OWN_VIEW.replace(old, new), "utf-8")
    found = run(school)
    assert [one.path for one in found.document.left_out if "a.yaml" in one.path]
    assert found.diagnostics
    assert code is None or code in {one.code for one in found.diagnostics}
