"""A record is about a training that the catalogue does not have, or about somebody nobody knows.

What it does: looks up the module, counts its sessions, and compares answers on slips with the statements asked. When
something is recorded, people without a skill file are named in a warning.
Why: without its module nobody can say what a training was about, and answers to other statements mean nothing here.
Bad: ``module: promt-basics``, or ``session: 3`` of a module with two
Good: ``module: prompt-basics`` with sessions 1 and 2
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic, unknown_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.record import TrainingRecord
    from kiframework.rules.base import RecordContext

CODE = "KIF501"
NAME = "unknown-training"


def check(record: TrainingRecord, source: Places, context: RecordContext) -> Iterator[Diagnostic]:
    """Yield one diagnostic per module, session or slip that the catalogue does not know."""
    catalogue = context.catalogue
    module = catalogue.modules.get(record.module)
    if module is None:
        message = f"Unknown module '{record.module}'."
        yield unknown_word(CODE, message, source.value(["module"]), word=record.module, known=catalogue.modules)
        return
    for number, held in enumerate(record.sessions):
        if held.session > len(module.sessions):
            message = f"'{record.module}' has {len(module.sessions)} session(s), and none with number {held.session}."
            place = source.value(["sessions", number, "session"])
            yield Diagnostic(CODE, message, place, help="correct the number of the session")
    asked = len(catalogue.reaction)
    for number, reaction in enumerate(record.reaction):
        for row, slip in enumerate(reaction.slips):
            if len(slip) != asked:
                message = f"This slip has {len(slip)} answer(s); the catalogue asks {asked}."
                place = source.value(["reaction", number, "slips", row])
                yield Diagnostic(CODE, message, place, help="write an answer to every statement, or leave the slip out")
