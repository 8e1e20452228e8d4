"""The words of the page for the management: what is known of a company, said short enough for one sheet of A4."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.output.charts import shortened
from kiframework.output.management.parts import FRAMEWORK, METHOD, ROADMAP, Ref

if TYPE_CHECKING:
    from fractions import Fraction

    from kiframework.model.assessment import LeftOut
    from kiframework.model.standing import GoalResult
    from kiframework.model.team import ShareStep, TeamResult
    from kiframework.output.roadmap_view import RoadmapWords

SIZE = 12.0
"""Of all text in tables, in px; so much of a line a text may take is measured at this size."""


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

    def say(self, key: str, **values: str | int | None) -> str:
        """Return a message of this page."""
        return self.texts(f"management.{key}", **values)

    def trace(self, key: str, **values: str | int | None) -> str:
        """Return the way of a number."""
        return self.texts(f"management.trace.{key}", **values)

    def short(self, words: str, width: int, lines: int = 1) -> str:
        """Return words that fit into so many lines of so many px."""
        return shortened(words, width, lines, SIZE)

    def money(self, amount: Fraction | None) -> str:
        """Return an amount in EUR."""
        return self.pilots.money(amount)

    def hidden(self) -> str:
        """Return what stands in place of figures about few people."""
        return self.texts("team.hidden", smallest=str(self.team.smallest))

    def share(self, figure: Fraction | ShareStep | None) -> str:
        """Return a share; of people its step alone."""
        return self.hidden() if figure is None else self.roadmap.share(figure)

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
        title, terms = self.pilots.said(one.title), self.trace("title")
        if self.standing.roadmap.goals[one.id].title is None and one.preset is not None:
            return title, terms, self.preset_place(one.preset, "title")
        return title, terms, Ref(ROADMAP, ("goals", one.id, "title"))
