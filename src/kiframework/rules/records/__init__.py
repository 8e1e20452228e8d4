"""Rules for records of training. One rule per file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.rules.records import (
    contradicting_record,
    learner_not_a_pseudonym,
    record_out_of_time,
    unknown_training,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Diagnostic, Places
    from kiframework.model.record import TrainingRecord
    from kiframework.rules.base import RecordContext

RECORD_RULES = (unknown_training, contradicting_record, record_out_of_time, learner_not_a_pseudonym)
"""Sorted by code."""


def check_record(record: TrainingRecord, source: Places, context: RecordContext) -> Iterator[Diagnostic]:
    """Yield what is wrong with the record of one group."""
    for rule in RECORD_RULES:
        yield from rule.check(record, source, context)
