"""Pilots in words: the list in order of rank, one pilot with its gates and every term of its utility, the verdict."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from kiframework.model.assessment import rounded
from kiframework.model.method import BEST_MARK, SKILLS
from kiframework.output.frame_view import Fact, cover
from kiframework.output.sheet import Column, Listing, Section, Sheet, Table
from kiframework.output.typography import NO_BREAK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kiframework.model.method import DataSource, Method
    from kiframework.model.pilot import GateRecord, Pilot
    from kiframework.model.standing import GateResult, PilotResult
    from kiframework.output.frame_view import Frame
    from kiframework.output.wording import Wording

NOTHING = "–"
_FINE = 4
"""Decimals of a figure whose way is shown."""


class PilotWords:
    """What is said of pilots, in the language of an edition."""

    def __init__(self, wording: Wording, method: Method, results: Sequence[PilotResult]) -> None:
        """Look up titles once."""
        self.wording, self.method, self.results = wording, method, results
        self.texts, self.figures = wording.texts, wording.figures
        self.gates = {name: wording.text(gate.title) for name, gate in method.gates.items()}
        self.terms = {name: wording.text(term.title) for name, term in method.utility.items()}

    def said(self, words: Mapping[str, str] | None) -> str:
        """Return words of a company or of a template; a dash where there are none."""
        return self.wording.text(dict(words)) if words else NOTHING

    def title(self, pilot: Pilot) -> str:
        """Return the name of a pilot, or its id."""
        return self.said(pilot.title) if pilot.title else self.wording.plain(pilot.pilot)

    def money(self, amount: Fraction | None) -> str:
        """Return an amount in EUR."""
        if amount is None:
            return NOTHING
        return self.texts("plan.sum.cost", amount=self.figures.number(amount, 0 if amount.denominator == 1 else 2))

    def ranking(self) -> Table:
        """Return all pilots, best first."""
        heads = ("rank", "pilot", "utility", "state", "open", "cost")
        columns = tuple(Column(self.texts(f"pilot.col.{head}"), head in ("utility", "cost")) for head in heads)
        return Table(self.texts("pilot.ranking.nav"), columns, tuple(self._ranked(one) for one in self.results))

    def _ranked(self, one: PilotResult) -> tuple[str, ...]:
        gates = one.failed_gates or one.open_gates
        return (
            str(one.rank) if one.rank else NOTHING,
            f"{self.title(one.pilot)} ({self.wording.plain(one.pilot.pilot)})",
            NOTHING if one.utility is None else self.figures.number(one.utility),
            self.state(one),
            ", ".join(self.gates[name] for name in gates) or NOTHING,
            self.money(one.pilot.cost),
        )

    def state(self, one: PilotResult) -> str:
        """Return the state of a pilot, and whether it is the first one."""
        words = self.texts(f"pilot.state.{one.state}")
        if one.pilot.verdicts:
            last = one.pilot.last_verdict
            decided = self.texts(f"pilot.decision.{last.decision}")
            return f"{words}, {self.texts('pilot.decided', decision=decided, date=self.figures.date_short(last.date))}"
        return f"{words}, {self.texts('pilot.first')}" if one.pilot.chosen else words

    def templates(self) -> Table:
        """Return what there is to begin with."""
        columns = (
            Column(self.texts("pilot.col.template")),
            Column(self.texts("pilot.col.title")),
            Column(self.texts("pilot.col.role")),
        )
        rows = tuple(
            (name, self.wording.text(one.title), self.role(one.role)) for name, one in self.method.templates.items()
        )
        return Table(self.texts("pilot.templates.nav"), columns, rows)

    def role(self, role: str | None) -> str:
        """Return the title of a role."""
        return self.wording.role(role) if role in self.wording.framework.roles else NOTHING

    def utility(self, one: PilotResult) -> Table:
        """Return every term of the utility, with what its mark stands for."""
        heads = ("term", "weight", "mark", "product", "anchor")
        columns = tuple(
            Column(self.texts(f"pilot.col.{head}"), head in ("weight", "mark", "product")) for head in heads
        )
        rows = tuple(
            (
                self.terms[term.term],
                str(term.weight),
                NOTHING if term.mark is None else self.figures.trimmed(term.mark, _FINE + 1),
                NOTHING if term.mark is None else self.figures.trimmed(term.mark * term.weight, _FINE + 1),
                self._anchor(one, term.term, term.mark),
            )
            for term in one.terms
        )
        return Table(self.texts("pilot.utility.nav"), columns, rows)

    def _anchor(self, one: PilotResult, term: str, mark: Fraction | None) -> str:
        if term == SKILLS:
            return self.skills(one)
        anchor = None if mark is None else self.method.utility[term].anchors.get(int(mark))
        return self.texts("pilot.mark.missing") if anchor is None else self.wording.text(anchor)

    def skills(self, one: PilotResult) -> str:
        """Say where the skill readiness of the team comes from."""
        score = "" if one.skills.score is None else self.figures.trimmed(one.skills.score, _FINE)
        return self.texts(f"pilot.skills.{one.skills.origin}", score=score, n=one.skills.people or 0)

    def formula(self, one: PilotResult) -> str:
        """Return the way from the terms to the utility: U = 100 (12 + 6 + ...) / 40 = 79.5238, shown as 79.5."""
        if one.utility is None:
            missing = [self.terms[term.term] for term in one.terms if term.mark is None]
            return self.texts("pilot.unscored", terms=self.wording.listed(missing))
        parts = [self.figures.trimmed((term.mark or 0) * term.weight, _FINE + 1) for term in one.terms]
        total = BEST_MARK * sum(term.weight for term in one.terms)
        fine = rounded(one.utility, _FINE)
        return self.texts(
            "pilot.formula",
            terms=" + ".join(parts),
            total=str(total),
            fine=self.figures.trimmed(fine, _FINE),
            shown=self.figures.number(one.utility),
        )

    def gate_table(self, one: PilotResult) -> Table:
        """Return the gates: what holds, who says so, and why or what is to be settled."""
        heads = ("gate", "gate-state", "who", "why")
        columns = tuple(Column(self.texts(f"pilot.col.{head}")) for head in heads)
        return Table(self.texts("pilot.gates.nav"), columns, tuple(self._gate(one.pilot, gate) for gate in one.gates))

    def _gate(self, pilot: Pilot, gate: GateResult) -> tuple[str, ...]:
        record = pilot.gates.get(gate.gate)
        who = ", ".join(self._who(record)) if record else ""
        return self.gates[gate.gate], self.texts(f"pilot.gate.{gate.state}"), who or NOTHING, self._why(gate, record)

    def _who(self, record: GateRecord) -> Iterator[str]:
        if record.person is not None:
            yield self.wording.person_short(record.person)
        if record.date is not None:
            yield self.figures.date_short(record.date)

    def _why(self, gate: GateResult, record: GateRecord | None) -> str:
        if gate.against is not None:
            return self.texts(f"pilot.against.{gate.against}")
        if record is not None and record.reason is not None:
            evidence = "; ".join(self.said(one) for one in record.evidence)
            return f"{self.said(record.reason)} ({evidence})" if evidence else self.said(record.reason)
        return self.wording.text(self.method.gates[gate.gate].question)

    def facts(self, pilot: Pilot) -> tuple[Fact, ...]:
        """Return what a pilot is about."""
        act = pilot.ai_act
        classed = (
            NOTHING
            if act is None
            else self.wording.facts(
                (
                    self.texts(f"pilot.acts-as.{act.acts_as}"),
                    self.texts(f"pilot.risk.{act.risk}"),
                    self.said(act.reason),
                    self.texts("pilot.measure", measure=self.said(act.measure)) if act.measure else "",
                )
            )
        )
        values = {
            "problem": self.said(pilot.problem),
            "role": self.role(pilot.role),
            "owner": self._answers(pilot.owner),
            "approver": self._answers(pilot.approver),
            "tools": self._list(pilot.tools),
            "data": "; ".join(map(self._data, pilot.data)) or NOTHING,
            "affected": self._list(pilot.affected),
            "kpi": self._kpi(pilot),
            "aim": self._aim(pilot),
            "stop": self._list(pilot.stop),
            "cost": self.money(pilot.cost),
            "months": NOTHING if pilot.months is None else self.texts("pilot.months", n=pilot.months),
            "ai-act": classed,
        }
        return tuple(Fact(self.texts(f"pilot.fact.{key}"), words) for key, words in values.items())

    def _answers(self, person: str | None) -> str:
        return self.texts("pilot.nobody") if person is None else self.wording.person_short(person)

    def _list(self, items: Iterable[Mapping[str, str]]) -> str:
        return "; ".join(self.said(one) for one in items) or NOTHING

    def _data(self, one: DataSource) -> str:
        personal = ", ".join(self.said(part) for part in one.personal) or self.texts("pilot.data.none")
        owner = self.texts("pilot.data.owner", owner=self.said(one.owner)) if one.owner else ""
        return self.wording.facts((self.said(one.source), owner, self.texts("pilot.data.personal", personal=personal)))

    def _kpi(self, pilot: Pilot) -> str:
        if pilot.measure is None:
            return NOTHING
        return f"{self.said(pilot.measure.title)} ({self.said(pilot.measure.unit)})"

    def _aim(self, pilot: Pilot) -> str:
        if pilot.aim is None:
            return self.texts("pilot.no-aim")
        return self.texts(
            "pilot.aim",
            baseline=self.figures.trimmed(pilot.aim.baseline, 2),
            taken=self.figures.date_short(pilot.aim.taken),
            target=self.figures.trimmed(pilot.aim.target, 2),
            due=self.figures.date_short(pilot.aim.due),
        )

    def verdicts(self, pilot: Pilot) -> Table:
        """Return what was decided, and on what grounds."""
        heads = ("when", "decision", "value", "incidents", "overridden", "cost", "who", "why")
        columns = tuple(
            Column(self.texts(f"pilot.col.{head}"), head in ("value", "incidents", "cost"), head == "when")
            for head in heads
        )
        rows = tuple(
            (
                self.figures.date_short(one.date),
                self.texts(f"pilot.decision.{one.decision}"),
                self.figures.trimmed(one.value, 2),
                str(one.incidents),
                self.overridden(one.overridden, one.proposals),
                self.money(one.cost),
                self.wording.person_short(one.person),
                self.said(one.reason),
            )
            for one in sorted(pilot.verdicts, key=lambda one: one.date)
        )
        return Table(self.texts("pilot.verdicts.nav"), columns, rows)

    def overridden(self, part: int, whole: int) -> str:
        """Return how often people overrode the AI: 12 of 240 (5 %)."""
        if not whole:
            return NOTHING
        share = self.figures.percent_short(Fraction(part, whole))
        return self.texts("pilot.overridden", part=str(part), whole=str(whole), share=share)

    def reached(self, one: PilotResult) -> str:
        """Say whether the key figure has reached its target."""
        pilot = one.pilot
        if pilot.aim is None or not pilot.verdicts:
            return ""
        value, down = pilot.last_verdict.value, pilot.measure is not None and pilot.measure.direction == "down"
        is_reached = value <= pilot.aim.target if down else value >= pilot.aim.target
        return self.texts("pilot.reached" if is_reached else "pilot.not-reached")


def pilots_view(words: PilotWords, frame: Frame) -> Sheet:
    """Turn the list of pilots into its page."""
    texts, wording = words.texts, words.wording
    company = wording.edition.branding.company
    subject = wording.plain(company) if company else texts("team.subject")
    sections = (
        [
            Section(
                "ranking",
                texts("pilot.ranking.nav"),
                texts("pilot.ranking.headline", n=len(words.results)),
                (texts("pilot.ranking.intro"),),
                tables=(words.ranking(),),
            )
        ]
        if words.results
        else []
    )
    sections.append(
        Section(
            "templates",
            texts("pilot.templates.nav"),
            texts("pilot.templates.headline"),
            (texts("pilot.templates.intro"),),
            tables=(words.templates(),),
        )
    )
    first = next((one for one in words.results if one.pilot.active), None)
    headline = texts("pilot.headline.first", pilot=words.title(first.pilot)) if first else texts("pilot.headline.none")
    return Sheet(
        f"{texts('cover.kind.pilots')}: {subject}",
        cover(wording, "pilots", subject, ()),
        headline,
        texts("pilot.lead"),
        tuple(sections),
        frame,
    )


def pilot_view(words: PilotWords, one: PilotResult, frame: Frame) -> Sheet:
    """Turn one pilot into its page: what it is about, its gates, its utility, what was decided."""
    texts, pilot = words.texts, one.pilot
    title = words.title(pilot)
    sections = [
        Section("use-case", texts("pilot.facts.nav"), title, facts=words.facts(pilot)),
        _gates(words, one),
        Section(
            "utility",
            texts("pilot.utility.nav"),
            texts("pilot.utility.headline"),
            (words.formula(one),),
            tables=(words.utility(one),),
        ),
    ]
    if pilot.verdicts:
        sections.append(
            Section(
                "verdicts",
                texts("pilot.verdicts.nav"),
                texts("pilot.verdicts.headline"),
                (words.reached(one),) if words.reached(one) else (),
                tables=(words.verdicts(pilot),),
            )
        )
    return Sheet(
        f"{texts('cover.kind.pilot')}: {title}",
        cover(words.wording, "pilot", title, (Fact(texts("pilot.col.state"), words.state(one)),)),
        texts(f"pilot.one.{one.state}", pilot=title),
        texts("pilot.lead"),
        tuple(sections),
        frame,
    )


def _gates(words: PilotWords, one: PilotResult) -> Section:
    texts, template = words.texts, words.method.templates.get(one.pilot.template or "")
    notes = template.gates if template else {}
    lists = tuple(
        Listing(words.gates[gate], tuple(words.wording.text(note) for note in notes[gate]))
        for gate in one.open_gates
        if gate in notes
    )
    settled = len(one.gates) - len(one.open_gates) - len(one.failed_gates)
    headline = texts("pilot.gates.headline", settled=str(settled), all=str(len(one.gates)))
    return Section(
        "gates",
        texts("pilot.gates.nav"),
        headline,
        (texts("pilot.gates.intro"),),
        tables=(words.gate_table(one),),
        lists=lists,
    )


_ASKED = ("kpi", "incidents", "overridden", "feedback", "behaviour", "cost", "reason")


def verdict_view(words: PilotWords, one: PilotResult, frame: Frame) -> Sheet:
    """Return the form on which a verdict is written down: everything known filled in, the rest left free."""
    texts, pilot = words.texts, one.pilot
    title = words.title(pilot)
    free = "_" * 24
    known = {"kpi": f"{words.facts(pilot)[7].text}; {words.facts(pilot)[8].text}", "cost": words.money(pilot.cost)}
    facts = tuple(
        Fact(texts(f"verdict.{key}"), f"{known[key]}{NO_BREAK}→ {free}" if key in known else free) for key in _ASKED
    )
    decisions = tuple(f"☐ {texts(f'pilot.decision.{key}')}" for key in ("scale", "change", "stop"))
    stop = tuple(map(words.said, pilot.stop))
    section = Section(
        "verdict",
        texts("verdict.nav"),
        texts("verdict.headline"),
        (texts("verdict.intro", id=pilot.pilot),),
        facts=facts,
        lists=(
            Listing(texts("verdict.decision"), decisions),
            Listing(texts("pilot.fact.stop"), tuple(map(words.said, pilot.stop))),
        ),
        signatures=(texts("verdict.signed"),),
    )
    return Sheet(
        f"{texts('cover.kind.verdict')}: {title}",
        cover(words.wording, "verdict", title, ()),
        texts("verdict.title", pilot=title),
        texts("verdict.lead"),
        (section,),
        frame,
    )
