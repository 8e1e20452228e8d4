"""The forms that ``quickcheck`` writes: content of one file each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework import __version__
from kiframework.api.reports import read_branding
from kiframework.errors import KiframeworkError
from kiframework.output.edition import Branding

if TYPE_CHECKING:
    from kiframework.api.questionnaire import Prepared


def form_bytes(prepared: Prepared, form: str, lang: str) -> bytes:
    """Return a form: ``html`` for one person, ``xlsx`` with a sheet for each, ``xlsx-team`` with one sheet for all."""
    looks = Branding(**read_branding(prepared.setting.workspace, lang))
    if form != "html":
        return _workbook(prepared, form, looks, lang)
    from kiframework.output.form import render_form

    if len(prepared.asked) > 1:
        raise KiframeworkError("An HTML form is for one person.", "write one for each --person, or use --form xlsx")
    questionnaire, start = prepared.asked[0]
    return render_form(questionnaire, start, looks, lang, __version__).encode()


def _workbook(prepared: Prepared, form: str, looks: Branding, lang: str) -> bytes:
    from kiframework.output.workbook import render_team_workbook, render_workbook

    if form == "xlsx":
        return render_workbook(prepared.asked, looks, lang, __version__)
    return render_team_workbook(prepared.asked, looks, lang, __version__)
