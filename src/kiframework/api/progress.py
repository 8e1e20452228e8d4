"""``kiframework progress``: the same people at several dates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiframework.api.assess import assess_in_todays_terms, named_or_workspace
from kiframework.api.roles import find_role
from kiframework.api.setting import Setting, find_inputs, framework_place, open_setting
from kiframework.diagnostics import Diagnostic, in_order
from kiframework.errors import KiframeworkError
from kiframework.loading.framework import layer_ids
from kiframework.rules.base import SkillContext
from kiframework.scoring.progress import progress as compare

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from kiframework.model.progress import Progress

FEWEST_DATES = 2


@dataclass(frozen=True, slots=True)
class ProgressRun:
    """What came out of a run."""

    setting: Setting
    progress: Progress
    diagnostics: tuple[Diagnostic, ...]


def show_progress(
    paths: Sequence[str], dates: Sequence[dt.date], today: dt.date, framework: str | None, roles: Sequence[str]
) -> ProgressRun:
    """Assess the same people at several dates against the framework of today.

    Raises :class:`~kiframework.errors.KiframeworkError` for fewer than two dates, or if nobody could be assessed.
    """
    chosen = sorted(set(dates))
    if len(chosen) < FEWEST_DATES:
        raise KiframeworkError("Progress needs two dates at least.", "such as --at 2026-03-01 --at 2026-12-01")
    named = named_or_workspace(paths)
    setting = open_setting(named, framework)
    context = SkillContext(setting.framework, today, tuple(find_role(setting.framework, role) for role in roles))
    inputs = list(find_inputs(named))
    ids = layer_ids(*framework_place(setting.workspace, framework))
    found = [assess_in_todays_terms(context, inputs, day, ids) for day in chosen]
    result = compare(setting.framework, chosen, [assessments for _, assessments in found])
    if not result.people:
        raise KiframeworkError("Nobody could be assessed.", "kiframework validate says why")
    # What is wrong with a file is wrong at every date; who had no role on one of them is not.
    diagnostics = [one for people, _ in found for one in people.diagnostics if one.code != "KIF111"]
    return ProgressRun(setting, result, in_order(diagnostics))
