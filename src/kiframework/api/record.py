"""``kiframework record``: notes version and hash of a framework in it, so that later changes need a new version."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kiframework.api.fixes import mend
from kiframework.api.publish import publish
from kiframework.api.setting import UnusableInputError
from kiframework.diagnostics import Edit, Fix
from kiframework.errors import KiframeworkError
from kiframework.loading.files import TextStore
from kiframework.loading.framework import load_framework
from kiframework.rules import check_framework

if TYPE_CHECKING:
    from kiframework.diagnostics import Places
    from kiframework.model.framework import Framework


def record(given: str, *, force: bool) -> Framework:
    """Write what is recorded into the top file of the framework, and return the framework.

    Raises :class:`KiframeworkError` if the version is recorded with other content already and ``force`` is not set.
    """
    store = TextStore()
    loaded = load_framework(Path(given), given, store.read)
    framework = loaded.framework
    problems = list(loaded.diagnostics)
    if framework is not None:
        problems += check_framework(framework, loaded.source, complete=loaded.complete)
    if framework is None or problems:
        raise UnusableInputError("The framework cannot be recorded.", problems)
    before = framework.recorded
    if before is not None and before.version == framework.version and before.sha256 != framework.sha256 and not force:
        message = f"Version {framework.version} is recorded with other content."
        raise KiframeworkError(message, "raise the version, or replace what is recorded with --force")
    _write(framework, loaded.source, store)
    return framework


def _write(framework: Framework, source: Places, store: TextStore) -> None:
    fix = Fix("record", tuple(_edits(framework, source)))
    shown = source.value(["version"]).path
    data = store.contents[shown]
    mended = mend(data.decode("utf-8-sig"), [fix])
    if not mended.applied:
        way_out = f"write this into it: {_line(framework)}"
        raise KiframeworkError(f"{shown} is written in a way that cannot be added to.", way_out)
    bom = data[:3] if data.startswith(b"\xef\xbb\xbf") else b""
    file = store.paths[shown].resolve()
    publish(file.parent, [(file.name, bom + mended.text.encode())], force=True)


def _edits(framework: Framework, source: Places) -> list[Edit]:
    if framework.recorded is not None:
        version, sha256 = (source.value(["recorded", key]) for key in ("version", "sha256"))
        return [Edit(version, framework.version), Edit(sha256, framework.sha256)]
    key = source.key(["version"])
    before = key._replace(end_line=key.line, end_column=key.column)
    return [Edit(before, _line(framework) + "\n")]


def _line(framework: Framework) -> str:
    return f"recorded: {{version: {framework.version}, sha256: {framework.sha256}}}"
