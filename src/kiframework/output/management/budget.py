"""Money: what there is, what is planned, what is spent; learners' working time apart."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from kiframework.output.management.parts import ROADMAP, SKILLS, Block, Ref, Row, Trace
from kiframework.output.management.room import HALF
from kiframework.output.management.track import track
from kiframework.output.sheet import Column

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.output.management.words import ManagementWords

_ITEMS = ("budget", "items")


def budget(words: ManagementWords) -> Block:
    """Return the block about money."""
    return Block(
        "G",
        "budget",
        words.texts("roadmap.budget.nav"),
        _headline(words),
        (Column(words.texts("management.col.what")), Column(words.texts("management.col.amount"))),
        tuple(_rows(words)),
        words.texts("management.col.money"),
        _note(words),
        tuple(_of_headline(words)),
    )


def over(words: ManagementWords) -> Trace:
    """Return how much more is planned than there is."""
    result, money = words.standing.budget, words.pilots.money
    terms = words.trace("management.trace.over", planned=money(result.planned), ceiling=money(result.ceiling))
    return Trace(words.money(result.over), words.from_cents(result.over, terms), (Ref(ROADMAP, _ITEMS),))


def _headline(words: ManagementWords) -> str:
    result = words.standing.budget
    if result.ceiling is None:
        return words.texts("management.budget.none")
    if result.over:
        return words.texts("management.budget.over", amount=words.money(result.over))
    if result.actual > result.planned:
        return words.texts("management.budget.overspent", amount=words.money(result.actual - result.planned))
    return words.texts("management.budget.within")


def _of_headline(words: ManagementWords) -> Iterator[Trace]:
    result, money = words.standing.budget, words.pilots.money
    if result.over:
        yield over(words)
    elif result.ceiling is not None and result.actual > result.planned:
        beyond = result.actual - result.planned
        terms = words.trace("management.trace.overspent", actual=money(result.actual), planned=money(result.planned))
        yield Trace(words.money(beyond), words.from_cents(beyond, terms), (Ref(ROADMAP, _ITEMS),))


def _note(words: ManagementWords) -> str:
    """Name categories that take more than their share."""
    beyond = [
        words.roadmap.categories[one.id]
        for one in words.standing.budget.categories
        if one.limit is not None and one.planned > one.limit
    ]
    return (
        words.short(words.texts("management.budget.beyond", categories=words.wording.some(beyond)), HALF, 2)
        if beyond
        else ""
    )


def _rows(words: ManagementWords) -> Iterator[Row]:
    result, money = words.standing.budget, words.money
    most = max(result.ceiling or Fraction(0), result.planned, result.actual) or Fraction(1)
    line = None if result.ceiling is None else result.ceiling / most
    if result.ceiling is not None:
        yield Row(
            "G1",
            (words.texts("management.budget.ceiling"), money(result.ceiling)),
            tuple(_ceiling(words, result.ceiling)),
        )
    for number, (key, amount) in enumerate((("planned", result.planned), ("actual", result.actual)), 2):
        is_over = result.ceiling is not None and amount > result.ceiling
        drawn = track(0, amount / most, line, "late" if is_over else "plain")
        yield Row(
            f"G{number}",
            (words.texts(f"management.budget.{key}"), money(amount)),
            tuple(_items(words, key, amount)),
            drawn,
        )
    if result.learning_hours:
        yield _learning(words, result.learning_hours, result.learning_cost)


def _learning(words: ManagementWords, spent: Fraction, cost: Fraction | None) -> Row:
    hours = words.figures.short(spent)
    traces = [Trace(hours, words.trace("management.trace.hours", command=_plan(words)), (Ref(SKILLS),))]
    shown = words.texts("management.budget.hours", hours=hours)
    if cost is not None:
        shown = words.texts("management.budget.hours.cost", hours=hours, cost=words.money(cost))
        terms = words.trace(
            "management.trace.hours.cost",
            hours=hours,
            hour=words.pilots.money(words.standing.roadmap.budget.learner_hour),
        )
        place = Ref(ROADMAP, ("budget", "learner_hour"))
        traces.append(Trace(words.money(cost), words.from_cents(cost, terms), (place,)))
    return Row("G4", (words.texts("management.budget.learning"), shown), tuple(traces))


def _plan(words: ManagementWords) -> str:
    """Return the command that shows the plan behind the hours."""
    day, roadmap = words.standing.day, words.standing.roadmap
    begin = max(day, roadmap.start)
    holidays = f" --holidays {roadmap.holidays}" if roadmap.holidays else ""
    return f"kiframework curriculum --must-haves-only --date {day} --from {begin}{holidays}"


def _ceiling(words: ManagementWords, ceiling: Fraction) -> Iterator[Trace]:
    result, plan, money = words.standing.budget, words.standing.roadmap, words.pilots.money
    shown = words.money(ceiling)
    if plan.budget.ceiling is not None:
        terms = words.from_cents(ceiling, words.trace("management.trace.ceiling.own"))
        yield Trace(shown, terms, (Ref(ROADMAP, ("budget", "ceiling")),))
        return
    revenue, share = money(result.revenue), words.figures.percent_short(result.share or Fraction(0))
    yield Trace(shown, words.from_cents(ceiling, words.trace("management.trace.ceiling", revenue=revenue, share=share)))
    year = plan.revenue.year if plan.revenue else ""
    yield Trace(revenue, words.trace("management.trace.revenue", year=year), (Ref(ROADMAP, ("revenue", "amount")),))
    place = Ref(ROADMAP, ("budget", "share"))
    if plan.budget.share is None:
        preset = next(one.id for one in words.wording.framework.targets if one.kind == "budget-share")
        place = words.preset_place(preset, "value")
    yield Trace(share, words.trace("management.trace.share-of-revenue"), (place,))


def _items(words: ManagementWords, key: str, amount: Fraction) -> Iterator[Trace]:
    """Yield a sum, and every item in it."""
    yield Trace(
        words.money(amount),
        words.from_cents(amount, words.trace(f"management.trace.sum.{key}")),
        (Ref(ROADMAP, _ITEMS),),
    )
    for index, one in enumerate(words.standing.roadmap.budget.items):
        own = one.planned if key == "planned" else one.actual
        if own:
            place = Ref(ROADMAP, (*_ITEMS, index, key))
            yield Trace(words.pilots.money(own), words.pilots.said(one.item), (place,))
