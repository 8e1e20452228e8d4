"""``kiframework calibration``: own ratings beside those of others, and how well the framework is understood alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiframework.api.assess import AssessRequest, AssessRun, assess, require_settled_council
from kiframework.errors import KiframeworkError
from kiframework.model.calibration import SCHEMA_VERSION, CalibrationDocument
from kiframework.scoring.agreement import agreement_by_pillar
from kiframework.scoring.calibration import calibrate as compare
from kiframework.scoring.calibration import whole_people

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiframework.api.crew import Watch
    from kiframework.model.assessment import Assessment


@dataclass(frozen=True, slots=True)
class CalibrationRun:
    """What came out of a run."""

    assessed: AssessRun
    """The run of ``assess`` it rests on: the same people, roles and rules."""
    document: CalibrationDocument
    whole: Mapping[str, Assessment]
    """Person -> what is known about all competencies of their roles."""


def calibrate(request: AssessRequest, watch: Watch = iter) -> CalibrationRun:
    """Compare own ratings with those of others, for the people and roles that ``assess`` would assess.

    Raises :class:`~kiframework.errors.KiframeworkError` as :func:`~kiframework.api.assess.assess` does.
    """
    assessed = assess(request, watch)
    framework, assessments = assessed.setting.framework, assessed.document.assessments
    document = CalibrationDocument(
        SCHEMA_VERSION,
        assessed.document.framework,
        assessed.document.date,
        assessed.document.left_out,
        agreement_by_pillar(framework, assessments),
        compare(framework, assessments),
    )
    return CalibrationRun(assessed, document, whole_people(framework, assessments))


def what_waits(run: CalibrationRun) -> KiframeworkError | None:
    """Return why the pages of several people have to wait for the works council question; None if they need not."""
    if len(run.document.people) > 1:
        try:
            require_settled_council(run.assessed, "manager")
        except KiframeworkError as error:
            return error
    return None
