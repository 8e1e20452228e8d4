"""``kiframework import-framework`` and ``export-framework``: frameworks in tables, in and out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from kiframework.api.setting import UnusableInputError, open_framework, open_setting
from kiframework.diagnostics import Diagnostic, Severity, in_order
from kiframework.errors import KiframeworkError
from kiframework.loading.files import Input
from kiframework.loading.framework import load_framework
from kiframework.loading.framework_text import framework_files
from kiframework.loading.matrix.building import UNPLACED, Building
from kiframework.loading.matrix.tables import read_tables
from kiframework.loading.workspace import LoadedWorkspace
from kiframework.model.checks import Checks
from kiframework.model.workspace import Workspace
from kiframework.rules import check_framework
from kiframework.rules.base import ContentContext
from kiframework.rules.content import check_content

if TYPE_CHECKING:
    import datetime as dt

    from kiframework.loading.matrix.tables import Table
    from kiframework.model.framework import Framework

_FROM_BUILT_IN = ("purpose", "scoring")
"""What tables do not say, and every framework needs."""


@dataclass(frozen=True, slots=True)
class ImportFrameworkRequest:
    """What to make a framework of."""

    files: tuple[str, ...]
    """Workbooks and CSV files."""
    id: str
    lang: str
    """The language of texts that name none."""
    today: dt.date


@dataclass(frozen=True, slots=True)
class ImportFrameworkRun:
    """A framework made of tables; nothing is written yet."""

    framework: Framework
    files: tuple[tuple[str, bytes], ...]
    diagnostics: tuple[Diagnostic, ...]
    """What could not be placed, cell by cell."""
    findings: tuple[tuple[str, int], ...]
    """Code of a rule about content -> how many findings there are of it."""


def import_framework(request: ImportFrameworkRequest) -> ImportFrameworkRun:
    """Make a framework of tables.

    Raises :class:`~kiframework.errors.KiframeworkError` if there is nothing in them, or no framework can be made of it.
    """
    building = Building(request.lang)
    tables: list[Table] = []
    for name in dict.fromkeys(request.files):
        found = read_tables(Input(Path(name), name, name))
        if isinstance(found, Diagnostic) and found.code != UNPLACED:
            raise UnusableInputError("A file cannot be used.", [found])
        if isinstance(found, Diagnostic):
            # One more file of the folder that the tables came in is no reason to stop.
            building.diagnostics.append(replace(found, severity=Severity.WARNING))
        else:
            tables += found
    if not tables:
        raise UnusableInputError("There is no table in these files.", building.diagnostics)
    document = _completed(building.build(tables), request)
    if not document["competencies"] or not document["roles"]:
        raise KiframeworkError("There are no competencies, or no roles, in these tables.", "hand in both, or a matrix")
    files = tuple(framework_files(document))
    framework, wrong, content = _checked(files, request.today)
    if framework is None or any(one.severity is Severity.ERROR for one in wrong):
        raise UnusableInputError("No framework can be made of these tables.", [*building.diagnostics, *wrong])
    counted = Counter(one.code for one in content)
    return ImportFrameworkRun(framework, files, in_order(building.diagnostics), tuple(sorted(counted.items())))


def _completed(document: dict[str, Any], request: ImportFrameworkRequest) -> dict[str, Any]:
    """Return a document with everything that a framework needs and tables do not say."""
    built_in = open_framework(LoadedWorkspace(Path(), Workspace()), None)
    given = built_in.model_dump(mode="json", exclude_defaults=True, include=set(_FROM_BUILT_IN))
    weights = [one["weight"] for one in document["competencies"].values()]
    names = {text for one in document["competencies"].values() for text in one["title"]}
    highest = max(step["level"] for step in document["scale"])
    defaults = {
        "id": request.id,
        "version": "0.1.0",
        "languages": sorted(names or {request.lang}, key=lambda one: (one != request.lang, one)),
        "title": {request.lang: request.id},
        "description": {request.lang: request.id},
        "license": "proprietary",
        "weights": {"lowest": min(weights, default=1), "highest": max(weights, default=1)},
        **given,
    }
    if "scoring" not in document:
        defaults["scoring"] = _within(defaults["scoring"], highest)
    order = ("id", "version", "languages", "title", "description", "purpose", "license", "weights", "scale", "pillars")
    whole = {**defaults, **document}
    return {key: whole[key] for key in (*order, *(key for key in whole if key not in order))}


def _within(scoring: dict[str, Any], highest: int) -> dict[str, Any]:
    """Keep what evidence can show within a scale."""
    for source in scoring["sources"]:
        if source.get("ceiling") is not None:
            source["ceiling"] = min(source["ceiling"], highest)
    for step in scoring["shares"]:
        step["level"] = min(step["level"], highest)
    return scoring


def _checked(
    files: tuple[tuple[str, bytes], ...], today: dt.date
) -> tuple[Framework | None, list[Diagnostic], list[Diagnostic]]:
    """Read what is going to be written, and check it."""
    with TemporaryDirectory() as scratch:
        for name, content in files:
            path = Path(scratch, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        loaded = load_framework(Path(scratch), "")
        wrong = list(loaded.diagnostics)
        if loaded.framework is None:
            return None, wrong, []
        wrong += check_framework(loaded.framework, loaded.source, complete=loaded.complete)
        context = ContentContext(today, Checks())
        content_findings = list(check_content(loaded.framework, loaded.source, context, complete=loaded.complete))
        return loaded.framework, wrong, content_findings


def export_framework(framework: str | None) -> Framework:
    """Return the framework to write into tables, with all its layers."""
    return open_setting((), framework).framework
