"""The files that ``calibration`` writes: name and content of each, made one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from kiframework.cli.documents import edition_of
from kiframework.output.calibration_json import render_calibration_json
from kiframework.output.documents import Documents

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kiframework.api.calibration import CalibrationRun
    from kiframework.output.documents import Form


def calibration_files(
    run: CalibrationRun, formats: Sequence[str], lang: str, *, people: bool
) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of every file in the formats asked for; those of single people where ``people`` is set."""
    if "json" in formats:
        yield "calibration.json", render_calibration_json(run.document)
    forms: list[Form] = [form for form in ("html", "md") if form in formats]
    if not forms:
        return
    # Pages of people are for them and their counterpart, and hold comments and objections.
    setting = run.assessed.setting
    documents = Documents(edition_of(setting, run.document.date, lang, "self", left_out=run.document.left_out))
    # One person alone is no group.
    if len(run.document.people) > 1:
        for form in forms:
            yield f"group.{form}", documents.group_calibration(run.document.group, form).encode()
    for one in run.document.people if people else ():
        for form in forms:
            # A framework may allow any pseudonyms; quoted, none of them can lead out of the folder.
            name = f"people/{quote(one.person, safe='')}.{form}"
            yield name, documents.person_calibration(one, run.whole[one.person], form).encode()
