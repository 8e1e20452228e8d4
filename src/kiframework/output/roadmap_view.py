"""A roadmap in words: phases and what they wait for, goals, milestones, rotation of roles, money, next decisions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kiframework.model.roadmap import PhasePlan
from kiframework.model.team import ShareStep
from kiframework.output.frame_view import Fact, cover
from kiframework.output.gantt import Bar, Diamond, Gantt, gantt_lines, gantt_svg
from kiframework.output.heat_view import step_figure
from kiframework.output.markdown import Markdown
from kiframework.output.pilot_words import NOTHING
from kiframework.output.sheet import Column, Listing, Picture, Section, Sheet, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from fractions import Fraction

    from kiframework.model.standing import BudgetRow, CriterionResult, GoalResult, NextStep, PhaseResult, Standing
    from kiframework.output.frame_view import Frame
    from kiframework.output.pilot_words import PilotWords

SHARES: Final = {"share-ready": 1, "pilot-kpi": 1, "target-date": 1, "budget-share": 2}
"""Kinds of targets whose figures are shares, with their decimals: a share of revenue is small."""
WINDOW: Final = "time-frame"
"""The kind of target whose figures are steps: not begun, running, judged."""
_STEPS: Final = ("ahead", "running", "judged")
_PAGE: Final = 96
"""Signs in a line of text on pages."""


class RoadmapWords:
    """What is said of a roadmap, in the language of an edition."""

    def __init__(self, pilots: PilotWords, standing: Standing) -> None:
        """Look up titles once."""
        self.pilots, self.standing = pilots, standing
        self.wording, self.texts, self.figures = pilots.wording, pilots.texts, pilots.figures
        method = standing.method
        self.phases = {one.id: self.wording.text(one.title) for one in method.phases}
        self.categories = {name: self.wording.text(one.title) for name, one in method.budget.categories.items()}

    def gantt(self) -> Gantt:
        """Return the chart of phases and milestones."""
        day = self.standing.day
        return Gantt(
            bars=tuple(
                Bar(self.phases[one.id], one.begin, one.end, one.state, self.phase_state(one))
                for one in self.standing.phases
            ),
            diamonds=tuple(
                Diamond(one.date) for one in self.standing.milestones if one.kind in ("goal", "verdict", "reassess")
            ),
            today=day,
            today_word=self.texts("roadmap.today", date=self.figures.date_short(day)),
            title=self.texts("roadmap.gantt.title"),
            summary="; ".join(f"{self.phases[one.id]}: {self.days(one)}" for one in self.standing.phases),
        )

    def phase_state(self, one: PhaseResult) -> str:
        """Return the state of a phase."""
        return self.texts(f"roadmap.state.{one.state}")

    def days(self, one: PhaseResult) -> str:
        """Return first and last day of a phase."""
        return f"{self.figures.date_short(one.begin)} – {self.figures.date_short(one.end)}"

    def phase_table(self) -> Table:
        """Return the phases: when, how far, who answers, and why one was moved."""
        heads = ("phase", "days", "state", "owner", "moved")
        columns = tuple(Column(self.texts(f"roadmap.col.{head}"), is_date=head == "days") for head in heads)
        plans = self.standing.roadmap.phases
        rows = tuple(
            (
                self.phases[one.id],
                self.days(one),
                self.phase_state(one),
                self.owner(plans[one.id].owner if one.id in plans else None),
                self.texts(f"roadmap.moved.{one.moved}") if one.moved else NOTHING,
            )
            for one in self.standing.phases
        )
        return Table(self.texts("roadmap.phases.nav"), columns, rows)

    def owner(self, owner: str | None) -> str:
        """Return who answers for something; a dash for nobody."""
        return NOTHING if owner is None else self.wording.person_short(owner)

    def phase_notes(self) -> Iterator[Listing]:
        """Yield, for each phase, its work, what there is in the end, the goals it serves, and what may go wrong."""
        goals = {one.id: self.pilots.said(one.title) for one in self.standing.goals}
        for one in self.standing.method.phases:
            own = self.standing.roadmap.phases.get(one.id, PhasePlan())
            parts = {
                "work": [self.wording.text(one.work)],
                "deliverables": [*map(self.wording.text, one.deliverables), *map(self.pilots.said, own.deliverables)],
                "goals": [goals[name] for name in own.goals],
                "risks": [*map(self.wording.text, one.risks), *map(self.pilots.said, own.risks)],
            }
            entries = tuple(
                self.texts(f"roadmap.note.{key}", words="; ".join(said)) for key, said in parts.items() if said
            )
            yield Listing(self.phases[one.id], entries)

    def criteria(self) -> Table:
        """Return what phases wait for and end with, and how far it is."""
        heads = ("phase", "kind", "criterion", "met")
        columns = tuple(Column(self.texts(f"roadmap.col.{head}")) for head in heads)
        rows = tuple(
            (
                self.phases[phase.id],
                self.texts(f"roadmap.{kind}"),
                self.texts(f"roadmap.criterion.{one.criterion}", needed=self._needed(one)),
                self.met(one),
            )
            for phase in self.standing.phases
            for kind, several in (("entry", phase.entry), ("exit", phase.exit))
            for one in several
        )
        return Table(self.texts("roadmap.criteria.nav"), columns, rows)

    def _needed(self, one: CriterionResult) -> str:
        return "" if one.needed is None else self.figures.percent_short(one.needed)

    def met(self, one: CriterionResult) -> str:
        """Say whether a criterion is met, and at what figure."""
        state = "unknown" if one.met is None else "met" if one.met else "open"
        words = self.texts(f"roadmap.met.{state}")
        return words if one.figure is None else f"{words} ({self.share(one.figure)})"

    def share(self, figure: Fraction | ShareStep) -> str:
        """Return a share; of people its step alone."""
        return (
            step_figure(self.wording, figure) if isinstance(figure, ShareStep) else self.figures.percent_short(figure)
        )

    def goal_table(self) -> Table:
        """Return the goals with every figure behind their state."""
        heads = ("goal", "baseline", "target", "due", "actual", "expected", "goal-state")
        figures = ("baseline", "target", "actual", "expected")
        columns = tuple(Column(self.texts(f"roadmap.col.{head}"), head in figures, head == "due") for head in heads)
        return Table(self.texts("roadmap.goals.nav"), columns, tuple(map(self._goal, self.standing.goals)))

    def goal_overview(self) -> Table:
        """Return the goals with what tells on which way they are."""
        heads = ("goal", "actual", "expected", "due", "goal-state")
        columns = tuple(Column(self.texts(f"roadmap.col.{head}"), head in ("actual", "expected")) for head in heads)
        rows = []
        for one in self.standing.goals:
            _, _, _, due, _, needed, state = self._goal(one)
            rows.append((self.pilots.said(one.title), self.goal_figure(one, one.actual), needed, due, state))
        return Table(self.texts("roadmap.goals.nav"), columns, tuple(rows))

    def _goal(self, one: GoalResult) -> tuple[str, ...]:
        return (
            self.goal_title(one),
            self.goal_figure(one, one.baseline),
            self.goal_figure(one, one.target),
            NOTHING if one.due is None else self.figures.date_short(one.due),
            self._measured(one),
            self.goal_figure(one, one.expected),
            self.texts(f"roadmap.goal.{one.state}"),
        )

    def goal_title(self, one: GoalResult) -> str:
        """Return a goal with its statement of the source document and what is measured."""
        usual = self.texts(f"roadmap.metric.{one.kind}") if one.kind in (*SHARES, WINDOW) else ""
        metric = usual if one.metric is None else self.pilots.said(one.metric)
        return self.wording.facts((self.pilots.said(one.title), metric, one.statement or ""))

    def _measured(self, one: GoalResult) -> str:
        figure = self.goal_figure(one, one.actual)
        return figure if one.measured is None or one.computed else f"{figure} ({self.figures.date_short(one.measured)})"

    def goal_figure(self, one: GoalResult, figure: Fraction | ShareStep | None) -> str:
        """Return a figure of a goal, as a share where it is one."""
        if figure is None:
            return NOTHING
        if isinstance(figure, ShareStep):
            return step_figure(self.wording, figure)
        if one.kind == WINDOW:
            return self.texts(f"roadmap.window.{_STEPS[min(2, int(figure * 2))]}")
        if one.kind not in SHARES:
            return self.figures.trimmed(figure, 2)
        return self.figures.percent(figure, 0 if 100 % figure.denominator == 0 else SHARES[one.kind])

    def milestones(self) -> Table:
        """Return days to remember."""
        columns = (Column(self.texts("roadmap.col.due"), is_date=True), Column(self.texts("roadmap.col.milestone")))
        rows = tuple(
            (self.figures.date_short(one.date), self.milestone(one.kind, one.about)) for one in self.standing.milestones
        )
        return Table(self.texts("roadmap.milestones.nav"), columns, rows)

    def milestone(self, kind: str, about: str) -> str:
        """Say what a milestone is."""
        # Phases, goals and pilots may share an id.
        titles = self.phases
        if kind == "goal":
            titles = {one.id: self.pilots.said(one.title) for one in self.standing.goals}
        elif kind == "verdict":
            titles = {one.pilot.pilot: self.pilots.title(one.pilot) for one in self.standing.pilots}
        return self.texts(f"roadmap.milestone.{kind}", about=titles.get(about, about))

    def rotation(self) -> Table:
        """Return who takes which role when."""
        heads = ("person", "role", "days")
        columns = tuple(Column(self.texts(f"roadmap.col.{head}")) for head in heads)
        rows = tuple(
            (
                self.wording.person_short(one.person),
                self.pilots.role(one.role),
                f"{self.figures.date_short(one.begin)} – {self.figures.date_short(one.end)}",
            )
            for one in self.standing.roadmap.rotation
        )
        return Table(self.texts("roadmap.rotation.nav"), columns, rows)

    def budget(self, rows: Iterable[BudgetRow], titles: dict[str, str], head: str) -> Table:
        """Return sums of a budget by category or by phase, with the total last."""
        heads = (head, "limit", "planned", "spent", "left")
        columns = tuple(Column(self.texts(f"roadmap.col.{one}"), one != head) for one in heads)
        money = self.pilots.money
        budget = self.standing.budget
        body = [
            (titles[one.id], money(one.limit), money(one.planned), money(one.actual), money(one.planned - one.actual))
            for one in rows
        ]
        total = (
            self.texts("roadmap.total"),
            money(budget.ceiling),
            money(budget.planned),
            money(budget.actual),
            money(budget.planned - budget.actual),
        )
        return Table(self.texts(f"roadmap.budget.{head}"), columns, (*body, total))

    def ceiling(self) -> str:
        """Say where the ceiling comes from."""
        budget = self.standing.budget
        if budget.ceiling is None:
            return self.texts("roadmap.ceiling.none")
        if budget.revenue is None or budget.share is None:
            return self.texts("roadmap.ceiling.set", ceiling=self.pilots.money(budget.ceiling))
        return self.texts(
            "roadmap.ceiling",
            revenue=self.pilots.money(budget.revenue),
            share=self.figures.percent_short(budget.share),
            ceiling=self.pilots.money(budget.ceiling),
        )

    def warnings(self) -> Iterator[str]:
        """Yield what is wrong with the money: more planned than there is, more spent than planned."""
        budget, money = self.standing.budget, self.pilots.money
        if budget.over:
            yield self.texts("roadmap.over", amount=money(budget.over))
        for one in budget.categories:
            if one.limit is not None and one.planned > one.limit:
                over = money(one.planned - one.limit)
                yield self.texts("roadmap.over.category", category=self.categories[one.id], amount=over)
        for row, titles in ((one, self.categories) for one in budget.categories):
            if row.actual > row.planned:
                yield self.texts("roadmap.overspent", category=titles[row.id], amount=money(row.actual - row.planned))

    def learning(self) -> str:
        """Say what working time of learners the plan takes; it is no part of the budget."""
        budget = self.standing.budget
        if budget.learning_hours is None:
            return ""
        hours = self.figures.short(budget.learning_hours)
        if budget.learning_cost is None:
            return self.texts("roadmap.learning", hours=hours)
        return self.texts("roadmap.learning.cost", hours=hours, cost=self.pilots.money(budget.learning_cost))

    def step(self, one: NextStep) -> str:
        """Say what has to be decided."""
        goals = {goal.id: self.pilots.said(goal.title) for goal in self.standing.goals}
        known = {**self.phases, **self.pilots.gates, **goals}
        return self.texts(f"roadmap.next.{one.kind}", about=known.get(one.about, one.about))

    def step_table(self) -> Table:
        """Return all next decisions."""
        heads = ("by", "next", "owner")
        columns = tuple(Column(self.texts(f"roadmap.col.{head}"), is_date=head == "by") for head in heads)
        rows = tuple(
            (self.figures.date_short(one.by), self.step(one), self.owner(one.who)) for one in self.standing.next_steps
        )
        return Table(self.texts("roadmap.next.nav"), columns, rows)


def roadmap_view(words: RoadmapWords, frame: Frame) -> Sheet:
    """Turn a roadmap into its page."""
    texts, wording, standing = words.texts, words.wording, words.standing
    company = wording.edition.branding.company
    subject = wording.plain(company) if company else texts("team.subject")
    gantt = words.gantt()
    picture = Picture(gantt_svg(gantt), tuple(map(Markdown, gantt_lines(gantt, _PAGE))))
    current = [words.phases[one.id] for one in standing.phases if one.state in ("running", "blocked")]
    sections = (
        Section(
            "phases",
            texts("roadmap.phases.nav"),
            texts("roadmap.phases.headline"),
            (texts("roadmap.phases.intro"),),
            picture=picture,
            tables=(words.phase_table(),),
            lists=tuple(words.phase_notes()),
        ),
        Section(
            "next", texts("roadmap.next.nav"), texts("roadmap.next.headline", n=len(standing.next_steps)),
            tables=(words.step_table(),),
        ),
        Section(
            "criteria",
            texts("roadmap.criteria.nav"),
            texts("roadmap.criteria.headline"),
            (texts("roadmap.criteria.intro", n=standing.smallest),),
            tables=(words.criteria(),),
        ),
        *_more(words),
    )  # fmt: skip
    lead = texts("roadmap.lead.now", phases=wording.listed(current)) if current else texts("roadmap.lead.none")
    facts = (Fact(texts("roadmap.start"), words.figures.date(standing.roadmap.start)),)
    return Sheet(
        f"{texts('cover.kind.roadmap')}: {subject}",
        cover(wording, "roadmap", subject, facts),
        texts("roadmap.headline"),
        lead,
        sections,
        frame,
    )


def _more(words: RoadmapWords) -> Iterator[Section]:
    texts, standing = words.texts, words.standing
    if standing.goals:
        nav, intro = texts("roadmap.goals.nav"), texts("roadmap.goals.intro")
        headline = texts("roadmap.goals.headline", n=len(standing.goals))
        yield Section("goals", nav, headline, (intro,), tables=(words.goal_table(),))
    paragraphs = tuple(one for one in (words.ceiling(), *words.warnings(), words.learning()) if one)
    tables = (
        words.budget(standing.budget.categories, words.categories, "category"),
        words.budget(standing.budget.phases, words.phases, "phase"),
    )
    yield Section("budget", texts("roadmap.budget.nav"), texts("roadmap.budget.headline"), paragraphs, tables=tables)
    if standing.roadmap.rotation:
        nav, headline = texts("roadmap.rotation.nav"), texts("roadmap.rotation.headline")
        yield Section("rotation", nav, headline, tables=(words.rotation(),))
    nav, headline = texts("roadmap.milestones.nav"), texts("roadmap.milestones.headline")
    yield Section("milestones", nav, headline, tables=(words.milestones(),))
