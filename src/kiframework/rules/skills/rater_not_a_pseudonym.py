"""A rater is named, or given by an e-mail address, where a pseudonym belongs.

What it does: looks in every ``rater`` for an "@" and for white space between words.
Why: raters are people too; their names would stand in every copy of the file and in working papers.
Bad: ``rater: Erika Beispiel``
Good: ``rater: R-07``
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.skills import SkillFile
    from kiframework.rules.base import SkillContext

CODE = "KIF116"
NAME = "rater-not-a-pseudonym"


def check(skills: SkillFile, source: Places, context: SkillContext) -> Iterator[Diagnostic]:
    """Yield one diagnostic per round. The rater is not repeated: it may be a name."""
    for number, occasion in enumerate(skills.ratings):
        if occasion.rater is not None and _names_somebody(occasion.rater, context):
            place = source.value(["ratings", number, "rater"])
            help_ = "use an id such as R-07; who is behind it is written down elsewhere"
            yield Diagnostic(CODE, "The rater is no pseudonym.", place, help=help_)


def _names_somebody(rater: str, context: SkillContext) -> bool:
    # Whoever is rated may rate others: a person's pseudonym is one here too, whatever its form.
    return ("@" in rater or len(rater.split()) > 1) and context.pseudonym.fullmatch(rater) is None
