"""Asks a questionnaire line by line: at a terminal, or with lines from a pipe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table

from kiframework.model.questions import ChoiceItem

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TextIO

    from kiframework.api.quickcheck import Quickcheck
    from kiframework.api.session import Session, Step
    from kiframework.cli.screen import Screen

BACK = frozenset(("b", "z"))
COMMENT = frozenset(("c", "k"))
QUIT = "q"
UNKNOWN = "?"


def introduce(screen: Screen, quick: Quickcheck) -> None:
    """Say what is about to be asked, what becomes of the answers, and what can be typed."""
    session, texts = quick.session, screen.texts
    start = session.start
    source = screen.words(screen.framework.sources[start.source].title)
    screen.say(texts("quickcheck.title", role=screen.role(start.role), person=start.person, source=source), "bold")
    levels = len(session.questionnaire.competencies)
    items = sum(map(len, session.questionnaire.ladders.values()))
    ladders = texts("quickcheck.ladders", n=items) if items else ""
    screen.say(f"{texts('quickcheck.levels', n=levels)}{ladders}. {texts('quickcheck.saved')}")
    screen.say(texts("quickcheck.notice"), "dim")
    screen.say(texts("quickcheck.keys", unknown=texts(f"quickcheck.{session.no_value}")))
    if quick.resumed:
        screen.say(texts("quickcheck.resumed", count=len(session.steps) - session.open), "cyan")
    if quick.dropped:
        screen.say(texts("quickcheck.dropped", count=quick.dropped), "yellow")


class InputEnded(Exception):
    """There are no more lines, although there is still something to ask."""


class Asking:
    """Asks one person. Everything it says goes to the screen, every answer is saved before the next question."""

    def __init__(self, session: Session, screen: Screen, lines: TextIO, save: Callable[[], None]) -> None:
        """Read answers from ``lines``; ``save`` is called after each of them."""
        self._session = session
        self._screen = screen
        self._texts = screen.texts
        self._lines = lines
        self._save = save
        self._unknown = self._texts(f"quickcheck.{session.no_value}")

    def run(self) -> bool:
        """Ask until everything is answered or the person stops; tell whether it is finished.

        Raises :class:`InputEnded` if the lines end before.
        """
        while True:
            step = self._session.step
            if step is None:
                done = self._finish()
                if done is not None:
                    return done
            else:
                self._show(step)
                if not self._take(step):
                    return False

    def _take(self, step: Step) -> bool:
        """Read lines until one of them moves on; tell whether to go on at all."""
        session = self._session
        while True:
            line = self._line()
            word, _, rest = line.partition(" ")
            if line == QUIT:
                return False
            if line in BACK:
                session.back()
                return True
            if not line and session.given(step) is not None:
                session.forward()
                return True
            if word in COMMENT and rest:
                self._comment(step, rest.strip())
            elif line == UNKNOWN or line in map(str, session.numbers(step)):
                session.answer(None if line == UNKNOWN else int(line))
                self._save()
                return True
            else:
                numbers = session.numbers(step)
                self._screen.say(self._texts("quickcheck.choose", lowest=numbers[0], highest=numbers[-1]), "yellow")

    def _comment(self, step: Step, text: str) -> None:
        if step.item is not None or self._session.given(step) is None:
            self._screen.say(self._texts("quickcheck.comment-later"), "yellow")
            return
        self._session.comment(text)
        self._save()
        self._screen.say(self._texts("quickcheck.commented"), "dim")

    def _finish(self) -> bool | None:
        """Ask whether that is all; None where the person goes back instead."""
        session = self._session
        self._screen.say()
        self._screen.say(
            self._texts("quickcheck.some", count=session.open) if session.open else self._texts("quickcheck.all")
        )
        try:
            line = self._line()
        except InputEnded:
            if session.open:
                raise
            return True
        if line == QUIT:
            return False
        if line in BACK:
            session.back()
        elif session.open:
            session.to_first_open()
        else:
            return True
        return None

    def _line(self) -> str:
        self._screen.console.file.write("> ")
        self._screen.console.file.flush()
        line = self._lines.readline()
        if not line:
            raise InputEnded
        return line.strip()

    def _show(self, step: Step) -> None:
        """Print a question with what can be answered."""
        screen, session = self._screen, self._session
        framework = session.questionnaire.framework
        competency = framework.competencies[step.competency]
        pillar = framework.pillars[framework.pillar_order[competency.pillar]]
        number, count = session.position + 1, len(session.steps)
        screen.say()
        screen.say(
            self._texts("quickcheck.progress", number=number, count=count, pillar=screen.words(pillar.title)), "dim"
        )
        screen.say(screen.words(competency.title), "bold")
        for line in self._question(step):
            screen.say(line)
        table = Table.grid(padding=(0, 1, 0, 0))
        for number, text in self._options(step):
            screen.row(table, str(number), text)
        screen.row(table, UNKNOWN, self._unknown)
        screen.show(table)
        given = session.given(step)
        if given is not None:
            word = str(given) if isinstance(given, int) else self._unknown
            screen.say(self._texts("quickcheck.kept", answer=word), "dim")

    def _question(self, step: Step) -> list[str]:
        screen = self._screen
        if step.item is None:
            return [screen.words(self._session.questionnaire.stems[step.competency])]
        if isinstance(step.item, ChoiceItem):
            return [screen.words(step.item.stem)]
        parts = step.item.parts
        text = screen.words(parts[step.part].text)
        part = self._texts("quickcheck.part", number=step.part + 1, count=len(parts), text=text)
        return [screen.words(step.item.stem), part]

    def _options(self, step: Step) -> list[tuple[int, str]]:
        numbers = self._session.numbers(step)
        if step.item is None:
            framework = self._session.questionnaire.framework
            anchors = framework.competencies[step.competency].anchors
            texts = [anchors.get(number) or framework.scale[number].meaning for number in numbers]
        else:
            texts = step.item.options if isinstance(step.item, ChoiceItem) else step.item.choices
        return [(number, self._screen.words(text)) for number, text in zip(numbers, texts, strict=True)]
