"""Own ratings beside those of others, person by person; no single peer can be told (scoring rules 5 and 15)."""

from __future__ import annotations

from dataclasses import replace
from operator import itemgetter
from typing import TYPE_CHECKING

from kiframework.model.calibration import Comparison, OtherView, PersonCalibration
from kiframework.scoring.agreement import lines_of_people
from kiframework.scoring.disclosure import shown_terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kiframework.model.assessment import Assessment, Line, ShownSource
    from kiframework.model.evidence import SourceTerm
    from kiframework.model.framework import Framework


def calibrate(framework: Framework, assessments: Sequence[Assessment]) -> tuple[PersonCalibration, ...]:
    """Compare everybody's own ratings with those of others.

    Whoever has no competency that both have rated is left out. Somebody with several roles comes once.
    """
    found = (_of_person(framework, assessment) for assessment in whole_people(framework, assessments).values())
    return tuple(one for one in found if one.comparisons)


def whole_people(framework: Framework, assessments: Sequence[Assessment]) -> dict[str, Assessment]:
    """Return person -> an assessment that holds the competencies of all their roles, pillars in order."""
    order = {id_: number for number, id_ in enumerate(framework.competencies)}
    first = {one.person: one for one in reversed(assessments)}
    return {
        person: replace(first[person], competencies=tuple(_sorted(framework, order, lines.values())))
        for person, lines in lines_of_people(assessments).items()
    }


def _sorted(framework: Framework, order: Mapping[str, int], lines: Iterable[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: (framework.pillar_order[line.pillar], order[line.competency]))


def _of_person(framework: Framework, assessment: Assessment) -> PersonCalibration:
    own_source = framework.scoring.agreement.own_source
    comparisons: list[Comparison] = []
    own_only: list[str] = []
    others_only: list[str] = []
    for line in assessment.competencies:
        is_own = any(term.source == own_source for term in line.sources)
        is_others = any(not framework.sources[term.source].by_person for term in line.sources)
        if is_own and is_others:
            comparisons.append(_comparison(framework, line, shown_terms(framework, _as_rated(line))))
        elif is_own:
            own_only.append(line.competency)
        elif is_others:
            others_only.append(line.competency)
    return PersonCalibration(assessment.person, tuple(comparisons), tuple(own_only), tuple(others_only))


def _as_rated(line: Line) -> tuple[SourceTerm, ...]:
    """Return the sources of a line, each counting as rated: that a value may mean "at least" plays no part here."""
    return tuple(replace(term, counted_as=term.value) for term in line.sources)


def _comparison(framework: Framework, line: Line, shown: Iterable[ShownSource]) -> Comparison:
    own_source = framework.scoring.agreement.own_source
    own = next(term.raters[0].value for term in line.sources if term.source == own_source)
    # What the person did alone, such as a self-test, is neither the own rating nor another's.
    others = tuple(
        _view(framework, own, one) for one in shown if one.label is None or not framework.sources[one.label].by_person
    )
    known = [(one.apart, one) for one in others if one.apart is not None]
    # max() keeps the first of several as far apart: sources stand in the order of the framework.
    _, farthest = max(known, key=itemgetter(0), default=(None, None))
    return Comparison(line.competency, line.pillar, own, others, farthest, line.sources)


def _view(framework: Framework, own: int, shown: ShownSource) -> OtherView:
    if shown.value is None:
        return OtherView(shown.label, None, None, to_talk=False)
    difference = own - shown.value
    return OtherView(shown.label, shown.value, difference, to_talk=abs(difference) >= framework.scoring.clarify_from)
