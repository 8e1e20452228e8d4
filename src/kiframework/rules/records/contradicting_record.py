"""A record says two things about the same.

What it does: compares everything said about one session and person, one check and day, one figure and day.
Why: one of the two is wrong, and which one only people know; nothing recorded is ever written over.
Bad: P-003 among ``present`` and among ``absent`` of session 1
Good: P-003 in one of the two lists
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.record import Fact, TrainingRecord
    from kiframework.rules.base import RecordContext

CODE = "KIF502"
NAME = "contradicting-record"

HELP = "correct the one that is wrong"
"""The way out."""
_HELP = {"reaction": "slips bear no names: record all slips of a day at once, or correct the record by hand"}
_TOPICS = {
    "owner": "The trainer",
    "session": "Attendance on another day",
    "attendance": "Attendance",
    "reaction": "What was said",
    "learning": "The check of learning",
    "behaviour": "The check of behaviour",
    "result": "This figure",
}


def check(record: TrainingRecord, source: Places, _context: RecordContext) -> Iterator[Diagnostic]:
    """Yield one diagnostic for everything that contradicts what stands above it."""
    said: dict[object, Fact] = {}
    for fact in record.facts():
        before = said.setdefault(fact.about, fact)
        if before.value != fact.value:
            related = (("stands there already", source.value(before.path)),)
            help_ = _HELP.get(str(fact.about[0]), HELP)
            yield Diagnostic(CODE, message_about(fact), source.value(fact.path), help=help_, related=related)


def message_about(fact: Fact) -> str:
    """Say that something is recorded otherwise. Whom it is about, the place shows."""
    return f"{_TOPICS[str(fact.about[0])]} is recorded otherwise already."
