"""How far the people of a company are, as shares in steps: nothing here tells of anybody alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kiframework.output.management.parts import FRAMEWORK, SKILLS, Block, Ref, Row, Trace
from kiframework.output.management.track import track
from kiframework.output.sheet import Column
from kiframework.output.team_findings import summary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from kiframework.model.team import BaselineResult, ShareStep
    from kiframework.output.management.words import ManagementWords

_STEP = Ref(FRAMEWORK, ("scoring", "groups", "share_step"))
_SMALLEST = Ref(FRAMEWORK, ("scoring", "groups", "smallest"))
_PEOPLE = Ref(SKILLS)


class _Line(NamedTuple):
    """A row before it has its mark."""

    label: str
    shown: str
    traces: tuple[Trace, ...]
    step: ShareStep | None = None
    target: Fraction | None = None


def readiness(words: ManagementWords) -> Block:
    """Return the block about people."""
    team = words.team
    few = team.firm.people is None
    return Block(
        "B",
        "readiness",
        words.texts("management.readiness.nav"),
        words.texts("management.few", n=team.smallest) if few else summary(words.wording, team).headline,
        (Column(words.texts("management.col.what")), Column(words.texts("management.col.share"))),
        tuple(_row(number, line) for number, line in enumerate(_lines(words), 1)),
        "" if few else words.texts("management.col.shares"),
        traces=tuple(_of_headline(words)),
    )


def _row(number: int, line: _Line) -> Row:
    drawn = None if line.step is None else track(line.step.low, line.step.high, line.target)
    return Row(f"B{number}", (line.label, line.shown), line.traces, drawn)


def _of_headline(words: ManagementWords) -> Iterator[Trace]:
    team = words.team
    if team.firm.people is None:
        yield Trace(str(team.smallest), words.trace("management.trace.smallest"), (_SMALLEST,))
    elif team.baseline is None:
        yield _share(words, team.firm.met, "met")
    elif team.baseline.target is None:
        yield _share(words, team.baseline.ready, "baseline")
    else:
        yield _target(words, team.baseline.target)


def _lines(words: ManagementWords) -> Iterator[_Line]:
    firm = words.team.firm
    if words.team.baseline is not None:
        yield _baseline(words, words.team.baseline)
    if firm.people is not None:
        for key, step in (("ready", firm.ready), ("met", firm.met), ("rated", firm.rated)):
            yield _Line(
                words.texts(f"management.readiness.{key}"), words.share(step), (_share(words, step, key),), step
            )
    yield _people(words, firm.people)
    if words.left_out:
        count = str(len(words.left_out))
        yield _Line(
            words.texts("management.readiness.left-out"),
            count,
            (Trace(count, words.trace("management.trace.left-out"), (_PEOPLE,)),),
        )


def _people(words: ManagementWords, people: int | None) -> _Line:
    label = words.texts("management.readiness.people")
    if people is None:
        return _Line(label, words.hidden(), (_too_few(words),))
    shown = words.figures.number(people, 0)
    return _Line(label, shown, (Trace(shown, words.trace("management.trace.people"), (_PEOPLE,)),))


def _baseline(words: ManagementWords, baseline: BaselineResult) -> _Line:
    label = words.texts("management.readiness.baseline")
    shown, share = words.share(baseline.ready), _share(words, baseline.ready, "baseline")
    if baseline.target is None:
        return _Line(label, shown, (share,), baseline.ready)
    target = _target(words, baseline.target)
    aim = words.texts("management.readiness.aim", share=shown, target=target.figure)
    return _Line(label, aim, (share, target), baseline.ready, baseline.target)


def _target(words: ManagementWords, target: Fraction) -> Trace:
    framework = words.wording.framework
    preset = next(one.id for one in framework.targets if one.kind == "share-ready" and one.role == framework.baseline)
    return Trace(
        words.figures.percent_short(target),
        words.trace("management.trace.target"),
        (words.preset_place(preset, "value"),),
    )


def _too_few(words: ManagementWords) -> Trace:
    return Trace(words.hidden(), words.trace("management.trace.hidden"), (_SMALLEST, _PEOPLE))


def _share(words: ManagementWords, step: ShareStep | None, key: str) -> Trace:
    if step is None:
        return _too_few(words)
    width = words.figures.percent_short(words.wording.framework.scoring.groups.share_step)
    return Trace(words.share(step), words.trace(f"management.trace.share.{key}", width=width), (_STEP, _PEOPLE))
