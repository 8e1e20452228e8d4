"""Tells of the changes of a framework in its own words, one sentence for each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kiframework.model.changes import ORDER, STEPS, Change
from kiframework.output.diff_values import DiffValues
from kiframework.output.sheet import Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.model.changes import FrameworkDiff, Impact, Path, Step
    from kiframework.model.framework import Framework
    from kiframework.model.retired import Retired
    from kiframework.output.wording import Wording

_THINGS: dict[tuple[str, ...], tuple[str, str]] = {
    ("competencies",): ("competency", "competencies"),
    ("roles",): ("role", "roles"),
    ("pillars",): ("pillar", "pillars"),
    ("scale",): ("level", "scale"),
    ("ladders",): ("ladder", "ladders"),
    ("principles",): ("principle", "principles"),
    ("targets",): ("target", "targets"),
    ("scoring", "sources"): ("source", "sources"),
    ("scoring", "bands"): ("band", "bands"),
}
"""Where things with an id stand -> what they are called, and where their titles are."""
_REQUIREMENT = len(("roles", "role", "requirements", "competency"))


class DiffWords:
    """Tells of changes in the language of an edition."""

    def __init__(self, wording: Wording, diff: FrameworkDiff, old: Framework, new: Framework) -> None:
        """Look up what things are called, and what is gone."""
        self.wording, self.diff, self.texts = wording, diff, wording.texts
        self._old, self._new = old, new
        self._values = DiffValues(wording, (new, old))

    def verdict(self) -> str:
        """Say what the changes come to, and whether the version was raised so."""
        diff, texts = self.diff, self.texts
        if diff.required is None:
            return texts("diff.same")
        verdict = texts(f"diff.verdict.{diff.required}")
        if diff.least is None:
            return verdict
        key = "diff.raised" if diff.raised else "diff.stayed" if diff.old.version == diff.new.version else "diff.short"
        return f"{verdict} {texts(key, least=diff.least, old=diff.old.version, new=diff.new.version)}"

    def lists(self) -> Iterator[tuple[Step, tuple[str, ...]]]:
        """Yield the sentences about the changes of each step that there are, the most consequential step first."""
        for step in STEPS:
            changes = (one for one in self.diff.changes if one.step == step)
            sentences = tuple(dict.fromkeys(sentence for one in changes for sentence in self.sentences(one)))
            if sentences:
                yield step, sentences

    def sentences(self, change: Change) -> Iterator[str]:
        """Tell of one change; what follows from something larger that is gone needs no words of its own."""
        path = change.path
        if path[0] == "roles" and len(path) == _REQUIREMENT and path[2] == "requirements":
            if path[3] in self._new.competencies:
                yield self._requirement(change)
        elif path[0] == "retired":
            yield from self._retirements()
        elif path[-1] == "anchors":
            for level in change.after or change.before:
                before, after = (None if one is None else one[level] for one in (change.before, change.after))
                yield self._sentence(Change((*path, level), before, after, change.step))
        else:
            yield self._sentence(change)

    def _sentence(self, change: Change) -> str:
        thing, rest = self._thing(change.path)
        if not rest:
            return self._coming_or_going(change, thing)
        part = self._part(rest)
        if ORDER in rest:
            return self.texts("diff.order", thing=thing, part=part)
        old, new = change.before, change.after
        if self._are_texts(old) or self._are_texts(new):
            more, less = _only_in(new, old), _only_in(old, new)
            return self.texts("diff.texts", thing=thing, part=part, more=str(len(more)), less=str(len(less)))
        before, after = (None if one is None else self._values.value(change.path, one) for one in (old, new))
        if before is None or after is None:
            key = "diff.part.added" if before is None else "diff.part.removed"
            return self.texts(key, thing=thing, part=part, value=after if before is None else before)
        return self.texts("diff.changed", thing=thing, part=part, before=before, after=after)

    def _are_texts(self, value: Any) -> bool:
        return isinstance(value, list) and bool(value) and all(map(self._values.is_text, value))

    def _requirement(self, change: Change) -> str:
        _, role, _, competency = change.path
        names = {
            "role": self._values.title("roles", role),
            "competency": self._values.title("competencies", competency),
        }
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
        elif before == after:
            sentence += self.texts("diff.requirement.notes")
        return sentence

    # --- What comes and goes ------------------------------------------------------------------------------------------

    def _coming_or_going(self, change: Change, thing: str) -> str:
        if change.before is None:
            return self.texts("diff.added", thing=thing)
        sentence = self.texts("diff.removed", thing=thing)
        section, name = change.path[0], change.path[-1]
        if section == "competencies":
            users = sum(name in role.requirements for role in self._old.roles.values())
            sentence += self.texts("diff.used", n=users) if users else ""
        if section in ("competencies", "roles"):
            entry = self._retired(section).get(name)
            sentence += self.texts("diff.untold") if entry is None else f"; {self._became(section, entry)}"
        return sentence

    def _retirements(self) -> Iterator[str]:
        """Tell what is announced of things that are still there, or said of things that have long gone."""
        for section in ("competencies", "roles"):
            before, gone = getattr(self._old.retired, section), getattr(self._old, section)
            for name, entry in self._retired(section).items():
                is_going = name in gone and name not in getattr(self._new, section)
                if entry != before.get(name) and not is_going:
                    thing = self._thing((section, name))[0]
                    values = {"since": entry.since, "became": self._became(section, entry)}
                    yield self.texts("diff.retired", thing=thing, **values)
            for name in before.keys() - self._retired(section).keys():
                yield self.texts("diff.retired.no-more", thing=self._thing((section, name))[0])

    def _retired(self, section: str) -> dict[str, Retired]:
        found: dict[str, Retired] = getattr(self._new.retired, section)
        return found

    def _became(self, section: str, entry: Retired) -> str:
        key = "replaced" if entry.replaced_by else "merged" if entry.merged_into else "split"
        names = [one for one in (entry.replaced_by, entry.merged_into, *entry.split_into) if one]
        if not names:
            return self.texts("diff.became.nothing")
        return self.texts(
            f"diff.became.{key}", title=self.wording.listed(self._values.title(section, one) for one in names)
        )

    # --- Names --------------------------------------------------------------------------------------------------------

    def _thing(self, path: Path) -> tuple[str, Path]:
        """Return what a change is about, and the rest of its path."""
        for length in (2, 1):
            found = _THINGS.get(tuple(path[:length]))
            if found is not None and len(path) > length and path[length] != ORDER:
                kind, section = found
                return self.texts(f"diff.thing.{kind}", title=self._values.title(section, path[length])), path[
                    length + 1 :
                ]
        if path[0] == "scoring":
            return self.texts("diff.thing.scoring"), path[1:]
        return self.texts("diff.thing.framework"), path

    def _part(self, rest: Path) -> str:
        """Name a part in words; languages and whatever has no word stand in brackets."""
        name, *more = [one for one in rest if one != ORDER]
        if name == "anchors":
            return " ".join([self.texts("diff.part.anchor", level=more[0]), *(f"({one})" for one in more[1:])])
        words = [self._values.title("pillars", one) if name == "pillar_weights" else self._word(one) for one in more]
        return " ".join([self._word(name), *(f"({one})" for one in words)])

    def _word(self, name: str) -> str:
        key = f"diff.part.{name}"
        return self.texts(key) if key in self.texts else self.wording.plain(name)

    # --- People -------------------------------------------------------------------------------------------------------

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
                role=self._values.title("roles", one.role),
                before=self.wording.readiness.get(one.before, one.before),
                after=self.texts("diff.people.lost") if one.after is None else self.wording.readiness[one.after],
            )
            for one in impact.shifts
            if one.direction != "same"
        )


def _only_in(one: Any, other: Any) -> list[Any]:
    return [text for text in one or [] if text not in (other or [])]
