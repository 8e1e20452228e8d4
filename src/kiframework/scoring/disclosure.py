"""What a report may show of the sources behind a level, so that no single peer can be read from it (rule 15)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from kiframework.model.assessment import ShownSource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiframework.model.assessment import Assessment
    from kiframework.model.evidence import SourceTerm
    from kiframework.model.framework import Framework


def shown_sources(framework: Framework, assessment: Assessment) -> dict[str, tuple[ShownSource, ...]]:
    """Return, for each required competency with evidence, what a report may show of its sources.

    A source with ``named_from`` in the framework (peers) is shown apart only from that many raters on. Otherwise it is
    merged with all other sources that are not the person's own; where there is none, its value stays unsaid.
    """
    return {line.competency: shown_terms(framework, line.sources) for line in assessment.competencies if line.sources}


def shown_terms(framework: Framework, terms: Sequence[SourceTerm]) -> tuple[ShownSource, ...]:
    """Return what a report may show of the sources of one competency."""
    own = [term for term in terms if framework.sources[term.source].by_person]
    others = [term for term in terms if not framework.sources[term.source].by_person]
    shown = [_apart(term) for term in own]
    if not any(_must_hide(framework, term) for term in others):
        return tuple(shown + [_apart(term) for term in others])
    if len(others) == 1:
        return (*shown, ShownSource(others[0].source, None, None, None))
    weights = sum(term.weight * term.age_factor for term in others)
    total = sum(term.weight * term.age_factor * term.counted_as for term in others)
    return (*shown, ShownSource(None, Fraction(total, weights), None, None))


def _must_hide(framework: Framework, term: SourceTerm) -> bool:
    named_from = framework.sources[term.source].named_from
    return named_from is not None and len(term.raters) < named_from


def _apart(term: SourceTerm) -> ShownSource:
    return ShownSource(term.source, term.counted_as, term.weight, term.age_factor)
