"""A record lies in the future, or a check comes before what it checks.

What it does: compares every day with today, and the checks of behaviour with the last session.
Why: behaviour at work is looked at some weeks after training; on its last day there is nothing to be seen yet.
Bad: ``behaviour`` on the day of the last session
Good: ``behaviour`` six to twelve weeks later
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic
from kiframework.model.record import PARTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.record import TrainingRecord
    from kiframework.rules.base import RecordContext

CODE = "KIF503"
NAME = "record-out-of-time"


def check(record: TrainingRecord, source: Places, context: RecordContext) -> Iterator[Diagnostic]:
    """Yield one diagnostic per day that cannot be right."""
    for part in PARTS:
        for number, one in enumerate(getattr(record, part)):
            if one.date > context.today:
                message = f"{one.date} is still ahead (today is {context.today})."
                place = source.value([part, number, "date"])
                yield Diagnostic(CODE, message, place, help="record what has happened, with its day")
    last = max(record.days, default=None)
    for number, check_round in enumerate(record.behaviour):
        if last is not None and check_round.date <= last <= context.today:
            message = f"Behaviour is looked at after the last session, which was on {last}."
            place = source.value(["behaviour", number, "date"])
            yield Diagnostic(CODE, message, place, help="give the check a row of its own, with the day it was made")
