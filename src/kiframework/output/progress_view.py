"""The same people at several dates: a page for one person, a page for a group."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kiframework.model.exact import rounded
from kiframework.output.frame_view import Fact, cover
from kiframework.output.heat_view import step_figure
from kiframework.output.sheet import Column, Section, Sheet, Table

if TYPE_CHECKING:
    from fractions import Fraction

    from kiframework.model.assessment import FrameworkStamp
    from kiframework.model.progress import PersonProgress, Progress
    from kiframework.output.frame_view import Frame
    from kiframework.output.wording import Wording

SCHEMA_VERSION = 1
"""Version of the JSON document; raised when a field changes its meaning or goes away."""
_NOTHING = "–"


class ProgressWords:
    """The tables of a comparison over time in the language of an edition."""

    def __init__(self, wording: Wording, progress: Progress) -> None:
        """Write the dates once."""
        self.wording, self.progress, self.texts = wording, progress, wording.texts
        self.days = [wording.figures.date_short(day) for day in progress.dates]

    def person(self, one: PersonProgress) -> Table:
        """Return the competencies of one person in one role."""
        heads = [Column(self.texts("progress.competency")), Column(self.texts("progress.required"), is_number=True)]
        heads += [Column(day, is_number=True) for day in self.days]
        rows = tuple(
            (
                self.wording.titles[line.competency],
                f"{line.required}{' !' if line.must_have else ''}",
                *map(self._level, line.levels),
            )
            for line in one.lines
        )
        return Table(self.texts("progress.table", role=self.wording.role(one.role)), tuple(heads), rows)

    def readiness(self, one: PersonProgress) -> str:
        """Say the readiness at each date."""
        words = self.wording.readiness
        parts = (
            f"{day}: {_NOTHING if code is None else words[code]}"
            for day, code in zip(self.days, one.readiness, strict=True)
        )
        return self.wording.facts(parts)

    def group(self) -> Table:
        """Return mean levels of a group; what is hidden everywhere is left out."""
        heads = [Column(self.texts("progress.competency")), Column(self.texts("cover.people"), is_number=True)]
        heads += [Column(day, is_number=True) for day in self.days]
        rows = tuple(
            (self.wording.titles[line.competency], str(line.people), *map(self._mean, line.means))
            for line in self.progress.group.lines
            if line.people is not None
        )
        return Table(self.texts("progress.by-date"), tuple(heads), rows)

    def ready(self) -> str:
        """Say the share of ready results at each date."""
        steps = (
            self.texts("progress.hidden") if one is None else step_figure(self.wording, one)
            for one in self.progress.group.ready
        )
        return self.wording.facts(f"{day}: {step}" for day, step in zip(self.days, steps, strict=True))

    def _level(self, level: Fraction | None) -> str:
        return _NOTHING if level is None else self.wording.figures.short(level)

    def _mean(self, mean: Fraction | None) -> str:
        return self.texts("progress.hidden") if mean is None else self.wording.figures.number(mean)


def progress_view(words: ProgressWords, person: str | None, frame: Frame) -> Sheet:
    """Turn a comparison into a page: of one person for that person, else of the group."""
    return _group_view(words, frame) if person is None else _person_view(words, person, frame)


def _person_view(words: ProgressWords, person: str, frame: Frame) -> Sheet:
    texts, wording = words.texts, words.wording
    name = wording.person(person)
    facts = (Fact(texts("cover.person"), name), Fact(texts("progress.dates"), wording.facts(words.days)))
    sections = []
    for number, one in enumerate(words.progress.people):
        role = wording.role(one.role)
        sections.append(Section(f"role-{number}", role, role, (words.readiness(one),), tables=(words.person(one),)))
    return Sheet(
        f"{texts('cover.kind.progress')}: {name}",
        cover(wording, "progress", name, facts),
        texts("progress.headline.person"),
        texts("progress.lead"),
        tuple(sections),
        frame,
    )


def _group_view(words: ProgressWords, frame: Frame) -> Sheet:
    texts, wording, group = words.texts, words.wording, words.progress.group
    company = wording.edition.branding.company
    subject = wording.plain(company) if company else texts("team.subject")
    few = texts("progress.few", n=words.progress.smallest)
    table, topic = words.group(), texts("progress.levels")
    note = texts("progress.note", n=words.progress.smallest)
    return Sheet(
        f"{texts('cover.kind.progress')}: {subject}",
        cover(wording, "progress", subject, (Fact(texts("progress.dates"), wording.facts(words.days)),)),
        texts("progress.headline.group"),
        few if group.people is None else texts("progress.ready", steps=words.ready()),
        (Section("levels", topic, topic, (note,), tables=(table,) if table.rows else ()),),
        frame,
    )


def render_progress_json(progress: Progress, person: str | None, stamp: FrameworkStamp) -> bytes:
    """Return a comparison over time as UTF-8 JSON: of one person for that person, else of the group."""
    document: dict[str, Any] = {
        "schema_version": SCHEMA_VERSION,
        "framework": {"id": stamp.id, "version": stamp.version, "sha256": stamp.sha256},
        "dates": [str(day) for day in progress.dates],
        **(_group(progress) if person is None else {"person": person, "roles": list(map(_role, progress.people))}),
    }
    return (json.dumps(document, indent=1, ensure_ascii=False) + "\n").encode()


def _role(one: PersonProgress) -> dict[str, Any]:
    lines = [
        {"competency": line.competency, "required": line.required, "levels": list(map(_number, line.levels))}
        for line in one.lines
    ]
    return {"role": one.role, "readiness": list(one.readiness), "competencies": lines}


def _group(progress: Progress) -> dict[str, Any]:
    group = progress.group
    ready = [one and [_number(one.low * 100), _number(one.high * 100)] for one in group.ready]
    lines = [
        {"competency": one.competency, "people": one.people, "means": list(map(_number, one.means))}
        for one in group.lines
    ]
    return {"people": group.people, "ready_percent": ready, "competencies": lines}


def _number(number: Fraction | None) -> float | None:
    return None if number is None else float(rounded(number, 4))
