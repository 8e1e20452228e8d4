"""``kiframework validate``: every rule over frameworks and skill files, all findings in one run."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from kiframework.api.checking import NO_WORKSPACE, Checking
from kiframework.api.selection import Choice, Silence, comments_in, require_known, seen_from
from kiframework.api.setting import collector_paused
from kiframework.api.targets import find_targets, real_path
from kiframework.diagnostics import Diagnostic, Severity, in_order
from kiframework.errors import KiframeworkError
from kiframework.loading.baseline import load_baseline
from kiframework.loading.files import STANDARD_INPUT, TextStore, decode, from_here
from kiframework.loading.workspace import LoadedWorkspace, find_workspace, load_workspace, settings_file
from kiframework.model.validation import Identity, Validation
from kiframework.rules.catalogue import rule_texts

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from kiframework.model.checks import Checks

UNREADABLE_CODES = frozenset(["KIF003", "KIF004"])
"""Findings of files that hold no YAML: what looks like a comment in there means nothing."""
NAMING_CODES = frozenset(["KIF109", "KIF110", "KIF116", "KIF504"])
"""Findings where a name may stand: no output quotes a file that has one."""
STRUCTURE = "KIF0"
"""Beginning of the codes that say that a part of a file was left out of the checks."""


@dataclass(frozen=True, slots=True)
class ValidateRequest:
    """What to check, and against what."""

    paths: tuple[str, ...]
    """Files, folders, or ``-`` for standard input."""
    today: dt.date
    framework: str | None = None
    """Framework for skill files; None for that of the workspace, the one in ``paths``, the built-in one."""
    select: tuple[str, ...] = ()
    """Codes or beginnings of codes; empty for those of the settings."""
    ignore: tuple[str, ...] = ()
    """Codes or beginnings of codes to leave out, besides those of the settings."""
    baseline: str | None = None
    """File with findings of old; None for that of the settings."""
    fresh: bool = False
    """Whether findings of old are shown again, as when the baseline is written anew."""
    base: str | None = None
    """Git revision that changed content is compared with."""
    fail_on: str | None = None
    """Mildest severity that makes the run fail; None for that of the settings."""
    instead: Mapping[str, bytes] = field(default_factory=dict)
    """Absolute path -> text to check instead of the file."""


@dataclass(frozen=True, slots=True)
class ValidateRun:
    """What came out, and what is needed to mend files or to write a baseline."""

    validation: Validation
    checks: Checks
    """The settings in force."""
    paths: Mapping[str, Path]
    """File, as findings name it -> where it lies."""
    contents: Mapping[str, bytes]
    """File, as findings name it -> what was read."""
    baseline: Path | None
    """Where the baseline lies, or belongs."""
    known: Counter[Identity]
    """All findings as a baseline would hold them."""


def validate(request: ValidateRequest) -> ValidateRun:
    """Check everything behind the paths. Raises :class:`KiframeworkError` where the request makes no sense."""
    workspace, problems = _workspace(request.paths[0])
    checks = workspace.settings.checks
    choice = _choice(request, checks)
    baseline = _baseline_path(request, workspace)
    store = TextStore(instead=dict(request.instead))
    with collector_paused():
        targets = find_targets(request.paths, store)
        checking = Checking(request.today, checks, store, request.framework, request.base)
        if _settings_of(workspace) in targets.settings:
            problems = []  # they come under the name that the user gave
        found = in_order([*problems, *targets.diagnostics, *checking.run(targets)])
    texts = _texts(store)
    # Without settings, a baseline means the same wherever the command is run.
    folder = workspace.folder if baseline is None or settings_file(workspace.folder) else baseline.absolute().parent
    old = _entries(baseline) if baseline is not None and (baseline.exists() or not request.fresh) else Counter()
    silence = Silence(
        comments=comments_in(_without(texts, found, UNREADABLE_CODES)),
        per_file={pattern: tuple(codes) for pattern, codes in checks.per_file_ignores.items()},
        folder=folder,
        relative=seen_from(folder, store.paths),
        baseline=Counter() if request.fresh else old,
    )
    wanted = [_mendable(one, store) for one in found if choice.wants(one.code)]
    shown = [one for one in wanted if not silence.covers(one)]
    hidden = len(wanted) - len(shown)
    if not any(one.code.startswith(STRUCTURE) for one in found):
        # Of a file that was left out in part, nobody can say that a suppression is no longer needed.
        complaints = silence.complaints(choice, _settings_name(workspace), _baseline_name(request, workspace))
        shown += [one for one in complaints if choice.wants(one.code)]
    known = {shown: text for shown, text in texts.items() if shown not in checking.unknown}
    naming = {one.location.path for one in found if _may_name(one)}
    naming |= {one.location.path for one in found if one.code == "KIF005"} & {
        one.shown for one in targets.skills.values()
    }
    quotable = {shown: text for shown, text in known.items() if shown not in naming}
    files = len(store.contents) + len(targets.settings)
    validation = Validation(
        in_order(shown), files, hidden, quotable, rule_texts(), Severity(request.fail_on or checks.fail_on)
    )
    return ValidateRun(validation, checks, store.paths, store.contents, baseline, silence.as_baseline(wanted, old))


def _workspace(first: str) -> tuple[LoadedWorkspace, list[Diagnostic]]:
    """Return the settings around the first path, and what is wrong with them."""
    folder = find_workspace(Path() if first == STANDARD_INPUT else Path(first))
    found = NO_WORKSPACE if folder is None else load_workspace(folder)
    if isinstance(found, list):
        return LoadedWorkspace(folder or Path(), NO_WORKSPACE.settings), found
    return found, []


def _settings_of(workspace: LoadedWorkspace) -> str:
    """Return the real path of the settings, as targets name them."""
    return real_path(settings_file(workspace.folder) or workspace.folder)


def _mendable(finding: Diagnostic, store: TextStore) -> Diagnostic:
    """Return a finding without its fix if that is about a file that is not checked here, or is no YAML."""
    return finding if finding.location.path in store.contents else replace(finding, fix=None)


def _choice(request: ValidateRequest, checks: Checks) -> Choice:
    choice = Choice(request.select or tuple(checks.select), (*checks.ignore, *request.ignore))
    per_file = [code for codes in checks.per_file_ignores.values() for code in codes]
    require_known([*choice.select, *choice.ignore, *per_file], rule_texts())
    return choice


def _baseline_path(request: ValidateRequest, workspace: LoadedWorkspace) -> Path | None:
    if request.baseline is not None:
        return Path(request.baseline)
    setting = workspace.settings.checks.baseline
    return None if setting is None else workspace.path(setting)


def _entries(baseline: Path) -> Counter[Identity]:
    known = load_baseline(baseline, str(baseline))
    if isinstance(known, Diagnostic):
        way_out = "name one that --update-baseline has written, or with that option a new file"
        raise KiframeworkError(f"The baseline {baseline} cannot be used. {known.message}", way_out)
    return known


def _texts(store: TextStore) -> dict[str, str]:
    texts = {shown: decode(data, shown) for shown, data in store.contents.items()}
    return {shown: text for shown, text in texts.items() if isinstance(text, str)}


def _without(texts: Mapping[str, str], found: Iterable[Diagnostic], codes: frozenset[str]) -> dict[str, str]:
    """Return the texts of the files that have no finding of some codes."""
    left_out = {one.location.path for one in found if one.code in codes}
    return {shown: text for shown, text in texts.items() if shown not in left_out}


def _may_name(finding: Diagnostic) -> bool:
    """Tell whether a name may stand at a finding: an unknown key whose entry is left out may be one, too."""
    return finding.code in NAMING_CODES or (finding.code.startswith(("KIF010", "KIF1")) and not finding.location.entry)


def _settings_name(workspace: LoadedWorkspace) -> str:
    return from_here(settings_file(workspace.folder) or workspace.folder)


def _baseline_name(request: ValidateRequest, workspace: LoadedWorkspace) -> str:
    """Name the baseline as the user does, or from where the user stands."""
    return request.baseline or from_here(workspace.path(workspace.settings.checks.baseline or ""))
