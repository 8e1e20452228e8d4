"""Prints a plan: one person's way, or groups with their dates; what does not fit, and what it does to readiness."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.api.assess import readiness_order
from kiframework.cli.screen import Screen
from kiframework.output.plan_cuts import ChoiceWords, cuts_of, small_groups
from kiframework.output.plan_words import baseline_steps, baseline_values, baseline_verdict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TextIO

    from kiframework.api.curriculum import CurriculumRun
    from kiframework.model.curriculum import BaselinePlan, Demand, PathStep, PersonPath, Plan
    from kiframework.output.plan_cuts import Cut

_MOST_CUTS = 15
"""Modules left out that are listed at the terminal; the page has all of them."""


def print_curriculum(run: CurriculumRun, lang: str, stream: TextIO) -> None:
    """Print the plan in an order in which it is talked about: when, what is cut, what comes of it, the goal for all."""
    page = _Page(run, lang, stream)
    page.head()
    if len(run.plan.paths) == 1:
        page.path(run.plan.paths[0])
    else:
        page.groups()
    page.cuts()
    page.readiness()
    if run.plan.baseline is not None and run.plan.baseline.goal.people >= page.screen.framework.scoring.groups.smallest:
        page.baseline(run.plan.baseline)
    page.screen.say()
    page.screen.say(page.texts("curriculum.paper"), "dim")
    page.screen.say(page.texts("curriculum.next-step"))


class _Page:
    """The parts of the page."""

    def __init__(self, run: CurriculumRun, lang: str, stream: TextIO) -> None:
        self.run = run
        self.plan: Plan = run.plan
        self.screen = Screen(run.assessed.setting.framework, lang, stream)
        self.texts, self.figures = self.screen.texts, self.screen.figures
        self.titles = {name: self.screen.words(module.title) for name, module in run.catalogue.modules.items()}

    def head(self) -> None:
        screen, framework = self.screen, self.screen.framework
        date = self.figures.date(self.run.assessed.document.date)
        values = {"framework": screen.words(framework.title), "version": framework.version, "date": date}
        screen.say(self.texts("curriculum.title", **values, catalogue=self.run.catalogue.version), "bold")
        screen.say(self._sums(self.plan.demand))

    def _sums(self, demand: Demand) -> str:
        parts = [
            self.texts("curriculum.sum.groups", n=demand.groups),
            self.texts("curriculum.sum.sessions", n=demand.sessions),
            self.texts("curriculum.sum.trainer", hours=self.figures.trimmed(demand.trainer_hours, 2)),
            self.texts("curriculum.sum.learning", hours=self.figures.trimmed(demand.learning_hours, 2)),
        ]
        if demand.cost:
            parts.append(self.texts("curriculum.sum.cost", amount=self.figures.trimmed(demand.cost, 2)))
        return " · ".join(parts)

    def path(self, path: PersonPath) -> None:
        """Print the modules of one person, each with its reason."""
        self.screen.title(self.texts("curriculum.path", person=path.person))
        heads = ("module", "closes", "hours", "begins", "ends")
        table = self.screen.table(*(self.texts(f"curriculum.{head}") for head in heads), right=(2,))
        days = self._days()
        for step in path.steps:
            group = next((one.id for one in self.plan.groups if one.module == step.module), "")
            begins, ends = days.get(group, (self._why_not(path, step), ""))
            cells = (self._module(step), self._reason(step), self.figures.trimmed(step.hours, 2), begins, ends)
            self.screen.row(table, *cells)
        self.screen.show(table)
        self._lists(path)

    def _why_not(self, path: PersonPath, step: PathStep) -> str:
        obstacle = self.plan.obstacles.get((path.person, step.module), "cell")
        return self.texts(f"curriculum.left-out.{obstacle}")

    def _module(self, step: PathStep) -> str:
        title = self.titles[step.module]
        assumed = ", ".join(self.titles[one] for one in step.assumes)
        return f"{title} ({self.texts('curriculum.assumes', modules=assumed)})" if assumed else title

    def _reason(self, step: PathStep) -> str:
        """Say what a module closes: competency, the level it leads to, and whether it is a must-have."""
        levels = {need.step.competency: need for need in sorted(step.closes, key=lambda need: need.step.level)}
        parts = []
        for name, need in levels.items():
            values = {
                "title": self.screen.competency(name),
                "level": str(need.step.level),
                "role": self.screen.role(need.role),
            }
            parts.append(self.texts("curriculum.reason.must" if need.must_have else "curriculum.reason", **values))
        return "; ".join(parts)

    def _lists(self, path: PersonPath) -> None:
        untaught = dict.fromkeys(need.step.competency for need in path.untaught)
        for key, names in (("coaching", path.coaching), ("unrated", path.unrated), ("untaught", untaught)):
            if names:
                self.screen.title(self.texts(f"curriculum.{key}"))
                self.screen.listed(self.screen.competency(name) for name in names)

    def _days(self) -> dict[str, tuple[str, str]]:
        """Return group -> its first and last day."""
        first = {one.group: one.date for one in reversed(self.plan.schedule.meetings)}
        return {
            group: (self.figures.date(first[group]), self.figures.date(end))
            for group, end in self.plan.schedule.ends.items()
        }

    def groups(self) -> None:
        """Print groups with the number of people in them; who they are stands in the files."""
        if self.plan.groups:
            self.screen.title(self.texts("curriculum.groups"))
            self._group_table()
        untaught = dict.fromkeys(need.step.competency for path in self.plan.paths for need in path.untaught)
        if untaught:
            self.screen.title(self.texts("curriculum.untaught"))
            self.screen.listed(self.screen.competency(name) for name in untaught)

    def _group_table(self) -> None:
        heads = ("module", "people", "trainer", "begins", "ends")
        table = self.screen.table(*(self.texts(f"curriculum.{head}") for head in heads), right=(1,))
        trainers = {one.group: one.trainer for one in self.plan.schedule.meetings}
        groups, days = {group.id: group for group in self.plan.groups}, self._days()
        for name, trainer in trainers.items():
            group = groups[name]
            self.screen.row(table, self.titles[group.module], str(len(group.people)), trainer, *days[name])
        self.screen.show(table)
        smallest = self.run.catalogue.group.smallest
        small = small_groups(self.plan, smallest)
        if small:
            self.screen.say()
            self.screen.say(self.texts("curriculum.small", n=small, smallest=str(smallest)), "dim")

    def cuts(self) -> None:
        """Print how the plan was chosen, what it leaves out, and what a plan with everything would take."""
        words = ChoiceWords(self.texts, self.figures, self.plan)
        self.screen.say()
        for sentence in words.sentences():
            self.screen.say(sentence)
        if self.plan.nearest is not None:
            self.screen.say(words.nearest())
            self.screen.listed(words.nearest_groups(self.titles))
        cuts = cuts_of(self.plan)
        trainers = self.plan.terms.capacity.trainers
        unheld = sum(not any(trainer.holds(cut.module) for trainer in trainers) for cut in cuts)
        if unheld:
            self.screen.say(self.texts("curriculum.unheld", n=unheld))
        if cuts and len(self.plan.paths) > 1:
            self.screen.title(self.texts("curriculum.left-out"))
            self.screen.listed(self._left_out(cuts))
            self.screen.say()
        if cuts:
            self.screen.say(self.texts("curriculum.wanted", sums=self._sums(self.plan.wanted)))

    def _left_out(self, cuts: Sequence[Cut]) -> Iterator[str]:
        """Yield what is left out and why; of many the first ones."""
        for cut in cuts[:_MOST_CUTS]:
            reasons = [*(("must",) if cut.must_have else ()), *cut.obstacles]
            named = ", ".join(self.texts(f"curriculum.left-out.{one}") for one in reasons)
            why = self.texts("curriculum.left-out.why", reasons=named) if named else ""
            yield self.texts("curriculum.left-out.item", n=cut.people, module=self.titles[cut.module], why=why)
        if len(cuts) > _MOST_CUTS:
            yield self.texts("curriculum.left-out.more", n=len(cuts) - _MOST_CUTS)

    def readiness(self) -> None:
        """Print what the plan does to readiness: for one person, or for a group that is large enough."""
        people = {one.person for one in self.plan.changes}
        self.screen.title(self.texts("curriculum.readiness"))
        if len(people) == 1:
            self._own_readiness()
            return
        smallest = self.screen.framework.scoring.groups.smallest
        if len(people) < smallest:
            self.screen.say(self.texts("curriculum.readiness.few", n=smallest))
            return
        heads = ("readiness.state", "readiness.now", "readiness.planned", "readiness.all")
        table = self.screen.table(*(self.texts(f"curriculum.{head}") for head in heads), right=(1, 2, 3))
        for code in reversed(readiness_order(self.screen.framework)):
            counts = self.plan.readiness.get(code)
            if counts is not None:
                hidden = self.texts("curriculum.readiness.hidden", n=smallest)
                shown = (hidden if count is None else str(count) for count in counts)
                self.screen.row(table, self.screen.readiness(code), *shown)
        self.screen.show(table)
        self.screen.say()
        self.screen.say(self.texts("curriculum.readiness.note"), "dim")

    def _own_readiness(self) -> None:
        heads = ("assess.role", *(f"curriculum.readiness.{head}" for head in ("now", "planned", "all")))
        table = self.screen.table(*(self.texts(head) for head in heads))
        for one in self.plan.changes:
            codes = (one.now, one.planned, one.everything)
            self.screen.row(table, self.screen.role(one.role), *(self.screen.readiness(code) for code in codes))
        self.screen.show(table)
        self.screen.say()
        self.screen.say(self.texts("curriculum.readiness.note"), "dim")

    def baseline(self, plan: BaselinePlan) -> None:
        """Print the arithmetic of the goal for all staff, and whether it can be kept."""
        texts, values = self.texts, baseline_values(self.figures, plan)
        self.screen.title(texts("curriculum.baseline"))
        keys = (*baseline_steps(plan), baseline_verdict(plan))
        self.screen.listed(texts(f"curriculum.baseline.{key}", **values) for key in keys)
        self.screen.say(texts("curriculum.baseline.note"), "dim")
