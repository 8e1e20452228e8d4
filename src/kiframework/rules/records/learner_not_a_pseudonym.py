"""A record names somebody by something other than a pseudonym.

What it does: compares everybody in lists and checks with the framework's pattern for people.
Why: records lie beside skill files and are kept for years; names stand in a list of their own.
Bad: ``present: [Erika, P-002]``
Good: ``present: [P-001, P-002]``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.record import TrainingRecord
    from kiframework.rules.base import RecordContext

CODE = "KIF504"
NAME = "learner-not-a-pseudonym"


def check(record: TrainingRecord, source: Places, context: RecordContext) -> Iterator[Diagnostic]:
    """Yield one diagnostic per entry that may be a name; it is not repeated."""
    for fact in record.facts():
        kind, *rest = fact.about
        if kind == "owner" and ("@" in str(fact.value) or len(str(fact.value).split()) != 1):
            place = source.value(fact.path)._replace(entry="")
            yield Diagnostic(CODE, "This is no pseudonym of a trainer.", place, help="use an id such as R-04 or HR")
        if kind in ("attendance", "learning", "behaviour"):
            person = str(rest[1] if kind == "attendance" else rest[0])
            if context.pseudonym.fullmatch(person) is None:
                help_ = f"pseudonyms have the form {context.pseudonym.pattern}; names are kept elsewhere"
                place = source.value(fact.path)._replace(entry="")
                yield Diagnostic(CODE, "This is no pseudonym of a person.", place, help=help_)
