from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from tests.output import samples

from kiframework.model.assessment import LeftOut
from kiframework.model.team import Agreement, BaselineResult, ShareStep
from kiframework.output.frame_view import frame
from kiframework.output.team_view import TeamView, team_view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiframework.model.assessment import Assessment
    from kiframework.model.team import TeamResult

FIFTH = Fraction(1, 5)
HIDDEN = "n < 5"


def viewed(
    assessments: Sequence[Assessment] | None = None, team: TeamResult | None = None, lang: str = "de", **more: object
) -> TeamView:
    assessments = samples.group() if assessments is None else assessments
    words = samples.wording(lang, **more)
    return team_view(words, team or samples.team(assessments), assessments, frame(words, "team"))


def step(low: int) -> ShareStep:
    return ShareStep(FIFTH * low, FIFTH * (low + 1))


def with_baseline(ready: ShareStep | None, target: Fraction | None = Fraction(4, 5)) -> TeamResult:
    return replace(samples.team(samples.group()), baseline=BaselineResult("belegschaft-basis", 12, target, ready))


@pytest.mark.parametrize(
    ("ready", "headline"),
    [
        (4, "Das Basisziel von 80\xa0% ist erreicht"),
        (3, "Das Basisziel von 80\xa0% ist noch nicht erreicht"),
        (2, "Das Basisziel von 80\xa0% ist noch nicht erreicht"),
        (None, "Zum Basisprofil lässt sich noch nichts sagen"),
    ],
)
def test_the_headline_compares_with_the_target_as_far_as_steps_allow(ready: int | None, headline: str) -> None:
    shown = viewed(team=with_baseline(None if ready is None else step(ready))).summary
    assert shown is not None
    assert shown.headline == headline
    assert shown.target == "Ziel: 80\xa0%"


def test_without_a_target_the_share_is_the_headline() -> None:
    shown = viewed(team=with_baseline(step(1), None)).summary
    assert shown is not None
    assert shown.headline == "20 bis 40\xa0% der Belegschaft sind im Basisprofil einsatzbereit"
    assert shown.target == ""


def test_without_a_baseline_requirements_are_the_headline() -> None:
    shown = viewed().summary
    assert shown is not None
    assert shown.headline == "80 bis 100\xa0% der Anforderungen sind erreicht"
    assert len(shown.findings) == 3


def test_small_groups_show_nothing_but_the_sign() -> None:
    view = viewed([*samples.group(7), *samples.group(3, "ki-trainer", 50)])
    trainers = next(row for row in view.groups if row.title == "KI-Trainer")
    assert {trainers.people, trainers.met.text, trainers.rated.text, trainers.ready.text} == {HIDDEN}
    assert trainers.met.meter is None
    column = view.heat_maps[0].columns.index("KI-Trainer")
    cells = [row.cells[column] for group in view.heat_maps[0].groups for row in group.rows]
    assert {cell.text for cell in cells} <= {HIDDEN, "–"}
    assert {cell.tone for cell in cells} <= {"hidden", "none"}


def test_a_group_too_small_as_a_whole_gets_no_figures() -> None:
    view = viewed(samples.group(3))
    assert view.summary is None
    assert "weniger als 5 Personen" in view.too_small
    assert view.cover.facts[0].text == HIDDEN


def test_shares_come_in_steps() -> None:
    view = viewed()
    assert view.groups[0].met.text == "80–100\xa0%"
    assert view.groups[0].met.tone == "s5"
    assert str(view.groups[0].met.meter).count("c-solid") == 1


def test_gaps_keep_the_order_of_the_engine() -> None:
    result = samples.team(samples.group())
    view = viewed(team=result)
    titles = samples.wording().titles
    assert [row.title for row in view.gaps.rows] == [titles[competency] for competency, _ in result.gaps]
    assert view.gaps.headline.endswith(view.gaps.rows[0].title)


def test_no_gap_and_no_risk_read_so() -> None:
    result = samples.team(samples.group())
    calm = replace(result, gaps=(), competencies=tuple(replace(row, at_risk=False) for row in result.competencies))
    view = viewed(team=calm)
    assert (view.gaps.headline, view.gaps.rows) == ("Es ist keine Lücke zu zeigen", ())
    assert (view.risk.headline, view.risk.groups) == ("Keine Kompetenz ruht auf wenigen Personen", ())


def test_cover_at_risk_names_competencies_without_numbers() -> None:
    view = viewed(samples.group(5))
    assert view.risk.headline == "34 von 34 Kompetenzen ruhen auf wenigen Personen"
    assert not any(character.isdigit() for group in view.risk.groups for item in group.items for character in item)


def test_many_roles_go_into_several_tables() -> None:
    roles = list(samples.framework().roles)
    result = samples.team(samples.group())
    wide = replace(
        result,
        roles=tuple(replace(result.roles[0], role=role) for role in roles * 2),
        competencies=tuple(replace(row, roles=row.roles * (2 * len(roles))) for row in result.competencies),
    )
    maps = viewed(team=wide).heat_maps
    assert [len(one.columns) for one in maps] == [8, 7]
    assert all(len(row.cells) == len(one.columns) for one in maps for group in one.groups for row in group.rows)


@pytest.mark.parametrize(
    ("kappa", "alarm", "headline"),
    [
        (Fraction(122, 147), False, "Selbst- und Fremdbild passen ausreichend zusammen"),
        (Fraction(1, 10), True, "Selbst- und Fremdbild gehen weit auseinander"),
        (None, False, "Die Übereinstimmung lässt sich nicht berechnen"),
    ],
)
def test_agreement_is_put_into_words(kappa: Fraction | None, alarm: bool, headline: str) -> None:
    agreement = Agreement(40, 12, kappa, Fraction(-3, 10), alarm)
    words = viewed(team=replace(samples.team(samples.group()), agreement=agreement)).agreement
    assert words is not None
    assert words.headline == headline
    assert "40 Paaren" in words.text or "40 Paare" in words.text
    assert "0,30 Stufen unter den anderen" in words.text
    assert kappa is None or ("0,83" in words.text or "0,10" in words.text)


@pytest.mark.parametrize("audience", ["aggregate", "self"])
def test_people_appear_for_managers_only(audience: str) -> None:
    assert viewed(audience=audience).matrices == ()


def test_the_matrix_is_in_order_of_pseudonyms_whatever_the_order_given() -> None:
    people = samples.group(14)
    (first, second) = viewed(people[::-1], samples.team(people), audience="manager").matrices
    assert first.people == tuple(f"P-{number:03}" for number in range(1, 13))
    assert second.people == ("P-013", "P-014")
    assert first.caption != second.caption


def test_the_matrix_shows_levels_against_required_ones_and_names_where_given() -> None:
    (matrix,) = viewed(audience="manager", names={"P-001": "Erika Beispiel"}).matrices
    assert matrix.people[:2] == ("Erika Beispiel", "P-002")
    row = next(row for row in matrix.rows if row.title == "Datenschutz und DSGVO-konforme Prompts")
    assert (row.required, row.must_have) == ("3", True)
    assert [tuple(cell) for cell in row.cells[:2]] == [("2,3", "gap", "Lücke"), ("3", "met", "erreicht")]


def test_files_left_out_are_listed() -> None:
    left_out = (LeftOut("skills/P-009.yaml", "P-009", ("KIF104", "KIF105")),)
    view = viewed(left_out=left_out)
    assert view.left_out_headline == "Eine Datei ist nicht ausgewertet"
    assert [tuple(row) for row in view.left_out] == [("skills/P-009.yaml", "KIF104, KIF105")]
    assert viewed().left_out_headline == ""
