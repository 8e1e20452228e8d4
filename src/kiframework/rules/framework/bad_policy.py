"""The scoring policy contradicts itself.

What it does: checks the order of steps and bands, ranges of shares and factors, and the pattern for pseudonyms.
Why: limits in the wrong order would give every person a wrong result without a trace.
Bad: bands from worst to best, or ``factor: 2``
Good: bands from best to worst; factors from 0 to 1
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic
from kiframework.model.assessment import MUST_HAVE_OPEN, NOT_ASSESSABLE
from kiframework.model.framework import LadderPolicy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.framework import Framework, ScoringPolicy

    _Finding = tuple[list[str | int], str]

CODE = "KIF211"
NAME = "bad-policy"


def check(framework: Framework, source: Places) -> Iterator[Diagnostic]:
    """Yield one diagnostic per contradiction."""
    policy = framework.scoring
    for path, message in (*_pattern(policy), *_steps(policy), *_bands(policy), *_limits(framework)):
        yield Diagnostic(CODE, message, source.value(["scoring", *path]))


def _pattern(policy: ScoringPolicy) -> Iterator[_Finding]:
    try:
        re.compile(policy.person_pattern)
    except (re.error, RecursionError, OverflowError):
        yield ["person_pattern"], "This is not a valid regular expression."


def _steps(policy: ScoringPolicy) -> Iterator[_Finding]:
    days = [step.up_to_days for step in policy.age]
    if days != sorted(set(days)):
        yield ["age"], "Age steps run from the youngest to the oldest."
    for number, step in enumerate(policy.age):
        if step.factor > 1:
            yield ["age", number, "factor"], "A factor lies between 0 and 1."
    limits = [step.below for step in policy.shares]
    given = [limit for limit in limits if limit is not None]
    if not limits or limits[-1] is not None or len(given) != len(limits) - 1 or given != sorted(set(given)):
        yield ["shares"], "Share steps have rising limits; the last one has none."


def _bands(policy: ScoringPolicy) -> Iterator[_Finding]:
    bands = policy.bands
    scores = [band.score for band in bands]
    given = [score for score in scores if score is not None]
    if not bands or scores[-1] is not None or bands[-1].pillar is not None or len(given) != len(bands) - 1:
        yield ["bands"], "Every band but the last one has a score."
    elif given != sorted(set(given), reverse=True):
        yield ["bands"], "Bands run from the best to the worst."
    for number, band in enumerate(bands):
        if (band.score or 0) > 1 or (band.pillar or 0) > 1:
            yield ["bands", number], "A limit is at most 100 %."
        if band.id in (MUST_HAVE_OPEN, NOT_ASSESSABLE):
            yield ["bands", number, "id"], f"'{band.id}' has a fixed meaning and cannot name a band."


def _limits(framework: Framework) -> Iterator[_Finding]:
    policy = framework.scoring
    if not any(source.weight for source in policy.sources) or any(source.weight == 0 for source in policy.sources):
        yield ["sources"], "Every source has a weight above 0."
    own = policy.agreement.own_source
    if own not in framework.sources or not framework.sources[own].by_person:
        yield ["agreement", "own_source"], "This is no source that the person rates."
    if policy.agreement.smallest_people < policy.groups.smallest:
        yield ["agreement", "smallest_people"], "Agreement is shown for no smaller group than other figures."
    for key, source in policy.ladders:
        # The usual names may stand for sources that a framework without ladders does not have.
        if source not in framework.sources and source != getattr(LadderPolicy(), key):
            yield ["ladders", key], f"There is no source '{source}'."
    step = policy.groups.share_step
    if not step or (1 / step).denominator != 1:
        yield ["groups", "share_step"], "The steps divide 100 % evenly."
    for name, limit in (("overall", policy.coverage.overall), ("pillar", policy.coverage.pillar)):
        if limit > 1:
            yield ["coverage", name], "A share is at most 100 %."
