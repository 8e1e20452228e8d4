"""The form in a real browser: by keyboard alone, offline, on a phone, and with whatever a framework holds."""

from __future__ import annotations

import json
from contextlib import chdir
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

import pytest
from hypothesis import HealthCheck, given, settings
from tests.api.quiz import FRAMEWORK, QUESTIONS, put_garden
from tests.api.rounds import ROUNDS
from tests.browser.conftest import Opened
from tests.browser.forms import BASELINE, EVERYTHING, GARDEN, LEVEL, TODAY, press, saved, write_form, write_result
from tests.browser.test_accessibility import violations
from tests.browser.texts import HOSTILE, hostile

from kiframework.api.import_answers import ImportRequest, import_answers, write_planned
from kiframework.loading.skill_yaml import skill_file_text
from kiframework.model.answers import Answers
from kiframework.model.skills import SkillFile
from kiframework.output.edition import Branding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Dialog

    from kiframework.model.skills import Round

    Open = Callable[..., Opened]

pytestmark = pytest.mark.browser

KNOWN = replace(GARDEN, people=("P-001",))
OTHERS = replace(KNOWN, source="boss", rater="R-01")


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Open forms as files in a fresh profile, late in the evening of the first of December in Berlin."""
    context = browser.new_context(timezone_id="Europe/Berlin", locale="en-GB", accept_downloads=True)

    def open_(
        request: Any = GARDEN, width: int = 1280, scheme: Literal["light", "dark"] = "light", **made: Any
    ) -> Opened:
        page = context.new_page()
        page.clock.set_fixed_time("2026-12-01T23:30:00+01:00")
        found = Opened(page, "form", write_form(tmp_path, request, **made).as_uri())
        page.on("console", lambda line: found.said.append(f"{line.type}: {line.text}"))
        page.on("pageerror", lambda error: found.said.append(f"error: {error}"))
        page.on("request", lambda one: found.asked.append(one.url))
        found.show(width, scheme)
        page.goto(found.url)
        return found

    yield open_
    context.close()


def quiet(form: Opened) -> None:
    assert form.said == []
    assert [url for url in form.asked if url != form.url and not url.startswith("blob:")] == []


def focused(form: Opened) -> str:
    return str(form.page.evaluate("document.activeElement.textContent.trim()"))


# --- Filled in --------------------------------------------------------------------------------------------------------


def test_the_keyboard_alone_fills_it_in_and_the_answers_become_a_skill_file(opened: Open, tmp_path: Path) -> None:
    form = opened()
    press(form.page, "Tab", "Tab", "Tab")
    form.page.keyboard.type("P-001")
    press(form.page, "Enter", *EVERYTHING)
    name, answers = saved(form.page, "Tab", "Enter")
    assert name == "P-001.gardener.self.answers.json"
    assert focused(form) == "Your answers are saved"
    quiet(form)
    (tmp_path / "back.json").write_text(json.dumps(answers), "utf-8")
    with chdir(tmp_path):
        run = import_answers(ImportRequest(("back.json",), TODAY, framework="garden"))
        write_planned(run.planned)
    assert run.diagnostics == ()
    assert (
        (tmp_path / "skills" / "P-001.yaml").read_text("utf-8")
        == """\
framework: garden@2.1.0
person: P-001
role: gardener
ratings:
  - source: self
    date: 2026-12-01
    levels:
      digging: 2
      composting: 2
      pruning: 2
  - source: self_test
    date: 2026-12-01
    levels:
      digging: {level: 2, evidence: "digging-1 ✓, digging-2 ✓"}
      pruning: {level: 0, evidence: "pruning-1 ✗"}
"""
    )


def test_what_it_hands_back_is_what_the_importer_reads(opened: Open) -> None:
    form = opened(KNOWN)
    press(form.page, *["Tab"] * 3, "Enter", *EVERYTHING)
    _, answers = saved(form.page, "Tab", "Enter")
    read = Answers.model_validate(answers)
    assert read.finished
    assert read.items == {"digging-1": 2, "digging-2": [1, 2, 2], "pruning-1": 2}


def test_a_fixed_day_stays(opened: Open) -> None:
    form = opened(replace(KNOWN, date=TODAY.replace(day=1, month=11)))
    press(form.page, *["Tab"] * 3, "Enter", *EVERYTHING)
    assert saved(form.page, "Tab", "Enter")[1]["ratings"][0]["date"] == "2026-11-01"


def test_it_may_be_finished_with_questions_left_open(opened: Open) -> None:
    form = opened(KNOWN)
    form.page.click("text=Begin")
    form.page.click("text=To the overview")
    assert "Still open: 6." in form.page.inner_text("main")
    answers = saved_by(form, "text=Finish and download")
    assert answers["ratings"][0]["levels"] == {}
    assert answers["items"] == {}


def saved_by(form: Opened, button: str) -> dict[str, Any]:
    with form.page.expect_download() as download:
        form.page.click(button)
    found: dict[str, Any] = json.loads(download.value.path().read_text("utf-8"))
    return found


def test_a_pseudonym_is_asked_for_and_a_name_is_not_taken(opened: Open) -> None:
    form = opened()
    form.page.click("text=Begin")
    assert form.page.inner_text("#person-wrong") == "Please enter the pseudonym."
    form.page.fill("#person", "Erika")
    form.page.click("text=Begin")
    assert form.page.inner_text("#person-wrong") == "This is no pseudonym in the agreed form."
    assert form.page.get_attribute("#person", "aria-invalid") == "true"
    form.page.fill("#person", " P-001 ")
    form.page.click("text=Begin")
    assert form.page.inner_text("h1") == "Digging"


def test_comments_wait_for_a_level_and_go_with_it(opened: Open) -> None:
    form = opened(OTHERS)
    form.page.click("text=Begin")
    form.page.click("summary")
    assert form.page.is_disabled("#comment")
    form.page.click("text=Not observable")
    form.page.fill("#comment", " never seen ")
    form.page.fill("#evidence", "asked around")
    form.page.click(".option >> nth=1")
    form.page.click("#next")
    form.page.click("text=To the overview")
    answers = saved_by(form, "text=Finish and download")
    expected = {"level": 1, "comment": "never seen", "evidence": "asked around"}
    assert answers["ratings"][0]["levels"] == {"digging": expected}
    assert (answers["ratings"][0]["source"], answers["ratings"][0]["rater"]) == ("boss", "R-01")


def test_raters_of_others_say_who_they_are_and_no_name(opened: Open, tmp_path: Path) -> None:
    form = opened(replace(OTHERS, rater=None))
    form.page.fill("#rater", "Erika Muster")
    form.page.click("text=Begin")
    assert form.page.inner_text("#rater-wrong").startswith("This looks like a name")
    assert form.page.evaluate("document.activeElement.id") == "rater"
    form.page.fill("#rater", " R-02 ")
    form.page.click("text=Begin")
    form.page.click(".option >> nth=1")
    paused = saved_by(form, "text=Pause and save")
    form.page.reload()
    path = tmp_path / "pause.json"
    path.write_text(json.dumps(paused), "utf-8")
    form.page.set_input_files("input[type=file]", path)
    form.page.wait_for_selector("#next")
    form.page.click("text=To the overview")
    assert saved_by(form, "text=Finish and download")["ratings"][0]["rater"] == "R-02"


def test_one_rater_of_others_need_not_say_who_they_are(opened: Open) -> None:
    form = opened(replace(OTHERS, rater=None))
    form.page.click("text=Begin")
    form.page.click(".option >> nth=1")
    form.page.click("text=To the overview")
    assert saved_by(form, "text=Finish and download")["ratings"][0]["rater"] is None


def test_people_who_rate_themselves_are_not_asked_for_a_rater(opened: Open) -> None:
    assert opened(KNOWN).page.query_selector("#rater") is None


def test_a_remark_taken_away_leaves_the_plain_level(opened: Open) -> None:
    form = opened(OTHERS)
    form.page.click("text=Begin")
    form.page.click(".option >> nth=1")
    form.page.click("summary")
    form.page.fill("#comment", "x")
    form.page.fill("#comment", "")
    form.page.click("text=To the overview")
    assert saved_by(form, "text=Finish and download")["ratings"][0]["levels"] == {"digging": 1}


def test_the_overview_leads_back_to_a_question(opened: Open) -> None:
    form = opened(KNOWN)
    form.page.click("text=Begin")
    form.page.click("text=To the overview")
    form.page.click(".row >> nth=4")
    assert form.page.inner_text("h1") == "Digging"
    assert "What is dug in spring?" in form.page.inner_text("main")


def test_languages_switch_in_the_middle_and_keep_the_answer(opened: Open) -> None:
    form = opened(replace(BASELINE, people=("P-001",)), lang="de")
    assert form.page.get_attribute("html", "lang") == "de"
    form.page.click("text=Beginnen")
    form.page.click(".option >> nth=2")
    form.page.click("text=English")
    assert form.page.get_attribute("html", "lang") == "en"
    assert form.page.inner_text("#next") == "Next"
    assert form.page.is_checked(".option >> nth=2 >> input")
    quiet(form)


# --- Going on ---------------------------------------------------------------------------------------------------------


def begun(opened: Open, tmp_path: Path) -> Path:
    """Return the pause file of somebody who has answered two questions."""
    form = opened(KNOWN)
    press(form.page, *["Tab"] * 3, "Enter", *LEVEL, *LEVEL)
    path = tmp_path / "pause.json"
    answers = saved_by(form, "text=Pause and save")
    assert answers["finished"] is False
    path.write_text(json.dumps(answers), "utf-8")
    return path


def test_a_pause_file_leads_to_the_first_open_question(opened: Open, tmp_path: Path) -> None:
    path = begun(opened, tmp_path)
    form = opened(GARDEN)
    form.page.set_input_files("input[type=file]", path)
    form.page.wait_for_selector("#next")
    assert form.page.inner_text("h1") == "Pruning"
    assert form.page.inner_text("#told") == "Saved answers taken over: 2."
    form.page.click("text=To the overview")
    answers = saved_by(form, "text=Finish and download")
    assert answers["person"] == "P-001"
    assert answers["ratings"][0]["levels"] == {"digging": 2, "composting": 2}
    quiet(form)


def test_answers_to_what_has_changed_are_left_out_and_counted(opened: Open, tmp_path: Path) -> None:
    form = opened(KNOWN)
    press(form.page, *["Tab"] * 3, "Enter", *EVERYTHING)
    path = tmp_path / "pause.json"
    path.write_text(json.dumps(saved_by(form, "text=Pause and save")), "utf-8")
    smaller = FRAMEWORK.replace("      composting: {level: 2}\n", "")
    put_garden(tmp_path, smaller, QUESTIONS.replace("What is a spade for?", "What is a shovel for?"))
    again = opened(KNOWN)
    again.page.set_input_files("input[type=file]", path)
    again.page.wait_for_selector("#next")
    assert again.page.inner_text("#told") == "Saved answers taken over: 4. No longer fitting and left out: 2."


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"kiframework": "else"}, "This file holds no saved answers."),
    ({"ratings": []}, "This file holds no saved answers."),
    ({"ratings": [{"levels": 3}]}, "This file holds no saved answers."),
    ({"items": None}, "This file holds no saved answers."),
    ({"role": "helper"}, "These answers belong to another questionnaire."),
    ({"framework": "bakery@1.0.0"}, "These answers belong to another questionnaire."),
    ({"person": "P-009"}, "These answers belong to another person."),
]


def test_files_that_do_not_fit_change_nothing(opened: Open, tmp_path: Path) -> None:
    path = begun(opened, tmp_path)
    right = json.loads(path.read_text("utf-8"))
    form = opened(KNOWN)
    texts = [(json.dumps(right | changes), told) for changes, told in WRONG]
    for text, told in [
        *texts,
        ("{", "This file holds no saved answers."),
        ("null", "This file holds no saved answers."),
    ]:
        form.page.evaluate("document.getElementById('told').textContent = ''")
        path.write_text(text, "utf-8")
        form.page.set_input_files("input[type=file]", path)
        form.page.wait_for_selector("#told:not(:empty)")
        assert form.page.inner_text("#told").startswith(told)
        assert form.page.inner_text("h1") == "Gardener"
    quiet(form)


def test_wrong_values_in_a_pause_file_are_not_taken(opened: Open, tmp_path: Path) -> None:
    path = begun(opened, tmp_path)
    right = json.loads(path.read_text("utf-8"))
    right["ratings"][0]["levels"] = {"digging": 99, "composting": "<b>", "pruning": {"level": 2, "comment": "<i>x</i>"}}
    right["items"] = {"digging-1": 7, "digging-2": [1], "pruning-1": 1}
    path.write_text(json.dumps(right), "utf-8")
    form = opened(KNOWN)
    form.page.set_input_files("input[type=file]", path)
    form.page.wait_for_selector("#next")
    assert form.page.inner_text("#told") == "Saved answers taken over: 2. No longer fitting and left out: 4."


ROUND = """\
- source: boss
  rater: R-01
  date: 2026-11-20
  valid_until: 2027-11-20
  note: "talk about <soil> & more"
  levels:
    digging: {level: 1, evidence: "plan „A“", comment: "so, so", objection: was ill}
    composting: not_observable
    pruning: 3
    watering: 2
  shares: {mowing: 2/3}
- {source: boss, rater: R-02, date: 2026-11-20, levels: {digging: 3}}
- {source: self, date: 2026-11-20, levels: {digging: 0}}
"""


def test_the_rater_s_own_round_goes_out_and_comes_back_unchanged_and_no_other_one_goes_out(
    opened: Open, tmp_path: Path
) -> None:
    (tmp_path / "skills").mkdir()
    (tmp_path / "skills" / "P-001.yaml").write_text(f"person: P-001\nratings:\n{ROUND}", "utf-8")
    request = replace(OTHERS, date=TODAY.replace(month=11, day=20))
    form = opened(request)
    assert "R-02" not in form.page.content()
    form.page.click("text=Go on")
    assert form.page.is_checked(".option >> nth=1 >> input")
    form.page.click("text=To the overview")
    answers = Answers.model_validate(saved_by(form, "text=Finish and download"))
    with chdir(tmp_path):
        from kiframework.api.questionnaire import prepare

        before = prepare(request).asked[0][1].round
    assert answers.ratings == [before]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROUNDS)
def test_any_round_comes_back_as_it_went_out(browser: Browser, tmp_path: Path, occasion: Round) -> None:
    skills = tmp_path / "skills"
    skills.mkdir(exist_ok=True)
    text = skill_file_text(SkillFile(person="P-001", ratings=[occasion]))
    (skills / "P-001.yaml").write_text(text, "utf-8")
    page = browser.new_page()
    page.goto(write_form(tmp_path, replace(OTHERS, rater=occasion.rater, date=occasion.date)).as_uri())
    page.click(".main")
    page.click("text=To the overview")
    with page.expect_download() as download:
        page.click("text=Finish and download")
    answers = Answers.model_validate_json(download.value.path().read_text("utf-8"))
    page.close()
    assert answers.ratings == [occasion]


# --- For everybody ----------------------------------------------------------------------------------------------------

PLACES = ("first", "level", "item", "sample", "overview", "done")


def lead_to(form: Opened, place: str) -> None:
    """Go to one kind of page of the baseline form."""
    if place == "first":
        return
    form.page.click(".main")
    if place == "level":
        form.page.click(".option >> nth=2")
        form.page.click("summary")
        return
    form.page.click(".moves .quiet >> nth=1")
    rows = {"item": 9, "sample": 11}
    if place in rows:
        form.page.click(f".row >> nth={rows[place]}")
        form.page.click(".option >> nth=1")
    elif place == "done":
        with form.page.expect_download():
            form.page.click(".main")


@pytest.mark.parametrize("place", PLACES)
def test_every_kind_of_page_is_accessible_narrow_and_wide_light_and_dark(opened: Open, place: str) -> None:
    form = opened(replace(BASELINE, people=("P-001",)), lang="de")
    lead_to(form, place)
    for scheme in ("light", "dark"):
        form.show(1280, scheme)
        assert violations(form, {"resultTypes": ["violations"]}) == []
    for width in (320, 360, 390, 640, 1280):
        form.show(width)
        assert form.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
    quiet(form)


def test_the_focus_is_seen_on_everything_that_can_be_reached(opened: Open) -> None:
    form = opened(KNOWN)
    form.page.click("text=Begin")
    for _ in range(6):
        press(form.page, "Tab")
        width = form.page.evaluate(
            "e => getComputedStyle(e.closest('.option, .file') ?? e).outlineWidth", form.page.query_selector(":focus")
        )
        assert width == "3px", focused(form)


def test_digits_write_digits_where_text_is_written(opened: Open) -> None:
    form = opened(OTHERS)
    form.page.click("text=Begin")
    form.page.click(".option >> nth=1")
    form.page.click("summary")
    form.page.click("#comment")
    form.page.keyboard.type("3 of 4")
    assert form.page.input_value("#comment") == "3 of 4"
    assert form.page.is_checked(".option >> nth=1 >> input")


def test_leaving_with_unsaved_answers_is_asked_about(opened: Open) -> None:
    form = opened(KNOWN)
    asked: list[str] = []

    def leave(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    form.page.on("dialog", leave)
    form.page.click("text=Begin")
    form.page.reload()
    assert asked == []
    form.page.click("text=Begin")
    form.page.click(".option >> nth=1")
    form.page.reload()
    assert asked == ["beforeunload"]


def test_without_scripts_it_says_what_to_do(browser: Browser, tmp_path: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(write_form(tmp_path, GARDEN).as_uri())
    assert "needs JavaScript" in page.inner_text("main")
    assert "braucht JavaScript" in page.inner_text("main")
    context.close()


# --- Closed -----------------------------------------------------------------------------------------------------------


OUTWARDS = {
    "connect-src": "fetch('https://example.org/').catch(() => 0)",
    "img-src": "new Image().src = 'https://example.org/x.png'",
    "script-src-elem": "document.body.append(Object.assign(document.createElement('script'), {textContent: 'x = 1'}))",
    "style-src-elem": "document.body.append(Object.assign(document.createElement('style'), {textContent: 'p {}'}))",
    "frame-src": "document.body.append(Object.assign(document.createElement('iframe'), {src: 'https://example.org'}))",
    "form-action": "(() => { const f = document.createElement('form'); document.body.append(f); f.submit(); })()",
}


@pytest.mark.parametrize("directive", OUTWARDS)
def test_its_policy_holds_every_connection_and_every_other_script(opened: Open, directive: str) -> None:
    form = opened(KNOWN)
    held = "new Promise(done => addEventListener('securitypolicyviolation', found => done(found.effectiveDirective)))"
    assert form.page.evaluate(f"() => {{ const held = {held}; {OUTWARDS[directive]}; return held; }}") == directive


def test_nothing_is_stored(opened: Open) -> None:
    form = opened(KNOWN)
    press(form.page, *["Tab"] * 3, "Enter", *EVERYTHING)
    kept = "[localStorage.length, sessionStorage.length, document.cookie]"
    assert form.page.evaluate(kept) == [0, 0, ""]


def test_hostile_texts_stay_text(opened: Open, tmp_path: Path) -> None:
    evil = [hostile("Digging"), hostile("How do you dig?"), *HOSTILE[:3]]
    framework = FRAMEWORK.replace("title: {en: Digging}", f"title: {{en: {json.dumps(evil[0])}}}")
    questions = QUESTIONS.replace("stem: {en: How do you dig?}", f"stem: {{en: {json.dumps(evil[1])}}}")
    put_garden(tmp_path, framework, questions)
    looks = Branding(company="</script><b>Pumpen & Söhne</b>")
    form = opened(KNOWN, looks=looks)
    form.page.click(".main")
    assert " ".join(evil[0].split()) in " ".join((form.page.text_content("h1") or "").split())
    assert form.page.query_selector_all("b, img[onerror], script[src]") == []
    assert len(form.page.query_selector_all("script")) == 2
    assert "Pumpen & Söhne</b>" in (form.page.text_content(".house") or "")
    quiet(form)


# --- The result -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_page_on_ladders_is_accessible_and_loads_nothing(browser: Browser, tmp_path: Path, lang: str) -> None:
    page = browser.new_page()
    form = Opened(page, "ladders", write_result(tmp_path, lang).as_uri())
    page.on("console", lambda line: form.said.append(f"{line.type}: {line.text}"))
    page.on("request", lambda one: form.asked.append(one.url))
    page.goto(form.url)
    for scheme in ("light", "dark"):
        form.show(1280, scheme)
        assert violations(form, {"resultTypes": ["violations"]}) == []
    for width in (360, 1280):
        form.show(width)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
    quiet(form)
    page.close()
