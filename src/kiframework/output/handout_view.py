"""What a group gets: the trainer's session sheet, and the sheet for those who learn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.output.frame_view import Fact, cover
from kiframework.output.plan_words import clock
from kiframework.output.sheet import Column, Listing, Section, Sheet, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.model.curriculum import Group, Meeting
    from kiframework.model.training import Module, Session
    from kiframework.output.frame_view import Frame
    from kiframework.output.plan_words import PlanWords

BOX = "☐"


def trainer_view(words: PlanWords, group: Group, frame: Frame) -> Sheet:
    """Turn a group into the sheet its trainer works with. It names who comes, and nothing about their levels."""
    texts, module = words.texts, words.catalogue.modules[group.module]
    sections = (
        _objectives(words, module, words.texts("handout.objectives")),
        *_agendas(words, group, module),
        _exercise(words, module),
        _checks(words, group, module),
        _attendance(words, group, module),
    )
    return Sheet(
        f"{texts('cover.kind.trainer')}: {words.titles[group.module]}",
        cover(words.wording, "trainer", words.titles[group.module], _facts(words, group, module)),
        words.titles[group.module],
        texts("handout.trainer.lead", n=len(group.people)),
        sections,
        frame,
    )


def learner_view(words: PlanWords, group: Group, frame: Frame) -> Sheet:
    """Turn a group into the sheet that everybody in it gets. No person appears in it."""
    texts, module = words.texts, words.catalogue.modules[group.module]
    reaction = tuple(words.wording.text(question) for question in words.catalogue.reaction)
    sections = (
        _objectives(words, module, words.texts("handout.objectives.own")),
        _exercise(words, module),
        Section(
            "success",
            texts("handout.success.nav"),
            texts("handout.success.headline"),
            facts=(
                Fact(texts("handout.check.learning"), words.wording.text(module.checks.learning)),
                Fact(
                    texts("handout.check.behaviour", date=words.check_day(group.id, module.checks.behaviour.weeks)),
                    words.wording.text(module.checks.behaviour.text),
                ),
            ),
            lists=(Listing(texts("handout.reaction"), reaction),),
        ),
    )
    return Sheet(
        f"{texts('cover.kind.learner')}: {words.titles[group.module]}",
        cover(words.wording, "learner", words.titles[group.module], _facts(words, group, module)),
        words.titles[group.module],
        texts("handout.learner.lead", hours=words.figures.trimmed(module.hours, 2)),
        sections,
        frame,
    )


def _facts(words: PlanWords, group: Group, module: Module) -> tuple[Fact, ...]:
    texts, wording = words.texts, words.wording
    meetings = words.meetings[group.id]
    facts = [Fact(texts("handout.group"), wording.plain(group.id))]
    facts += [
        Fact(texts("handout.session", number=str(one.number)), f"{words.when(one)} · {wording.plain(one.room)}")
        for one in meetings
    ]
    facts.append(Fact(texts("plan.col.trainer"), wording.plain(meetings[0].trainer)))
    facts.append(Fact(texts("handout.format"), wording.text(words.catalogue.formats[module.format].title)))
    return tuple(facts)


def _objectives(words: PlanWords, module: Module, headline: str) -> Section:
    texts = words.texts
    items = tuple(words.wording.text(one.text) for one in module.objectives)
    return Section("objectives", texts("handout.objectives.nav"), headline, lists=(Listing("", items),))


def _agendas(words: PlanWords, group: Group, module: Module) -> Iterator[Section]:
    """Return one section with a table for every session."""
    texts = words.texts
    pairs = zip(words.meetings[group.id], module.sessions, strict=True)
    tables = tuple(_agenda(words, meeting, session) for meeting, session in pairs)
    material = tuple(words.wording.text(one) for one in module.material)
    yield Section(
        "agenda",
        texts("handout.agenda.nav"),
        texts("handout.agenda"),
        tables=tables,
        lists=(Listing(texts("handout.material"), material),) if material else (),
    )


def _agenda(words: PlanWords, meeting: Meeting, session: Session) -> Table:
    """Return the parts of a session with their times of the clock."""
    texts = words.texts
    now = meeting.start.hour * 60 + meeting.start.minute
    rows = []
    for item in session.agenda:
        rows.append((f"{clock(now)} – {clock(now + item.minutes)}", str(item.minutes), words.wording.text(item.text)))
        now += item.minutes
    title = f"{texts('handout.session', number=str(meeting.number))}: {words.when(meeting)}"
    columns = (
        Column(texts("handout.time")),
        Column(texts("handout.minutes"), is_number=True),
        Column(texts("handout.part")),
    )
    return Table(title, columns, tuple(rows))


def _exercise(words: PlanWords, module: Module) -> Section:
    texts, wording = words.texts, words.wording
    title = wording.text(module.exercise.title)
    return Section("exercise", texts("handout.exercise.nav"), title, (wording.text(module.exercise.text),))


def _checks(words: PlanWords, group: Group, module: Module) -> Section:
    """Return the four checks of Kirkpatrick, the third with its day."""
    texts, text, checks = words.texts, words.wording.text, module.checks
    day = words.check_day(group.id, checks.behaviour.weeks)
    reaction = words.wording.facts(text(question) for question in words.catalogue.reaction)
    facts = (
        Fact(texts("handout.check.reaction"), reaction),
        Fact(texts("handout.check.learning"), text(checks.learning)),
        Fact(texts("handout.check.behaviour", date=day), text(checks.behaviour.text)),
        Fact(texts("handout.check.result"), text(checks.result)),
    )
    note = texts("handout.checks.note")
    return Section("checks", texts("handout.checks.nav"), texts("handout.checks"), (note,), facts)


def _attendance(words: PlanWords, group: Group, module: Module) -> Section:
    texts = words.texts
    sessions = range(1, len(module.sessions) + 1)
    columns = (
        Column(texts("cover.person")),
        *(Column(texts("handout.session", number=str(number))) for number in sessions),
    )
    rows = tuple((words.wording.person(person), *(BOX for _ in sessions)) for person in group.people)
    caption = f"{texts('handout.attendance')}: {words.titles[group.module]}"
    table = Table(caption, columns, rows)
    return Section("attendance", texts("handout.attendance"), texts("handout.attendance"), tables=(table,))
