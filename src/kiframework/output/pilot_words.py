"""What is said of pilots: ranks, gates with their evidence, every term of the utility, verdicts."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from kiframework.model.exact import rounded
from kiframework.model.method import BEST_MARK, SKILLS
from kiframework.output.frame_view import Fact
from kiframework.output.sheet import Column, Listing, Table

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kiframework.model.method import Classification, DataSource, Method
    from kiframework.model.pilot import GateRecord, Pilot
    from kiframework.model.standing import GateResult, PilotResult
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

    def as_of(self, day: dt.date) -> str:
        """Say of which day pilots are shown."""
        return self.texts("pilot.screen", date=self.figures.date(day))

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

    def overview(self) -> Table:
        """Return all pilots, best first, with nothing but what tells them apart."""
        heads = ("rank", "pilot", "utility", "state", "open", "cost")
        columns = tuple(Column(self.texts(f"pilot.col.{head}"), head in ("utility", "open", "cost")) for head in heads)
        rows = tuple(
            (*self._ranked(one)[:4], str(len(one.open_gates)), self.money(one.pilot.cost)) for one in self.results
        )
        return Table(self.texts("pilot.ranking.nav"), columns, rows)

    def ranking(self) -> Table:
        """Return all pilots, best first, with the gates that keep them waiting."""
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
        anchors = {number: self.wording.text(words) for number, words in self.method.utility[term].anchors.items()}
        if mark is not None:
            return anchors.get(int(mark), NOTHING)
        choice = " ".join(f"{number}: {words}" for number, words in sorted(anchors.items()))
        return self.texts("pilot.mark.missing", choice=choice)

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

    def next_step(self, one: PilotResult) -> str:
        """Say what comes next for a pilot."""
        pilot = one.pilot
        if pilot.verdicts and not pilot.active:
            step = "done"
        elif one.state == "excluded":
            step = "excluded"
        elif pilot.chosen is None:
            step = "choose"
        else:
            step = "begin" if pilot.begun is None else "verdict"
        return self.texts(f"pilot.next.{step}", id=pilot.pilot)

    def gate_table(self, one: PilotResult) -> Table:
        """Return the gates: what holds, who says so, and why or what is to be settled."""
        heads = ("gate", "gate-state", "who", "why")
        columns = tuple(Column(self.texts(f"pilot.col.{head}"), is_date=head == "who") for head in heads)
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

    def to_settle(self, one: PilotResult) -> tuple[Listing, ...]:
        """Return, for every gate that is open, what is shown for it and what its template asks to look at."""
        template = self.method.templates.get(one.pilot.template or "")
        notes = template.gates if template else {}
        return tuple(
            Listing(
                self.texts("pilot.to-settle", gate=self.gates[gate]),
                tuple(map(self.wording.text, (*self.method.gates[gate].evidence, *notes.get(gate, ())))),
            )
            for gate in one.open_gates
        )

    def law(self) -> Listing:
        """Return the law behind the gates, in neutral words, each with the day it was looked up."""
        entries = tuple(
            self.texts(
                "pilot.law.entry",
                reference=one.reference,
                note=self.wording.text(one.note),
                date=self.figures.date_short(one.as_of),
            )
            for gate in self.method.gates.values()
            for one in gate.legal
        )
        return Listing(self.texts("pilot.law"), entries)

    def fact_table(self, pilot: Pilot) -> Table:
        """Return the same as :meth:`facts` as a table."""
        columns = (Column(self.texts("pilot.col.fact")), Column(self.texts("pilot.col.said")))
        return Table(self.texts("pilot.facts.nav"), columns, tuple((one.label, one.text) for one in self.facts(pilot)))

    def facts(self, pilot: Pilot) -> tuple[Fact, ...]:
        """Return what a pilot is about."""
        values = {
            "problem": self.said(pilot.problem),
            "role": self.role(pilot.role),
            "owner": self._answers(pilot.owner),
            "approver": self._answers(pilot.approver),
            "tools": self._list(pilot.tools),
            "data": "; ".join(map(self._data, pilot.data)) or NOTHING,
            "affected": self._list(pilot.affected),
            "team": self._team(pilot),
            "kpi": self.kpi(pilot),
            "how": self.said(pilot.measure.how if pilot.measure else None),
            "aim": self.aim(pilot),
            "values": self._values(pilot),
            "stop": self._list(pilot.stop),
            "cost": self.money(pilot.cost),
            "months": NOTHING if pilot.months is None else self.texts("pilot.months", n=pilot.months),
            "ai-act": self._classed(pilot.ai_act),
            "chosen": self._chosen(pilot),
            "begun": NOTHING if pilot.begun is None else self.figures.date_short(pilot.begun),
        }
        return tuple(Fact(self.texts(f"pilot.fact.{key}"), words) for key, words in values.items())

    def _classed(self, act: Classification | None) -> str:
        if act is None:
            return NOTHING
        measure = self.texts("pilot.measure", measure=self.said(act.measure)) if act.measure else ""
        acts_as, risk = self.texts(f"pilot.acts-as.{act.acts_as}"), self.texts(f"pilot.risk.{act.risk}")
        return self.wording.facts((acts_as, risk, self.said(act.reason), measure))

    def _team(self, pilot: Pilot) -> str:
        """Say how many take part; who they are is nothing for a page that many see."""
        if not pilot.team.people:
            return self.texts("pilot.nobody")
        people = self.texts("pilot.team", n=len(pilot.team.people))
        agreed = pilot.team.consent
        consent = "" if agreed is None else self.texts("pilot.team.consent", date=self.figures.date_short(agreed))
        return self.wording.facts((people, consent))

    def _values(self, pilot: Pilot) -> str:
        several = sorted(pilot.values, key=lambda one: one.date)
        shown = (f"{self.figures.trimmed(one.value, 2)} ({self.figures.date_short(one.date)})" for one in several)
        return "; ".join(shown) or NOTHING

    def _chosen(self, pilot: Pilot) -> str:
        if pilot.chosen is None:
            return NOTHING
        who, when = self.wording.person_short(pilot.chosen.person), self.figures.date_short(pilot.chosen.date)
        return self.wording.facts((f"{who}, {when}", self.said(pilot.chosen.reason) if pilot.chosen.reason else ""))

    def _answers(self, person: str | None) -> str:
        return self.texts("pilot.nobody") if person is None else self.wording.person_short(person)

    def _list(self, items: Iterable[Mapping[str, str]]) -> str:
        return "; ".join(self.said(one) for one in items) or NOTHING

    def _data(self, one: DataSource) -> str:
        personal = ", ".join(self.said(part) for part in one.personal) or self.texts("pilot.data.none")
        owner = self.texts("pilot.data.owner", owner=self.said(one.owner)) if one.owner else ""
        return self.wording.facts((self.said(one.source), owner, self.texts("pilot.data.personal", personal=personal)))

    def kpi(self, pilot: Pilot) -> str:
        """Return what is counted, and in which unit."""
        if pilot.measure is None:
            return NOTHING
        return f"{self.said(pilot.measure.title)} ({self.said(pilot.measure.unit)})"

    def aim(self, pilot: Pilot) -> str:
        """Return the figure before the pilot and the one to reach, each with its day."""
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
        heads = ("when", "decision", "value", "incidents", "overridden", "cost", "signed", "reason")
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

    def verdict_notes(self, pilot: Pilot) -> Iterator[Listing]:
        """Yield what is said besides the figures of each verdict."""
        for one in sorted(pilot.verdicts, key=lambda one: one.date):
            told = (("feedback", one.feedback), ("behaviour", one.behaviour))
            entries = tuple(f"{self.texts(f'verdict.{key}')}: {self.said(words)}" for key, words in told)
            yield Listing(self.figures.date_short(one.date), entries)

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
