"""``kiframework init``: a workspace that works at once."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiframework import __version__
from kiframework.api.setting import open_framework
from kiframework.errors import KiframeworkError
from kiframework.loading.workspace import LoadedWorkspace, find_workspace
from kiframework.model.base import FORMS, ID
from kiframework.model.workspace import Workspace

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable
    from pathlib import Path

    from kiframework.model.framework import Framework

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_COMPETENCIES = 3
"""How many ratings the first skill file holds."""


@dataclass(frozen=True, slots=True)
class InitRequest:
    """What to set up."""

    folder: Path
    company: str
    id: str
    """The id of the framework."""
    lang: str
    today: dt.date
    council: str | None = None
    """State of the works council: ``none`` or ``informed``; None if nothing is said yet."""


def id_from(company: str) -> str:
    """Return an id for the framework of a company: small letters, digits and hyphens."""
    plain = re.sub(r"[^a-z0-9]+", "-", company.lower().translate(_UMLAUTS)).strip("-")
    return plain if re.fullmatch(ID, plain) else f"firm-{plain}".strip("-")


def workspace_values(request: InitRequest) -> dict[str, object]:
    """Return what the files of a new workspace are filled with.

    Raises :class:`~kiframework.errors.KiframeworkError` for an id that is none, and inside of another workspace.
    """
    if re.fullmatch(ID, request.id) is None:
        raise KiframeworkError(f"The framework needs {FORMS[ID]}.", "name it with --id, such as --id acme")
    if not request.company.strip() or not request.company.isprintable():
        raise KiframeworkError("The company needs a name.", 'such as --company "Acme GmbH"')
    around = find_workspace(request.folder.parent)
    if around is not None and around.resolve() != request.folder.resolve():
        raise KiframeworkError(
            f"{request.folder} lies inside of another workspace, {around}.", "choose a folder beside it"
        )
    framework = open_framework(LoadedWorkspace(request.folder, Workspace()), None)
    role = framework.role_ids[0]
    return {
        "base": framework.id,
        "company": json.dumps(request.company, ensure_ascii=False),
        "competencies": list(_first(framework, role)),
        "council": request.council,
        "day": request.today.isoformat(),
        "id": request.id,
        "lang": request.lang,
        "languages": _leading(request.lang, framework.languages),
        "major": framework.version.partition(".")[0],
        "plain": request.company,
        "role": role,
        "source": framework.scoring.agreement.own_source,
        "title_de": json.dumps(f"KI-Kompetenzrahmen {request.company}", ensure_ascii=False),
        "title_en": json.dumps(f"AI competency framework of {request.company}", ensure_ascii=False),
        "tool": __version__,
    }


def require_free(folder: Path, names: Iterable[str]) -> None:
    """Make sure that nothing is written over: raises :class:`~kiframework.errors.KiframeworkError` otherwise."""
    for name in names:
        if (folder / name).exists():
            raise KiframeworkError(f"{folder / name} exists.", "choose a new folder; nothing was written")


def _leading(lang: str, languages: list[str]) -> list[str]:
    """Return the languages of the framework with another one at their head; nothing where that is so already."""
    return [] if languages[0] == lang else [lang, *(one for one in languages if one != lang)]


def _first(framework: Framework, role: str) -> list[str]:
    return list(framework.roles[role].requirements)[:_COMPETENCIES]
