"""People, groups and editions to make documents of, through the real engine."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING, Any

from kiframework.loading.yaml import read_yaml
from kiframework.model.assessment import FrameworkStamp
from kiframework.model.framework import Framework
from kiframework.model.skills import Person, Round
from kiframework.output.documents import Documents, Edition
from kiframework.output.wording import Wording
from kiframework.resources import data_folder
from kiframework.scoring.assess import assess
from kiframework.scoring.disclosure import shown_sources
from kiframework.scoring.evidence import EvidenceScale
from kiframework.scoring.groups import summarise
from kiframework.scoring.profile import compile_profile

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiframework.model.assessment import Assessment, Line
    from kiframework.model.team import TeamResult
    from kiframework.output.edition import Form

DAY = dt.date(2026, 12, 1)
ROLE = "lead-generator"
HOSTILE = '<script>alert("x")</script> | `a` **b** [c](http://example.org) \u202eabc\u2067 &amp; \' \n# d'
"""Markup of both kinds, quotes, a table's pipe, a line break and marks that turn the direction of writing."""


@cache
def framework() -> Framework:
    """Return the built-in framework."""
    folder = data_folder("framework")
    data = read_yaml((folder / "framework.yaml").read_text("utf-8"), "framework.yaml").data
    for section in ("competencies", "roles"):
        files = sorted((folder / section).glob("*.yaml"))
        data[section] = {
            key: one for file in files for key, one in read_yaml(file.read_text("utf-8"), file.name).data.items()
        }
    return Framework.model_validate(data)


def changed(**changes: Any) -> Framework:
    """Return the built-in framework with some keys replaced."""
    return Framework.model_validate(framework().model_dump() | changes)


def rating(source: str, levels: dict[str, Any], date: str = "2026-11-20", **more: Any) -> Round:
    """Return one occasion."""
    return Round.model_validate({"source": source, "date": date, "levels": levels, **more})


def required(role: str = ROLE) -> dict[str, int]:
    """Return what a role requires."""
    return {id_: one.level for id_, one in framework().roles[role].requirements.items() if one.level}


def rounds() -> list[Round]:
    """Return ratings that lead to every line status and every flag in the role :data:`ROLE`."""
    levels = required()
    own = {id_: level for id_, level in levels.items() if id_ not in {"mlops", "data-quality", "works-council"}}
    remark = {"level": 2, "evidence": "CRM-Auszug", "comment": "Herkunft fehlt", "objection": "Quelle war bekannt"}
    return [
        rating("self", own | {"data-governance": 0, "bias-fairness": 4, "lead-qualification": 3, "pilot-scaling": 0}),
        rating("manager", {"lead-database": remark, "bias-fairness": 2, "human-approval": 3}, note="Gespräch"),
        rating("test", {"data-protection": 2, "eu-ai-act": 3}, "2026-10-05"),
        rating("peer", {"prompt-engineering": 1}, rater="R-1"),
        rating("peer", {"lead-generation": 2}, rater="R-1"),
        rating("peer", {"lead-generation": 3}, rater="R-2"),
        rating("peer", {"lead-generation": 2}, rater="R-3", note="nur für die Person nicht zu lesen"),
        rating("certificate", {"direct-marketing-law": 3, "data-quality": 3}, "2024-02-01", valid_until="2026-02-01"),
        rating("work_sample", {"data-anonymisation": 3}, "2025-08-01"),
    ]


def assessed(
    given: Sequence[Round] | None = None,
    role: str = ROLE,
    person: str = "P-001",
    reasons: dict[str, str] | None = None,
    base: Framework | None = None,
) -> Assessment:
    """Assess somebody; without ratings given, the person of :func:`rounds`."""
    base = base or framework()
    if given is None:
        given, reasons = rounds(), {"works-council": "Es gibt keinen Betriebsrat."}
    one = Person(person, (), tuple(given), reasons or {})
    return assess(base, one, compile_profile(base, role), EvidenceScale(base, DAY).weigh(one))


def all_met(role: str = ROLE, person: str = "P-001") -> Assessment:
    """Assess somebody who exactly meets a role."""
    levels = required(role)
    return assessed([rating("self", levels), rating("manager", levels)], role, person)


def line(assessment: Assessment, competency: str) -> Line:
    """Return the line of a competency."""
    return next(one for one in assessment.competencies if one.competency == competency)


def edition(lang: str = "de", audience: str = "aggregate", **more: Any) -> Edition:
    """Return an edition of the built-in framework, unless ``framework`` is given."""
    base = more.pop("framework", framework())
    stamp = FrameworkStamp(base.id, base.version, base.sha256)
    return Edition(base, stamp, DAY, lang, audience, tool_version="1.0.0", **more)


def wording(lang: str = "de", **more: Any) -> Wording:
    """Return the words of an edition."""
    return Wording(edition(lang, **more))


def person_document(form: Form = "html", assessment: Assessment | None = None, **more: Any) -> str:
    """Render a person report."""
    assessment = assessment or assessed()
    made = edition(**more)
    return Documents(made).person(assessment, shown_sources(made.framework, assessment), form)


def group(people: int = 12, role: str = ROLE, first: int = 1) -> list[Assessment]:
    """Assess some people of one role, every second one exactly meeting it."""
    names = [f"P-{number:03}" for number in range(first, first + people)]
    return [
        all_met(role, name) if number % 2 else assessed(person=name, role=role) for number, name in enumerate(names)
    ]


def team(assessments: Sequence[Assessment]) -> TeamResult:
    """Summarise a group."""
    return summarise(framework(), DAY, assessments)


def team_document(form: Form = "html", assessments: Sequence[Assessment] | None = None, **more: Any) -> str:
    """Render a team report."""
    assessments = group() if assessments is None else assessments
    return Documents(edition(**more)).team(team(assessments), assessments, form)
