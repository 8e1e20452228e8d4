"""The pages of a calibration: what stands on them, and what never may."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from markdown_it import MarkdownIt
from tests.output import samples
from tests.output.samples import rating
from tests.output.test_documents import Page

from kiframework.model.assessment import LeftOut
from kiframework.model.calibration import CompetencyAgreement, GroupCalibration, PillarAgreement
from kiframework.model.team import Agreement
from kiframework.output.calibration_view import CalibrationView, group_calibration_view, person_calibration_view
from kiframework.output.documents import Branding, Documents
from kiframework.output.frame_view import frame
from kiframework.scoring.agreement import agreement_by_pillar
from kiframework.scoring.calibration import calibrate, whole_people

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kiframework.model.skills import Round
    from kiframework.output.edition import Form
    from kiframework.output.wording import Anchor

PEERS = [rating("peer", {"lead-generation": value}, rater=f"R-{number}") for number, value in enumerate((1, 1, 3))]
REMARK = {"level": 2, "comment": "Herkunft fehlt", "objection": "Quelle war bekannt"}
ROUNDS = [
    rating(
        "self", {"lead-database": 4, "lead-generation": 4, "data-protection": 1, "prompt-engineering": 3, "mlops": 1}
    ),
    rating("manager", {"lead-database": REMARK, "data-protection": {"level": 3, "comment": "Sicher im Alltag"}}),
    rating("manager", {"ai-fundamentals": 2, "human-approval": {"level": 3, "comment": "Gut begründet"}}),
    rating("self", {"human-approval": 3}, "2026-11-19"),
    rating("peer", {"prompt-engineering": 0}, rater="R-1", note="nicht zu zeigen"),
    *PEERS,
]


def viewed(rounds: Sequence[Round] = ROUNDS, lang: str = "de", **more: Any) -> CalibrationView:
    assessment = samples.assessed(rounds)
    (person,) = calibrate(samples.framework(), [assessment])
    wording = samples.wording(lang, audience="self", **more)
    whole = whole_people(samples.framework(), [assessment])["P-001"]
    return person_calibration_view(wording, person, whole, frame(wording, "person"))


def document(form: Form = "html", rounds: Sequence[Round] = ROUNDS, **more: Any) -> str:
    made = samples.edition(audience="self", **more)
    assessment = samples.assessed(rounds)
    (person,) = calibrate(made.framework, [assessment])
    return Documents(made).person_calibration(person, whole_people(made.framework, [assessment])["P-001"], form)


def measured(kappa: Fraction | None = Fraction(1, 2), *, alarm: bool = False) -> Agreement:
    return Agreement(40, 12, kappa, Fraction(-3, 10), alarm)


def group_viewed(group: GroupCalibration, lang: str = "de", **more: Any) -> CalibrationView:
    wording = samples.wording(lang, **more)
    return group_calibration_view(wording, group, frame(wording, "team"))


# --- The page of a person ---------------------------------------------------------------------------------------------


def test_what_lies_far_apart_comes_first_with_both_anchors() -> None:
    view = viewed()
    assert view.headline == "Über drei Kompetenzen lohnt es sich zu sprechen"
    assert view.person is not None
    assert view.person.talk is not None
    first, second, third = view.person.talk.items
    assert view.person.talk.headline == f"Am weitesten auseinander: {first.title}"
    assert (first.title, second.title, third.title) == (
        "Regelkonforme Lead-Recherche",
        "Datenschutz und DSGVO-konforme Prompts",
        "Lead-Datenbank und Dubletten",
    )
    assert first.facts == "Eigene Sicht 4 · Kollegiale Einschätzung 1,7 · Abstand 2,3"
    anchors = samples.framework().competencies["lead-generation"].anchors
    assert [side.label for side in first.sides] == [
        "Eigene Sicht: Stufe 4 (Expertise)",
        "Kollegiale Einschätzung: 1,7, am nächsten an Stufe 2 (Mit Anleitung)",
    ]
    assert [behaviour(side.anchor) for side in first.sides] == [anchors[4]["de"], anchors[2]["de"]]


def behaviour(anchor: Anchor) -> str:
    return anchor.behaviour


def test_both_directions_are_worded_alike() -> None:
    above = viewed([rating("self", {"lead-database": 4}), rating("manager", {"lead-database": 2})])
    below = viewed([rating("self", {"lead-database": 2}), rating("manager", {"lead-database": 4})])
    assert above.headline == below.headline == "Über eine Kompetenz lohnt es sich zu sprechen"
    assert above.lead == below.lead
    (one,), (other,) = (view.person.talk.items for view in (above, below) if view.person and view.person.talk)
    assert (one.facts, other.facts) == (
        "Eigene Sicht 4 · Führungskraft 2 · Abstand 2",
        "Eigene Sicht 2 · Führungskraft 4 · Abstand 2",
    )


def test_comments_and_objections_stand_where_the_person_report_has_them() -> None:
    person = viewed().person
    assert person is not None
    assert person.talk is not None
    talked = {item.title: [remark.text for remark in item.remarks] for item in person.talk.items}
    assert talked["Lead-Datenbank und Dubletten"] == ["Herkunft fehlt", "Quelle war bekannt"]
    assert [(one.title, [remark.text for remark in one.remarks]) for one in person.remarked] == [
        ("Menschliche Freigabe", ["Gut begründet"])
    ]


@pytest.mark.parametrize("form", ["html", "md"])
def test_what_a_single_peer_said_or_wrote_is_not_on_the_page(form: Form) -> None:
    text = document(form)
    assert "nicht zu zeigen" not in text
    assert not re.search(r"R-\d", text)
    person = viewed().person
    assert person is not None
    rows = {row.title: row for group in person.compared for row in group.rows}
    hidden = rows["Prompt-Engineering"]
    assert (hidden.difference, hidden.others) == ("–", "Kollegiale Einschätzung weniger als drei Rückmeldungen")


def test_what_one_side_alone_has_rated_is_named() -> None:
    person = viewed(lang="en").person
    assert person is not None
    assert person.single_headline == "Two competencies were rated by one side only"
    assert [(part.title, part.items) for part in person.single] == [
        ("The person alone", ("MLOps basics",)),
        ("Others alone", ("AI fundamentals",)),
    ]


def test_a_difference_below_the_limit_never_looks_like_it() -> None:
    peers = [rating("peer", {"lead-database": value}, rater=f"R-{n}") for n, value in enumerate([2] * 20 + [3])]
    person = viewed([rating("self", {"lead-database": 4}), *peers]).person
    assert person is not None
    assert person.talk is None
    (row,) = person.compared[0].rows
    assert row.difference == "1,95"


def test_close_views_and_too_few_responses_have_their_own_headlines() -> None:
    close = viewed([rating("self", {"lead-database": 3}), rating("manager", {"lead-database": 2})])
    assert close.headline == "Eigene Sicht und Sicht der anderen liegen nah beieinander"
    unknown = viewed([rating("self", {"lead-database": 3}), rating("peer", {"lead-database": 0})], lang="en")
    assert unknown.headline == "Too few responses for a comparison so far"


def test_the_page_of_a_person_has_no_figure_about_the_person() -> None:
    for form, lang in (("html", "de"), ("md", "en")):
        text = document(form, lang=lang)  # type: ignore[arg-type]
        words = Page(text).words if form == "html" else text
        assert not re.search(r"kappa|überschätz|unterschätz|overestimat|underestimat|%", words, re.IGNORECASE)


# --- The page on the group --------------------------------------------------------------------------------------------


def a_group(**parts: Agreement | None) -> GroupCalibration:
    pillars = (
        PillarAgreement("grundlagen", parts.get("pillar"), (CompetencyAgreement("eu-ai-act", parts.get("one")),)),
    )
    return GroupCalibration(parts.get("overall"), pillars)


def test_the_headline_is_that_of_the_team_report() -> None:
    assert group_viewed(a_group(overall=measured())).headline == "Selbst- und Fremdbild passen ausreichend zusammen"
    alarmed = group_viewed(a_group(overall=measured(Fraction(1, 10), alarm=True)), lang="en")
    assert alarmed.headline == "Self-ratings and other ratings are far apart"


def test_parts_show_figures_or_say_that_there_are_too_few_pairs() -> None:
    group = group_viewed(a_group(overall=measured(), pillar=measured(Fraction(1, 5), alarm=True))).group
    assert group is not None
    assert group.headline == "In einem Bereich sind die Anker zu prüfen"
    (part,) = group.parts
    assert tuple(part.pillar) == ("Grundlagen", "40", "0,20", "−0,30", "Anker prüfen", "near")
    assert part.rows == ()
    assert [(few.title, few.items) for few in group.too_few] == [("Grundlagen", ("EU AI Act und Risikoklassen",))]
    hidden = group_viewed(a_group(overall=measured())).group
    assert hidden is not None
    assert tuple(hidden.parts[0].pillar) == ("Grundlagen", "–", "–", "–", "zu wenige Paare", "missing")


def test_without_enough_pairs_the_page_says_what_it_takes() -> None:
    view = group_viewed(a_group(), lang="en")
    assert view.headline == "There are too few pairs to say anything"
    assert "20 pairs of 5 people" in view.lead
    assert view.group is not None
    assert (view.group.parts, view.group.too_few) == ((), ())


def test_a_kappa_below_the_limit_never_looks_like_it() -> None:
    group = group_viewed(a_group(overall=measured(), one=measured(Fraction(398, 1000), alarm=True))).group
    assert group is not None
    assert group.parts[0].rows[0].kappa == "0,398"


def test_an_undefined_kappa_is_no_alarm() -> None:
    group = group_viewed(a_group(overall=measured(), pillar=measured(None))).group
    assert group is not None
    assert group.parts[0].pillar.finding == "nicht zu berechnen"


@pytest.mark.parametrize("form", ["html", "md"])
def test_no_pseudonym_is_on_the_page_of_the_group(form: Form) -> None:
    people = [samples.assessed(ROUNDS, person=f"P-{number:03}") for number in range(8)]
    made = samples.edition(left_out=(LeftOut("skills/P-009.yaml", "P-009", ("KIF104",)),))
    text = Documents(made).group_calibration(agreement_by_pillar(made.framework, people), form)
    assert not re.search(r"[PR]-\d", text)
    assert "Eine Datei ist nicht ausgewertet" in text


# --- Both -------------------------------------------------------------------------------------------------------------


def every_page(form: Form, lang: str) -> list[str]:
    made = samples.edition(lang, branding=Branding("Musterwerk"))
    people = [samples.assessed(ROUNDS, person=f"P-{number:03}") for number in range(8)]
    groups = [agreement_by_pillar(made.framework, people), a_group(), a_group(overall=measured(None, alarm=False))]
    near = [rating("self", {"lead-database": 3}), rating("manager", {"lead-database": 2})]
    return [
        document(form, lang=lang),
        document(form, near, lang=lang),
        *(Documents(made).group_calibration(group, form) for group in groups),
    ]


@pytest.mark.parametrize("lang", ["de", "en"])
def test_pages_are_sound(lang: str) -> None:
    for text in every_page("html", lang):
        page = Page(text)
        assert len(page.ids) == len(set(page.ids))
        assert set(page.targets) <= set(page.ids)
        assert page.headings[0] == 1
        assert page.headings.count(1) == 1
        assert all(after - before <= 1 for before, after in zip(page.headings, page.headings[1:], strict=False))


@pytest.mark.parametrize("lang", ["de", "en"])
def test_both_forms_say_the_same(lang: str) -> None:
    figures = re.compile(r"\d[.,]\d+")
    for html, markdown in zip(every_page("html", lang), every_page("md", lang), strict=True):
        page = Page(html)
        assert set(figures.findall(page.words)) == set(figures.findall(" ".join(markdown.split())))
        for heading in re.findall(r"^#{1,2} (.*)$", markdown, re.MULTILINE):
            assert " ".join(heading.replace("\\", "").split()) in page.words


@pytest.mark.parametrize("form", ["html", "md"])
def test_hostile_text_stays_text(form: Form) -> None:
    remark = {"level": 1, "comment": samples.HOSTILE, "objection": samples.HOSTILE}
    rounds = [rating("self", {"lead-database": 3}), rating("manager", {"lead-database": remark}, note=samples.HOSTILE)]
    text = document(form, rounds)
    page = Page(text if form == "html" else MarkdownIt().enable("table").render(text))
    assert not page.tags & {"script", "code", "a"} - ({"a"} if form == "html" else set())
    assert page.words.count('<script>alert("x")</script>') == 3, "occasion, comment and objection"
