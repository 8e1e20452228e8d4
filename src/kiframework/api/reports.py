"""What reports need besides results: names and the looks of a company."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypedDict

from kiframework.api.setting import UnusableInputError
from kiframework.errors import KiframeworkError
from kiframework.loading.files import is_folder
from kiframework.loading.workspace import load_logo, load_names, load_texts

if TYPE_CHECKING:
    from pathlib import Path

    from kiframework.loading.workspace import LoadedWorkspace
    from kiframework.model.framework import Framework


class Looks(TypedDict):
    """A company's looks, from the settings of its workspace; all of them may be missing."""

    company: str | None
    confidentiality: str | None
    accent: str | None
    logo: str | None
    templates: Path | None
    texts: dict[str, dict[str, str]]


def read_names(path: Path | None, framework: Framework) -> dict[str, str]:
    """Read the list that puts names to pseudonyms; empty without a list."""
    if path is None:
        return {}
    names = load_names(path)
    if isinstance(names, list):
        raise UnusableInputError("The list of names cannot be used.", names)
    is_pseudonym = re.compile(framework.scoring.person_pattern).fullmatch
    if not all(map(is_pseudonym, names)):
        help_ = f"write 'pseudonym: name', with pseudonyms of the form {framework.scoring.person_pattern}"
        raise KiframeworkError(f"The list of names {path} has a line that does not begin with a pseudonym.", help_)
    return names


def read_branding(workspace: LoadedWorkspace, lang: str) -> Looks:
    """Read what the workspace says about the looks of reports."""
    settings = workspace.settings
    templates = workspace.path(settings.templates) if settings.templates else None
    if templates is not None and not is_folder(templates):
        raise KiframeworkError(f"The template folder {templates} does not exist.")
    line = settings.confidentiality
    return Looks(
        company=settings.company,
        confidentiality=line.get(lang, next(iter(line.values()))) if line else None,
        accent=settings.accent,
        logo=load_logo(workspace.path(settings.logo)) if settings.logo else None,
        templates=templates,
        texts=_read_texts(templates),
    )


def _read_texts(templates: Path | None) -> dict[str, dict[str, str]]:
    texts = load_texts(templates) if templates is not None else {}
    if isinstance(texts, list):
        raise UnusableInputError("The texts of the company cannot be used.", texts)
    return texts
