"""Every rule there is, in words: what ``kiframework rule`` shows, and what findings are explained with."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from kiframework.diagnostics import Severity
from kiframework.model.validation import RuleText
from kiframework.rules import FRAMEWORK_RULES, PERSON_RULES, SKILL_RULES
from kiframework.rules.answers import ANSWER_RULES
from kiframework.rules.content import CONTENT_RULES
from kiframework.rules.exchange import EXCHANGE_RULES
from kiframework.rules.method import METHOD_RULES
from kiframework.rules.overlay import OVERLAY_RULES
from kiframework.rules.pilots import PILOT_RULES
from kiframework.rules.questions import QUESTION_RULES
from kiframework.rules.reading import READING_RULES
from kiframework.rules.records import RECORD_RULES
from kiframework.rules.review import REVIEW_RULES
from kiframework.rules.roadmap import ROADMAP_RULES
from kiframework.rules.suppression import SUPPRESSION_RULES
from kiframework.rules.tables import TABLE_RULES
from kiframework.rules.training import TRAINING_RULES

if TYPE_CHECKING:
    from types import ModuleType

ALL_RULES = (
    *READING_RULES,
    *SKILL_RULES,
    *PERSON_RULES,
    *FRAMEWORK_RULES,
    *CONTENT_RULES,
    *QUESTION_RULES,
    *TRAINING_RULES,
    *OVERLAY_RULES,
    *REVIEW_RULES,
    *SUPPRESSION_RULES,
    *ANSWER_RULES,
    *RECORD_RULES,
    *EXCHANGE_RULES,
    *METHOD_RULES,
    *PILOT_RULES,
    *ROADMAP_RULES,
    *TABLE_RULES,
)
"""Every module that documents a code."""

_SECTIONS = {"what": "What it does", "why": "Why", "bad": "Bad", "good": "Good"}
_HEADING = re.compile(rf"^({'|'.join(_SECTIONS.values())}):", re.MULTILINE)


@cache
def rule_texts() -> dict[str, RuleText]:
    """Return code -> rule, sorted by code. The result is shared: do not change it."""
    return {rule.CODE: _text(rule) for rule in sorted(ALL_RULES, key=lambda rule: str(rule.CODE))}


def _text(rule: ModuleType) -> RuleText:
    # Python drops docstrings when it is told to optimise; rules then have no words, but are still there.
    summary, *rest = _HEADING.split(rule.__doc__ or "")
    sections = {heading: _flat(text) for heading, text in zip(rest[::2], rest[1::2], strict=True)}
    words = {part: sections.get(heading, "") for part, heading in _SECTIONS.items()}
    severity = getattr(rule, "SEVERITY", Severity.ERROR)
    return RuleText(rule.CODE, rule.NAME, severity, _flat(summary), **words)


def _flat(text: str) -> str:
    """Undo the line breaks of a docstring."""
    return " ".join(text.split())
