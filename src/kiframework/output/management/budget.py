"""Money: what there is, what is planned, what is spent; learners' working time apart."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from kiframework.output.management.parts import ROADMAP, SKILLS, Block, Ref, Row, Trace
from kiframework.output.management.track import track
from kiframework.output.sheet import Column

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.output.management.words import ManagementWords

_NOTE = 300
_ITEMS = ("budget", "items")


def budget(words: ManagementWords) -> Block:
    """Return the block about money."""
    return Block(
        "G",
        "budget",
        words.texts("roadmap.budget.nav"),
        _headline(words),
        (Column(words.say("col.what")), Column(words.say("col.amount"))),
        tuple(_rows(words)),
        words.say("col.money"),
        _note(words),
        tuple(_of_headline(words)),
    )


def over(words: ManagementWords) -> Trace:
    """Return how much more is planned than there is."""
    money, result = words.money, words.standing.budget
    terms = words.trace("over", planned=money(result.planned), ceiling=money(result.ceiling))
    return Trace(money(result.over), terms, (Ref(ROADMAP, _ITEMS),))


def _headline(words: ManagementWords) -> str:
    result = words.standing.budget
    if result.ceiling is None:
        return words.say("budget.none")
    if result.over:
        return words.say("budget.over", amount=words.money(result.over))
    if result.actual > result.planned:
        return words.say("budget.overspent", amount=words.money(result.actual - result.planned))
    return words.say("budget.within")


def _of_headline(words: ManagementWords) -> Iterator[Trace]:
    result, money = words.standing.budget, words.money
    if result.over:
        yield over(words)
    elif result.ceiling is not None and result.actual > result.planned:
        terms = words.trace("overspent", actual=money(result.actual), planned=money(result.planned))
        yield Trace(money(result.actual - result.planned), terms, (Ref(ROADMAP, _ITEMS),))


def _note(words: ManagementWords) -> str:
    """Name categories that take more than their share."""
    beyond = [
        words.roadmap.categories[one.id]
        for one in words.standing.budget.categories
        if one.limit is not None and one.planned > one.limit
    ]
    return words.short(words.say("budget.beyond", categories=words.wording.some(beyond)), _NOTE, 2) if beyond else ""


def _rows(words: ManagementWords) -> Iterator[Row]:
    result, money, trace = words.standing.budget, words.money, words.trace
    most = max(result.ceiling or Fraction(0), result.planned, result.actual) or Fraction(1)
    line = None if result.ceiling is None else result.ceiling / most
    if result.ceiling is not None:
        yield Row("G1", (words.say("budget.ceiling"), money(result.ceiling)), tuple(_ceiling(words)))
    for number, (key, amount) in enumerate((("planned", result.planned), ("actual", result.actual)), 2):
        drawn = track(
            0, amount / most, line, "late" if result.ceiling is not None and amount > result.ceiling else "plain"
        )
        yield Row(f"G{number}", (words.say(f"budget.{key}"), money(amount)), tuple(_items(words, key, amount)), drawn)
    if result.learning_hours:
        hours = words.figures.short(result.learning_hours)
        shown = words.say("budget.hours", hours=hours)
        traces = [Trace(shown, trace("hours"), (Ref(SKILLS),))]
        if result.learning_cost is not None:
            hour = money(words.standing.roadmap.budget.learner_hour)
            place = Ref(ROADMAP, ("budget", "learner_hour"))
            traces.append(Trace(money(result.learning_cost), trace("hours.cost", hours=hours, hour=hour), (place,)))
            shown = words.say("budget.hours.cost", hours=hours, cost=money(result.learning_cost))
        yield Row("G4", (words.say("budget.learning"), shown), tuple(traces))


def _ceiling(words: ManagementWords) -> Iterator[Trace]:
    result, plan = words.standing.budget, words.standing.roadmap
    shown = words.money(result.ceiling)
    if plan.budget.ceiling is not None:
        yield Trace(shown, words.trace("ceiling.own"), (Ref(ROADMAP, ("budget", "ceiling")),))
        return
    revenue, share = words.money(result.revenue), words.figures.percent_short(result.share or Fraction(0))
    yield Trace(shown, words.trace("ceiling", revenue=revenue, share=share))
    year = plan.revenue.year if plan.revenue else ""
    yield Trace(revenue, words.trace("revenue", year=year), (Ref(ROADMAP, ("revenue", "amount")),))
    place = Ref(ROADMAP, ("budget", "share"))
    if plan.budget.share is None:
        preset = next(one.id for one in words.wording.framework.targets if one.kind == "budget-share")
        place = words.preset_place(preset, "value")
    yield Trace(share, words.trace("share-of-revenue"), (place,))


def _items(words: ManagementWords, key: str, amount: Fraction) -> Iterator[Trace]:
    """Yield a sum, and every item in it."""
    yield Trace(words.money(amount), words.trace(f"sum.{key}"), (Ref(ROADMAP, _ITEMS),))
    for index, one in enumerate(words.standing.roadmap.budget.items):
        own = one.planned if key == "planned" else one.actual
        if own:
            yield Trace(words.money(own), words.pilots.said(one.item), (Ref(ROADMAP, (*_ITEMS, index, key)),))
