"""Pages about pilots: the list in order of rank, one pilot with gates and utility, the form for its verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.output.frame_view import Fact, cover
from kiframework.output.sheet import Listing, Section, Sheet
from kiframework.output.typography import NO_BREAK

if TYPE_CHECKING:
    from kiframework.model.pilot import Pilot
    from kiframework.model.standing import PilotResult
    from kiframework.output.frame_view import Frame
    from kiframework.output.pilot_words import PilotWords


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
                lists=tuple(words.verdict_notes(pilot)),
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
    texts = words.texts
    settled = len(one.gates) - len(one.open_gates) - len(one.failed_gates)
    return Section(
        "gates",
        texts("pilot.gates.nav"),
        texts("pilot.gates.headline", settled=str(settled), all=str(len(one.gates))),
        (texts("pilot.gates.intro"),),
        tables=(words.gate_table(one),),
        lists=(*words.to_settle(one), words.law()),
    )


def verdict_view(words: PilotWords, one: PilotResult, frame: Frame) -> Sheet:
    """Return the form on which a verdict is written down: everything known filled in, the rest left free."""
    texts, pilot = words.texts, one.pilot
    title = words.title(pilot)
    section = Section(
        "outcome",
        texts("verdict.nav"),
        texts("verdict.headline"),
        (texts("verdict.intro", id=pilot.pilot),),
        facts=_asked(words, pilot),
        lists=(Listing(texts("pilot.fact.stop"), tuple(map(words.said, pilot.stop))),),
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


_FREE = "_" * 32
_ASKED = ("value", "incidents", "proposals", "overridden", "spent", "feedback", "behaviour", "reason")


def _asked(words: PilotWords, pilot: Pilot) -> tuple[Fact, ...]:
    """Return what is known of a pilot, and a line for everything that its verdict needs."""
    known = {"kpi": words.kpi(pilot), "aim": words.aim(pilot), "cost": words.money(pilot.cost)}
    decisions = (f"☐{NO_BREAK}{words.texts(f'pilot.decision.{key}')}" for key in ("scale", "change", "stop"))
    return (
        *(Fact(words.texts(f"verdict.{key}"), text) for key, text in known.items()),
        *(Fact(words.texts(f"verdict.{key}"), _FREE) for key in _ASKED),
        Fact(words.texts("verdict.decision"), " ".join(decisions)),
    )
