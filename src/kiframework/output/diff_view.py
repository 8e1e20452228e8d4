"""What has changed in a framework, in its own words: for the terminal, a pull request, a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kiframework.model.changes import ORDER, STEPS
from kiframework.output.frame_view import Fact, cover
from kiframework.output.sheet import Column, Listing, Section, Sheet, Table
from kiframework.output.wording import in_language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.model.changes import Change, FrameworkDiff, Impact, Step
    from kiframework.model.framework import Framework
    from kiframework.output.frame_view import Frame
    from kiframework.output.wording import Wording

_THINGS = {"competencies": "competency", "roles": "role", "pillars": "pillar", "scale": "level", "ladders": "ladder"}


class DiffWords:
    """Tells of changes in the language of an edition. Titles are those of today, of what is gone the earlier ones."""

    def __init__(self, wording: Wording, diff: FrameworkDiff, old: Framework, new: Framework) -> None:
        """Look up what things are called."""
        self.wording, self.diff, self.texts = wording, diff, wording.texts
        self._states = (new, old)

    def verdict(self) -> str:
        """Say what the changes come to, and whether the version was raised so."""
        diff, texts = self.diff, self.texts
        if diff.required is None:
            return texts("diff.same")
        verdict = texts(f"diff.verdict.{diff.required}")
        if diff.old.id != diff.new.id:
            return verdict
        key = "diff.raised" if diff.raised else "diff.not-raised"
        step = texts(f"diff.step.{diff.required}")
        raised = texts(key, step=step, old=diff.old.version, new=diff.new.version)
        return f"{verdict} {raised}"

    def lists(self) -> Iterator[tuple[Step, tuple[str, ...]]]:
        """Yield the sentences about the changes of each step that there are, the most consequential step first."""
        for step in STEPS:
            sentences = tuple(dict.fromkeys(self.sentence(one) for one in self.diff.changes if one.step == step))
            if sentences:
                yield step, sentences

    def sentence(self, change: Change) -> str:
        """Tell of one change."""
        path = change.path
        if path[0] == "roles" and "requirements" in path and len(path) == len(("roles", "role", "requirements", "one")):
            return self._requirement(change)
        thing, rest = self._thing(path)
        if not rest:
            return self.texts("diff.added" if change.before is None else "diff.removed", thing=thing)
        part = self._part(rest)
        if ORDER in rest or self._is_text(change):
            key = "diff.order" if ORDER in rest else "diff.reworded"
            return self.texts(key, thing=thing, part=part)
        values = {"before": self._value(change.before), "after": self._value(change.after)}
        if change.before is None or change.after is None:
            key = "diff.part.added" if change.before is None else "diff.part.removed"
            return self.texts(key, thing=thing, part=part, value=values["after" if change.before is None else "before"])
        return self.texts("diff.changed", thing=thing, part=part, **values)

    def _requirement(self, change: Change) -> str:
        _, role, _, competency = change.path
        names = {"role": self.title("roles", role), "competency": self.title("competencies", competency)}
        old, new = change.before or {}, change.after or {}
        before, after = old.get("level", 0), new.get("level", 0)
        if not after or not before:
            key = "diff.requirement.added" if after else "diff.requirement.removed"
            sentence = self.texts(key, **names, level=str(after or before))
        elif before != after:
            key = "diff.requirement.raised" if after > before else "diff.requirement.lowered"
            sentence = self.texts(key, **names, before=str(before), after=str(after))
        else:
            sentence = self.texts("diff.requirement.same", **names, level=str(after))
        musts = (bool(old.get("must_have")), bool(new.get("must_have")))
        if after and musts[0] != musts[1]:
            sentence += self.texts("diff.must.no-more" if musts[0] else "diff.must.now" if before else "diff.must.new")
        return sentence

    def title(self, section: str, name: str) -> str:
        """Return the title of something, else its id."""
        for state in self._states:
            found: Any = getattr(state, section)
            one = found.get(name) if isinstance(found, dict) else self._of_list(found, name)
            if one is not None:
                return self.wording.plain(in_language(state, one.title, self.wording.edition.lang))
        return self.wording.plain(name)

    @staticmethod
    def _of_list(items: Any, name: str) -> Any:
        return next((one for one in items if str(getattr(one, "id", getattr(one, "level", ""))) == name), None)

    def _thing(self, path: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
        """Return what a change is about, and the rest of its path."""
        section, *rest = path
        if section == "scoring":
            return self.texts("diff.thing.scoring"), tuple(rest)
        if section in _THINGS and rest and rest[0] != ORDER:
            kind = self.texts(f"diff.thing.{_THINGS[section]}", title=self.title(section, rest[0]))
            return kind, tuple(rest[1:])
        return self.texts("diff.thing.framework"), path

    def _part(self, rest: tuple[str, ...]) -> str:
        """Name a part: known ones in words, others by their path."""
        name, *more = [one for one in rest if one != ORDER]
        if name == "anchors":
            return " ".join([self.texts("diff.part.anchor", level=more[0]), *(f"({one})" for one in more[1:])])
        known = f"diff.part.{name}"
        word = self.texts(known) if known in self.texts else name
        return " ".join([word, *(f"({one})" for one in more if one)]) if more else word

    def _is_text(self, change: Change) -> bool:
        return isinstance(change.before, str) and isinstance(change.after, str) and " " in change.before + change.after

    def _value(self, value: Any) -> str:
        if isinstance(value, dict):
            return self.wording.plain("; ".join(str(one) for one in value.values()))
        if isinstance(value, list):
            return self.wording.plain(", ".join(map(str, value))) or "–"
        return self.wording.plain(str(value))

    def people(self, impact: Impact) -> Table:
        """Return what the change does to people: numbers that tell of nobody."""
        hidden = self.texts("diff.people.hidden")
        rows = tuple(
            (self.texts(f"diff.people.{key}"), hidden if count is None else str(count))
            for key, count in (
                ("better", impact.better),
                ("same", impact.same),
                ("worse", impact.worse),
                ("lost", impact.lost),
            )
        )
        heads = (Column(self.texts("diff.people.readiness")), Column(self.texts("diff.people.count"), is_number=True))
        return Table(self.texts("diff.people.nav"), heads, rows)

    def shifts(self, impact: Impact) -> tuple[str, ...]:
        """Tell of every pseudonym whose readiness changes."""
        return tuple(
            self.texts(
                "diff.shift",
                person=self.wording.plain(one.person),
                role=self.title("roles", one.role),
                before=self.wording.readiness.get(one.before, one.before),
                after=self.texts("diff.people.lost") if one.after is None else self.wording.readiness[one.after],
            )
            for one in impact.shifts
            if one.direction != "same"
        )


def diff_view(words: DiffWords, impact: Impact | None, shown: tuple[str, ...], frame: Frame) -> Sheet:
    """Turn a comparison into a page. ``shown`` are sentences about pseudonyms, where they were asked for."""
    texts, wording, diff = words.texts, words.wording, words.diff
    subject = wording.text(wording.framework.title)
    facts = (
        Fact(texts("diff.old"), f"{diff.old.id} {diff.old.version} ({diff.old.sha256[:12]})"),
        Fact(texts("diff.new"), f"{diff.new.id} {diff.new.version} ({diff.new.sha256[:12]})"),
    )
    sections = [
        Section(step, texts(f"diff.{step}.nav"), texts(f"diff.{step}.headline"), lists=(Listing("", sentences),))
        for step, sentences in words.lists()
    ]
    if impact is not None:
        lists = (Listing(texts("diff.people.shifts"), shown),) if shown else ()
        nav, note = texts("diff.people.nav"), texts("diff.people.note")
        headline = texts("diff.people.headline")
        sections.append(Section("people", nav, headline, (note,), tables=(words.people(impact),), lists=lists))
    return Sheet(
        f"{texts('cover.kind.diff')}: {subject}",
        cover(wording, "diff", subject, facts),
        texts("diff.headline", n=len(diff.changes)),
        words.verdict(),
        tuple(sections),
        frame,
    )
