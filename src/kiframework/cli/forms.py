"""The forms that ``quickcheck`` writes: content of one file each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework import __version__
from kiframework.api.reports import read_branding
from kiframework.errors import KiframeworkError
from kiframework.output.edition import Branding

if TYPE_CHECKING:
    from kiframework.api.questionnaire import Prepared


def form_bytes(prepared: Prepared, lang: str) -> bytes:
    """Return the HTML form for one person."""
    from kiframework.output.form import render_form

    if len(prepared.asked) > 1:
        raise KiframeworkError("An HTML form is for one person.", "write one for each --person")
    looks = Branding(**read_branding(prepared.setting.workspace, lang))
    questionnaire, start = prepared.asked[0]
    return render_form(questionnaire, start, looks, lang, __version__).encode()
