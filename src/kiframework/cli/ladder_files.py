"""The pages that ``import --results`` writes: what became of each person's ladders."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from kiframework.cli.documents import edition_of
from kiframework.output.documents import Documents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.api.import_answers import ImportRun


def ladder_files(run: ImportRun, lang: str) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of a page for each person who has answered ladders."""
    for taken in run.taken:
        fitted = taken.fitted
        if not fitted.ladders:
            continue
        answers = fitted.answers
        documents = Documents(edition_of(run.setting, answers.ratings[0].date, lang, "self"))
        name = f"{quote(answers.person, safe='')}.{answers.ratings[0].date}"
        for form in ("html", "md"):
            yield f"{name}.{form}", documents.ladders(answers, fitted.ladders, form).encode()
