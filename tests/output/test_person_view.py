from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from tests.output import samples

from kiframework.model.assessment import ShownSource, UnmetLimit
from kiframework.output.frame_view import frame
from kiframework.output.method_view import method
from kiframework.output.person_view import PersonView, person_view
from kiframework.scoring.disclosure import shown_sources

if TYPE_CHECKING:
    from kiframework.model.assessment import Assessment
    from kiframework.output.evidence_view import EvidenceRow


def viewed(assessment: Assessment | None = None, lang: str = "de", **more: object) -> PersonView:
    assessment = assessment or samples.assessed()
    words = samples.wording(lang, **more)
    shown = shown_sources(words.framework, assessment)
    return person_view(words, assessment, shown, method(words), frame(words, "person"))


def evidence_row(view: PersonView, title: str) -> EvidenceRow:
    return next(row for row in view.evidence.rows if row.title == title)


def rated(role: str = samples.ROLE, **levels: int) -> Assessment:
    """Assess somebody who meets the role but for the levels given; every level is confirmed."""
    every = samples.required(role) | {key.replace("_", "-"): level for key, level in levels.items()}
    every = {key: level for key, level in every.items() if level >= 0}
    return samples.assessed([samples.rating("self", every), samples.rating("manager", every)], role)


def test_an_open_must_have_is_the_headline_and_the_first_step() -> None:
    view = viewed(rated(data_protection=2))
    assert view.verdict.headline == "Eine Pflichtkompetenz ist offen"
    assert "(2 statt 3)" in view.verdict.lead
    assert (view.verdict.tone, view.verdict.readiness) == ("open", "Pflichtkompetenz offen")
    first = view.actions[0]
    assert first.title == "Datenschutz und DSGVO-konforme Prompts auf Stufe 3 bringen"
    assert first.why == "Ist 2 · Soll 3 · Pflicht · Priorität 6,0"
    assert view.must_haves.headline == "1 von 7 Pflichtkompetenzen ist offen"


def test_three_open_must_haves_are_counted_in_words() -> None:
    view = viewed(rated(data_protection=2, cybersecurity=1, human_approval=2))
    assert view.verdict.headline == "Drei Pflichtkompetenzen sind offen"
    assert viewed(rated(data_protection=2, cybersecurity=1, human_approval=2), "en").verdict.headline == (
        "Three must-have competencies are open"
    )


def test_meeting_everything_reads_so() -> None:
    view = viewed(samples.all_met())
    assert view.verdict.headline == "Einsatzbereit: Alle Anforderungen sind erreicht"
    assert (view.verdict.tone, view.verdict.figure) == ("good", "100,0\xa0%")
    assert view.actions == ()
    assert view.gaps.headline == "Keine eingeschätzte Kompetenz liegt unter dem Soll"
    assert view.assess_first.headline == "Jede Anforderung ist eingeschätzt"
    assert view.must_haves.headline == "Alle sieben Pflichtkompetenzen sind erreicht und bestätigt"
    assert view.pillars.headline == "Alle Säulen sind voll erfüllt"
    assert view.evidence.headline == "Alle Einschätzungen sind bestätigt"


def test_gaps_below_the_best_band_are_named() -> None:
    view = viewed(rated(data_literacy=0, data_quality=0, data_governance=0, lead_database=1, mlops=0))
    assert view.verdict.headline == "Mit Begleitung: Fünf Kompetenzen liegen unter dem Soll"
    assert view.verdict.lead.startswith("Für „einsatzbereit“ fehlt noch: die Säule Datenkompetenz")
    assert view.verdict.tone == "fair"


def test_a_provisional_result_says_so_in_the_headline() -> None:
    assessment = replace(samples.all_met(), readiness="ready-with-support", provisional=("developing", "ready"))
    view = viewed(assessment)
    assert view.verdict.headline == "Vorläufig: im Aufbau bis einsatzbereit"
    assert "„mit Begleitung“" in view.verdict.lead


def test_unproven_must_haves_come_before_thin_coverage() -> None:
    own = samples.assessed([samples.rating("self", samples.required())])
    view = viewed(own)
    assert view.verdict.headline == "Noch nicht beurteilbar: Sieben Pflichtkompetenzen sind nicht belegt"
    assert [action.why.split(" · ")[0] for action in view.actions] == ["nicht bestätigt"] * 3
    assert view.outlook.headline == "Was für ein Ergebnis noch fehlt"


def test_thin_coverage_is_named_with_its_limit() -> None:
    must = {id_ for id_, one in samples.framework().roles[samples.ROLE].requirements.items() if one.must_have}
    levels = {id_: level for id_, level in samples.required().items() if id_ in must}
    thin = samples.assessed([samples.rating("manager", levels)])
    view = viewed(thin)
    assert view.verdict.headline.startswith("Noch nicht beurteilbar: Erst ")
    assert "nötig sind 80\xa0%" in view.verdict.lead
    assert view.verdict.is_interval
    assert view.verdict.interval == "Nur eine Spanne, kein Wert: In Datenkompetenz ist nichts eingeschätzt."
    assert view.actions[0].title.endswith("einschätzen lassen")
    assert view.actions[0].step is not None, "what is asked for is said by the anchor of the required level"


def test_nothing_rated_at_all_still_makes_a_report() -> None:
    view = viewed(samples.assessed([]))
    assert view.verdict.figure == "0,0–100,0\xa0%"
    assert view.pillars.headline == "In keiner Säule ist etwas eingeschätzt"
    assert view.evidence.rows == ()
    assert view.example == ""


def test_the_next_behaviour_is_the_anchor_of_the_next_level() -> None:
    assessment = samples.assessed()
    view = viewed(assessment)
    anchors = samples.framework().competencies
    for row, competency in zip(view.gaps.rows, assessment.priorities, strict=True):
        level = samples.line(assessment, competency).level
        assert level is not None
        assert row.step.behaviour == anchors[competency].anchors[level.__floor__() + 1]["de"]


def test_gaps_and_unrated_ones_keep_the_order_of_the_engine() -> None:
    assessment = samples.assessed()
    view = viewed(assessment)
    titles = samples.wording().titles
    assert [row.title for row in view.gaps.rows] == [titles[id_] for id_ in assessment.priorities]
    assert [row.title for row in view.assess_first.rows] == [titles[id_] for id_ in assessment.assess_first]


def test_requirements_leave_out_what_is_not_applicable_and_say_why() -> None:
    view = viewed()
    titles = [row.title for group in view.requirements.rows for row in group.rows]
    assert "Betriebsrat einbinden" not in titles
    assert [tuple(fact) for fact in view.not_applicable.rows] == [
        ("Betriebsrat einbinden", "Es gibt keinen Betriebsrat.")
    ]
    assert view.not_applicable.headline == "Eine Kompetenz spielt hier keine Rolle"


def test_every_status_and_flag_has_a_word() -> None:
    view = viewed()
    rows = [row for group in view.requirements.rows for row in group.rows]
    assert {row.status_word for row in rows} == {"erreicht", "knapp darunter", "Lücke", "nicht eingeschätzt"}
    flags = {flag for row in rows for flag in row.flags.split(" · ") if flag}
    assert flags == {"bestätigt", "nur eigene Angaben", "Quellen widersprechen sich", "Nachweis auffrischen"}


def test_a_level_just_below_is_never_shown_as_reached() -> None:
    assessment = samples.all_met()
    met = assessment.competencies[2]
    line = replace(met, verdict=replace(met.verdict, level=Fraction(2999, 1000), status="gap"))
    changed = replace(assessment, competencies=(*assessment.competencies[:2], line, *assessment.competencies[3:]))
    row = viewed(changed).requirements.rows[0].rows[2]
    assert (row.required, row.actual) == ("3", "2,999")


def test_a_pillar_of_one_competency_says_that_it_weighs_alone() -> None:
    notes = viewed(samples.all_met("belegschaft-basis")).pillars.notes
    assert len(notes) == 2
    assert notes[0].startswith("Die Säule Anwendung besteht in dieser Rolle nur aus „Menschliche Freigabe“.")
    assert "25\xa0% des Ergebnisses" in notes[0]
    assert viewed().pillars.notes == ()


def test_no_single_peer_can_be_read() -> None:
    row = evidence_row(viewed(audience="self"), "Prompt-Engineering")
    assert [tuple(source) for source in row.sources] == [
        ("Selbsteinschätzung", "3", "× 1"),
        ("Kollegiale Einschätzung", "weniger als drei Rückmeldungen", ""),
    ]


def test_three_peers_are_shown_as_one_value_and_without_their_words() -> None:
    row = evidence_row(viewed(audience="self"), "Regelkonforme Lead-Recherche")
    assert tuple(row.sources[1]) == ("Kollegiale Einschätzung", "2,3", "× 2")
    assert row.remarks == ()


def test_merged_sources_carry_no_factors() -> None:
    words, assessment = samples.wording(), samples.assessed()
    shown = {"prompt-engineering": (ShownSource(None, Fraction(5, 2), None, None),)}
    view = person_view(words, assessment, shown, method(words), frame(words, "person"))
    assert tuple(evidence_row(view, "Prompt-Engineering").sources[0]) == ("Andere", "2,5", "")


@pytest.mark.parametrize(("audience", "words"), [("self", 4), ("manager", 0), ("aggregate", 0)])
def test_words_of_raters_are_for_the_person_alone(audience: str, words: int) -> None:
    assert len(evidence_row(viewed(audience=audience), "Lead-Datenbank und Dubletten").remarks) == words


def test_the_age_of_evidence_is_a_factor_without_idle_zeros() -> None:
    row = evidence_row(viewed(), "Daten anonymisieren")
    assert tuple(row.sources[1]) == ("Arbeitsprobe", "3", "× 3 × 0,5")


def test_what_does_not_count_is_listed_with_its_reason() -> None:
    row = evidence_row(viewed(), "Werberecht (UWG)")
    assert row.not_counted == ("Nicht gezählt: Zertifikat vom 01.02.2024, Stufe 3 (abgelaufen)",)


def test_a_peer_that_does_not_count_stays_unknown() -> None:
    old = samples.rating("peer", {"mlops": 4}, "2024-01-15", rater="R-9")
    row = evidence_row(viewed(samples.assessed([old])), "MLOps-Grundlagen")
    assert row.not_counted == ("Nicht gezählt: eine weitere Einschätzung (zu alt)",)


def test_the_worked_example_adds_up() -> None:
    assert viewed().example == (
        "Datenschutz und DSGVO-konforme Prompts: (3 × 1 + 2 × 3) ÷ (1 + 3) = 2,3. Das Soll ist 3, "
        "die Erfüllung 75,0\xa0%."
    )


@pytest.mark.parametrize(
    ("priorities", "said"),
    [(1, "Mit der ersten Lücke"), (4, "Mit den ersten vier Lücken"), (None, "zu wenig eingeschätzt")],
)
def test_the_outlook_says_what_reaches_the_next_band(priorities: int | None, said: str) -> None:
    limit = UnmetLimit("ready", "datenkompetenz", Fraction(7, 10), Fraction(2, 3), priorities)
    met = samples.all_met()
    changed = replace(met, readiness="ready-with-support", outlook=replace(met.outlook, limit=limit))
    outlook = viewed(changed).outlook
    assert outlook.headline == "Was bis „einsatzbereit“ fehlt"
    assert said in outlook.parts[0].sentence
    assert "66,7\xa0%" in outlook.parts[0].sentence


def test_an_unrelated_framework_works_too() -> None:
    scale = [{"level": n, "title": {"fr": f"N{n}"}, "meaning": {"fr": f"Niveau {n}"}} for n in range(8)]
    policy = samples.framework().scoring.model_dump(mode="json")
    texts = {"fr": "x"}
    small = samples.changed(
        languages=["fr"],
        scale=scale,
        pillars=[{"id": "un", "title": {"fr": "Un"}, "meaning": texts}],
        principles=[],
        targets=[],
        baseline=None,
        scoring=policy,
        competencies={"a": {"pillar": "un", "title": {"fr": "Été"}, "meaning": texts, "weight": 1}},
        roles={"r": {"title": {"fr": "Rôle"}, "purpose": texts, "requirements": {"a": {"level": 7}}}},
    )
    assessment = samples.assessed([samples.rating("manager", {"a": 5})], "r", base=small)
    view = viewed(assessment, "en", framework=small)
    assert view.gaps.rows[0].title == "Été"
    assert view.gaps.rows[0].step.behaviour == "Niveau 6", "without anchors the scale says what a level stands for"
    assert ">7</text>" in view.requirements.rows[0].chart
