"""How good a plan is, what it leaves out and why, and what comes nearest where nothing fits: for terminal and page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kiframework.model.curriculum import Obstacle, Plan, Terms
    from kiframework.output.texts import Texts
    from kiframework.output.typography import Typography


class Cut(NamedTuple):
    """A module that people need and do not get."""

    module: str
    people: int
    must_have: bool
    """Whether it closes a must-have of one of them."""
    obstacles: tuple[Obstacle, ...]
    """Why, where it is not for hours or money."""


def cuts_of(plan: Plan) -> list[Cut]:
    """Return what is left out: must-haves first, then what most people need."""
    found: dict[str, Cut] = {}
    for path, step in plan.left_out:
        cut = found.get(step.module, Cut(step.module, 0, must_have=False, obstacles=()))
        obstacle = plan.obstacles.get((path.person, step.module))
        obstacles = dict.fromkeys((*cut.obstacles, *((obstacle,) if obstacle else ())))
        found[step.module] = Cut(step.module, cut.people + 1, cut.must_have or step.must_have, tuple(obstacles))
    return sorted(found.values(), key=lambda cut: (not cut.must_have, -cut.people))


def small_groups(plan: Plan, smallest: int) -> int:
    """Return how many groups have fewer people than the catalogue wants."""
    return sum(len(group.people) < smallest for group in plan.groups)


class ChoiceWords:
    """Sentences on a choice, from the texts of pages or those of the terminal."""

    def __init__(self, texts: Texts, figures: Typography, plan: Plan) -> None:
        """Take the words of one plan."""
        self.texts, self.figures, self.plan = texts, figures, plan

    def sentences(self) -> Iterator[str]:
        """Say how good the plan is."""
        plan = self.plan
        must_haves, wanted = plan.wanted_priority
        if not wanted:
            yield self.texts("choice.nobody-lacks")
        elif not plan.left_out:
            yield self.texts("choice.complete")
        elif not plan.choice.taken:
            yield self.texts("choice.nothing")
        else:
            yield self._quality()
            if must_haves:
                yield self.texts("choice.must-haves", share=self.figures.percent(plan.choice.must_haves / must_haves))

    def _quality(self) -> str:
        choice = self.plan.choice
        method = "greedy" if choice.gap is None else "best" if choice.gap == 0 else "optimal"
        gap = "" if choice.gap is None else self.figures.percent(choice.gap, 2)
        share = self.figures.percent(choice.value / self.plan.wanted_priority[1])
        return self.texts(f"choice.{method}", share=share, gap=gap)

    def nearest(self) -> str:
        """Say which limits the nearest plan needs, and what it closes."""
        nearest = self.plan.nearest
        assert nearest is not None  # noqa: S101 - asked for where there is one
        parts = " · ".join(self._wider(nearest.terms))
        share = self.figures.percent(nearest.choice.value / nearest.wanted_priority[1])
        return self.texts("choice.nearest", limits=parts, share=share)

    def _wider(self, terms: Terms) -> Iterator[str]:
        """Name the limits that are wider than those of the plan."""
        figures, old, new = self.figures, self.plan.terms.limits, terms.limits
        if new.trainer_hours is not None and new.trainer_hours != old.trainer_hours:
            yield self.texts("choice.nearest.trainer", hours=figures.trimmed(new.trainer_hours, 2))
        if new.budget is not None and new.budget != old.budget:
            yield self.texts("choice.nearest.cost", amount=figures.trimmed(new.budget, 2))
        if new.hours is not None and new.hours != old.hours:
            yield self.texts("choice.nearest.hours", hours=figures.trimmed(new.hours, 2))
        until = terms.period.until
        if until is not None and until != self.plan.terms.period.until:
            yield self.texts("choice.nearest.until", date=figures.date(until))

    def nearest_groups(self, titles: Mapping[str, str]) -> Iterator[str]:
        """Say which groups the nearest plan has."""
        nearest = self.plan.nearest
        if nearest is None:
            return
        for group in nearest.groups:
            begins = next(one.date for one in nearest.schedule.meetings if one.group == group.id)
            n, module = len(group.people), titles[group.module]
            yield self.texts("choice.nearest.group", n=n, module=module, begins=self.figures.date(begins))
