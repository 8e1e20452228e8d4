"""The words of the page for the management: what is known of a company, said short enough for one sheet of A4."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from kiframework.model.exact import rounded
from kiframework.output.charts import shortened
from kiframework.output.management.parts import FRAMEWORK, METHOD, ROADMAP, Ref, Trace
from kiframework.output.management.room import SIZE, WIDTHS
from kiframework.output.typography import NO_BREAK

if TYPE_CHECKING:
    from kiframework.model.assessment import LeftOut
    from kiframework.model.standing import GoalResult
    from kiframework.model.team import ShareStep, TeamResult
    from kiframework.output.roadmap_view import RoadmapWords


class ManagementWords:
    """Everything the page is made of, in the language of an edition."""

    def __init__(self, roadmap: RoadmapWords, team: TeamResult, command: str) -> None:
        """Take over words and results; ``command`` explains the page."""
        self.roadmap, self.team, self.command = roadmap, team, command
        self.standing, self.pilots = roadmap.standing, roadmap.pilots
        self.wording, self.texts, self.figures = roadmap.wording, roadmap.texts, roadmap.figures

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """Files that were not assessed."""
        return self.wording.edition.left_out

    def next_step(self) -> str:
        """Say how to follow the numbers, at the terminal."""
        return self.texts("management.next-step", command=self.command)

    def trace(self, key: str, **values: str | int | None) -> str:
        """Return a message on the way of a number; ``{at}`` is the option with the day, for commands."""
        return self.texts(key, at=f"--date {self.standing.day}", **values)

    def short(self, words: str, width: int, lines: int = 1, size: float = SIZE) -> str:
        """Return words that fit into so many lines of so many px."""
        return shortened(words, width, lines, size)

    def cell(self, words: str, block: str, number: int, lines: int = 1) -> str:
        """Return words that fit into so many lines of a cell of a block."""
        return shortened(words, WIDTHS[block][number], lines, SIZE)

    def money(self, amount: Fraction) -> str:
        """Return an amount in whole EUR, on one line."""
        return self.pilots.money(Fraction(rounded(amount, 0))).replace(" ", NO_BREAK)

    def from_cents(self, amount: Fraction, terms: str) -> str:
        """Return the way of an amount, with its cents where the page leaves them out."""
        exact = (
            "" if amount.denominator == 1 else self.trace("management.trace.rounded", amount=self.pilots.money(amount))
        )
        return self.wording.facts((terms, exact))

    def hidden(self) -> str:
        """Return what stands in place of figures about few people."""
        return self.texts("team.hidden", smallest=str(self.team.smallest))

    def share(self, figure: Fraction | ShareStep | None) -> str:
        """Return a share; of people its step alone."""
        return self.hidden() if figure is None else self.roadmap.share(figure)

    @property
    def late(self) -> int:
        """How many decisions are overdue."""
        return sum(one.by < self.standing.day for one in self.standing.next_steps)

    def late_trace(self) -> Trace:
        """Return where the number of overdue decisions comes from."""
        day = self.figures.date_short(self.standing.day)
        return Trace(str(self.late), self.trace("management.trace.decisions.late", day=day))

    def phase_place(self, phase: str) -> Ref:
        """Return where the method defines a phase."""
        index = next(at for at, one in enumerate(self.standing.method.phases) if one.id == phase)
        return Ref(METHOD, ("phases", index))

    def preset_place(self, preset: str | None, key: str) -> Ref:
        """Return where the framework says something about a target."""
        index = next(at for at, one in enumerate(self.wording.framework.targets) if one.id == preset)
        return Ref(FRAMEWORK, ("targets", index, key))

    def goal_trace(self, one: GoalResult) -> tuple[str, str, Ref]:
        """Return the title of a goal, what it is, and where it stands."""
        title, terms = self.pilots.said(one.title), self.trace("management.trace.title")
        if self.standing.roadmap.goals[one.id].title is None and one.preset is not None:
            return title, terms, self.preset_place(one.preset, "title")
        return title, terms, Ref(ROADMAP, ("goals", one.id, "title"))
