"""How results are computed, in plain words and with the framework's own figures; the same for everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kiframework.output.frame_view import Fact

if TYPE_CHECKING:
    from fractions import Fraction

    from kiframework.model.framework import Band, Source
    from kiframework.output.wording import Wording


class SourceRow(NamedTuple):
    """A kind of evidence and what it counts for."""

    title: str
    weight: str
    ceiling: str
    confirms: str


class BandRow(NamedTuple):
    """A band of readiness and its limits."""

    title: str
    score: str
    pillar: str


class Method(NamedTuple):
    """The rules behind the figures."""

    rules: tuple[Fact, ...]
    sources: tuple[SourceRow, ...]
    bands: tuple[BandRow, ...]
    scale: tuple[Fact, ...]


_RULES = ("level", "age", "fulfilment", "score", "interval", "coverage", "readiness", "priority")


def method(wording: Wording) -> Method:
    """Describe the rules with the figures of the framework."""
    policy = wording.framework.scoring
    values = _values(wording)
    return Method(
        tuple(
            Fact(wording.texts(f"method.{rule}.label"), wording.texts(f"method.{rule}", **values)) for rule in _RULES
        ),
        tuple(_source(wording, source) for source in policy.sources),
        tuple(_band(wording, band) for band in policy.bands),
        tuple(Fact(wording.levels[step.level], wording.text(step.meaning)) for step in wording.framework.scale),
    )


def _values(wording: Wording) -> dict[str, str]:
    policy, figures = wording.framework.scoring, wording.figures
    return {
        "near": figures.short(policy.near_within),
        "factor": figures.short(policy.must_have_factor),
        "overall": figures.percent_short(policy.coverage.overall),
        "pillar": figures.percent_short(policy.coverage.pillar),
        "clarify": figures.short(policy.clarify_from),
        "ages": age_rules(wording),
    }


def age_rules(wording: Wording) -> str:
    """Describe what evidence counts for as it grows older."""
    steps = wording.framework.scoring.age
    if not steps:
        return wording.texts("method.age.none")
    texts, figures = wording.texts, wording.figures
    parts = [
        texts("method.age.step", days=str(step.up_to_days), factor=figures.percent_short(step.factor)) for step in steps
    ]
    return wording.listed([*parts, texts("method.age.last")])


def _source(wording: Wording, source: Source) -> SourceRow:
    ceiling = wording.texts("method.no-ceiling") if source.ceiling is None else str(source.ceiling)
    confirms = wording.texts("word.yes" if source.confirms else "word.no")
    return SourceRow(wording.sources[source.id], str(source.weight), ceiling, confirms)


def _band(wording: Wording, band: Band) -> BandRow:
    return BandRow(wording.readiness[band.id], _limit(wording, band.score), _limit(wording, band.pillar))


def _limit(wording: Wording, limit: Fraction | None) -> str:
    return wording.texts("word.none") if limit is None else wording.figures.percent_short(limit)
