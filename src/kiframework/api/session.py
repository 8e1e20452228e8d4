"""A quick check that is asked step by step: which question stands next, and what was said so far."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kiframework.model.answers import SCHEMA_VERSION, Answers
from kiframework.model.questions import ChoiceItem, WorkSample
from kiframework.model.skills import RatedLevel, Round
from kiframework.scoring.ladders import is_answered

if TYPE_CHECKING:
    import datetime as dt

    from kiframework.model.answers import Answer, Choice, Questionnaire, Start
    from kiframework.model.questions import Item
    from kiframework.model.skills import NoValue

    Level = int | NoValue


class Step(NamedTuple):
    """One thing that is asked: for a level, for an option, or for one part of a work sample."""

    competency: str
    item: Item | None = None
    part: int = 0
    """The part of a work sample, counted from 0."""


class Session:
    """One person on the way through a questionnaire. Nothing in it prints or reads the clock."""

    def __init__(self, questionnaire: Questionnaire, start: Start) -> None:
        """Begin with what is known: the round to go on with, if there is one."""
        self.questionnaire = questionnaire
        self.start = start
        self.no_value: NoValue = "dont_know" if self._by_person else "not_observable"
        """What stands for an answer without a value: nobody observes themselves."""
        rates = [Step(name) for name in questionnaire.competencies]
        self.steps = (*rates, *(step for name in questionnaire.ladders for step in _ladder_steps(questionnaire, name)))
        """All steps: first the levels, then the ladders."""
        self.position = 0
        """Number of the step that is asked, counted from 0; behind the last one everything was asked."""
        self._levels = dict(start.round.levels) if start.round else {}
        self._items: dict[str, Answer] = {}

    @property
    def _by_person(self) -> bool:
        return self.questionnaire.framework.sources[self.start.source].by_person

    @property
    def step(self) -> Step | None:
        """The step that is asked, or None behind the last one."""
        return self.steps[self.position] if self.position < len(self.steps) else None

    def resume(self, draft: Answers) -> int:
        """Go on from saved answers, at the first step without one; return how many do not fit any more."""
        levels, items = draft.ratings[0].levels, draft.items
        asked = {step.item.id: step.item.fingerprint for step in self.steps if step.item}
        kept = {name: level for name, level in levels.items() if name in self.questionnaire.competencies}
        fitting = {name: item for name, item in items.items() if name in asked and asked[name] == draft.asked.get(name)}
        self._levels |= kept
        self._items |= fitting
        self.to_first_open()
        return len(levels) + len(items) - len(kept) - len(fitting)

    def numbers(self, step: Step) -> range:
        """Return the numbers that can be chosen: levels from 0 up, options from 1 up."""
        if step.item is None:
            ceiling = self.questionnaire.framework.sources[self.start.source].ceiling
            top = self.questionnaire.framework.highest_level
            return range((top if ceiling is None else ceiling) + 1)
        choices = step.item.options if isinstance(step.item, ChoiceItem) else step.item.choices
        return range(1, len(choices) + 1)

    def given(self, step: Step) -> Level | Choice | None:
        """Return the answer to a step, or None if there is none yet."""
        if step.item is None:
            level = self._levels.get(step.competency)
            return level.level if isinstance(level, RatedLevel) else level
        answer = self._items.get(step.item.id)
        return answer[step.part] if isinstance(answer, list) else answer

    def answer(self, number: int | None) -> None:
        """Note the answer to the step that is asked (None is "don't know"), and go on to the next one."""
        step = self.steps[self.position]
        if step.item is None:
            self._levels[step.competency] = self._with_remarks(step, self.no_value if number is None else number)
        elif isinstance(step.item, WorkSample):
            known = self._items.get(step.item.id)
            parts: list[Choice | None] = list(known) if isinstance(known, list) else [None] * len(step.item.parts)
            parts[step.part] = "dont_know" if number is None else number
            self._items[step.item.id] = parts
        else:
            self._items[step.item.id] = "dont_know" if number is None else number
        self.position += 1

    def comment(self, text: str) -> None:
        """Put a remark beside the level of the step that is asked, which must have one."""
        step = self.steps[self.position]
        level = self._levels[step.competency]
        rated = level if isinstance(level, RatedLevel) else RatedLevel(level=level)
        self._levels[step.competency] = rated.model_copy(update={"comment": text})

    def _with_remarks(self, step: Step, level: Level) -> Level | RatedLevel:
        before = self._levels.get(step.competency)
        return before.model_copy(update={"level": level}) if isinstance(before, RatedLevel) else level

    def back(self) -> None:
        """Go to the step before, if there is one."""
        self.position = max(self.position - 1, 0)

    def forward(self) -> None:
        """Leave the answer to the step that is asked as it is, and go on."""
        self.position += 1

    def to_first_open(self) -> None:
        """Go to the first step without an answer, or behind the last one if there is none."""
        self.position = next((n for n, step in enumerate(self.steps) if self.given(step) is None), len(self.steps))

    @property
    def open(self) -> int:
        """How many steps have no answer yet."""
        return sum(self.given(step) is None for step in self.steps)

    def answers(self, person: str, day: dt.date, *, finished: bool) -> Answers:
        """Return everything said so far as a document, dated ``day`` unless the round has its day already."""
        new = Round(source=self.start.source, rater=self.start.rater, date=self.start.date or day)
        occasion = (self.start.round or new).model_copy(update={"levels": self._levels})
        items = self._items if not finished else {name: one for name, one in self._items.items() if is_answered(one)}
        return Answers(
            kiframework="answers",
            schema_version=SCHEMA_VERSION,
            framework=self.start.framework,
            sha256=self.start.sha256,
            asked=self.start.asked,
            finished=finished,
            person=person,
            role=self.start.role,
            ratings=[occasion],
            items=items,
        )


def _ladder_steps(questionnaire: Questionnaire, competency: str) -> list[Step]:
    items = questionnaire.ladders[competency]
    return [
        Step(competency, item, part)
        for item in items
        for part in range(len(item.parts) if isinstance(item, WorkSample) else 1)
    ]
