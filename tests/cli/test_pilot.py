"""``kiframework pilot``: which use case comes first, what still has to be settled, and what came of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from jsonschema import Draft7Validator, Draft202012Validator
from tests.cli.firm import BEGUN, UNTRIED, put_firm
from tests.cli.workplace import MUSTERWERK, files_below
from tests.loading.samples import edited
from tests.output.editor_yaml import read_as_editor
from tests.rules.company_cases import PILOT, PILOT_CASES

if TYPE_CHECKING:
    from tests.cli.conftest import Kif

FILE = Path("pilots/bread.yaml")
SIGNED = (
    "--by", "R-01", "--kpi", "19.5", "--incidents", "0", "--proposals", "50", "--overridden", "5", "--cost", "11500",
    "--feedback", "Hilft: sehr", "--behaviour", "no", "--reason", "Ziel #1 erreicht",
)  # fmt: skip


@pytest.fixture
def firm(place: Path) -> Path:
    """Return a workspace with a pilot that was not chosen yet."""
    put_firm(place)
    return place


def squeezed(text: str) -> str:
    return " ".join(text.split())


# --- The list ---------------------------------------------------------------------------------------------------------


def test_the_sample_company_has_the_worked_pilot_first(kif: Kif) -> None:
    found = kif("pilot", "list", "--workspace", MUSTERWERK, "--date", "2026-12-01")
    assert (found.code, found.err) == (0, "")
    assert "79,5 bedingt, erster Pilot 2 12.000 EUR" in squeezed(found.out)
    assert found.out.index("lead-qualification") < found.out.index("customer-requests")


def test_every_term_and_every_gate_of_the_worked_pilot_is_shown(kif: Kif) -> None:
    found = kif("pilot", "check", "lead-qualification", "--workspace", MUSTERWERK, "--date", "2026-12-01")
    assert found.code == 0
    text = squeezed(found.out)
    assert "Nutzen = 100 · (12 + 6 + 4 + 6,80952 + 3) / 40 = 79,5238, angezeigt als 79,5" in text
    assert "von Hand eingetragen: 85,119 von 100, geteilt durch 25" in text
    for gate in ("KI-Verordnung erfüllt R-05, 09.11.2026", "Datenschutz offen –", "Pflichtkompetenzen des Teams offen"):
        assert gate in text
    assert "Woher stammt jeder Kontakt, und ist die Einwilligung nach § 7 UWG belegt?" in text
    assert "P-002" not in found.out


@pytest.mark.usefixtures("firm")
def test_json_fits_its_schema_and_is_the_same_every_time(kif: Kif) -> None:
    rules = json.loads(kif("schema", "pilots").out)
    Draft202012Validator.check_schema(rules)
    for content in (UNTRIED, PILOT, UNTRIED.replace("marks:", "# marks:"), UNTRIED.replace("skills: 70\n", "")):
        FILE.write_text(content, "utf-8")
        first = kif("pilot", "list", "--format", "json")
        assert [one.message for one in Draft202012Validator(rules).iter_errors(json.loads(first.out))] == []
        assert kif("pilot", "list", "--format", "json").out == first.out
    document = json.loads(kif("pilot", "check", "bread", "--format", "json").out)
    assert [one["pilot"] for one in document["pilots"]] == ["bread"]


@pytest.mark.usefixtures("firm")
def test_json_holds_the_way_of_every_figure(kif: Kif) -> None:
    (found,) = json.loads(kif("pilot", "list", "--format", "json").out)["pilots"]
    # By hand: marks 3 and 2 with weights 3 and 1, 70 / 25 = 2.8 with weight 2: 100 * (9 + 2 + 5.6) / 24.
    assert found["utility"] == {"exact": "415/6", "value": 69.1667}
    assert [one["mark"]["exact"] for one in found["terms"]] == ["3", "2", "14/5"]
    assert found["skills"] == {"score": {"exact": "70", "value": 70.0}, "origin": "entered", "people": None}
    assert found["gates"][0] == {
        "gate": "ai-act",
        "state": "met",
        "recorded": "met",
        "against": None,
        "person": "R-03",
        "date": "2026-10-02",
    }


@pytest.mark.usefixtures("firm")
def test_a_team_of_five_is_assessed_and_named_nowhere(kif: Kif) -> None:
    people = "[P-001, P-003, P-005, P-007, P-009]"
    FILE.write_text(UNTRIED.replace("[P-001, P-002]", people), "utf-8")
    (found,) = json.loads(kif("pilot", "list", "--format", "json").out)["pilots"]
    assert found["skills"] == {"score": {"exact": "100", "value": 100.0}, "origin": "assessed", "people": 5}
    assert next(one for one in found["gates"] if one["gate"] == "must-haves")["against"] == "assessed"
    assert "P-00" not in kif("pilot", "check", "bread").out


@pytest.mark.usefixtures("firm")
def test_pages_are_written_and_nothing_is_written_over(kif: Kif) -> None:
    found = kif("pilot", "list", "--format", "html", "--format", "md", "--format", "json", "-o", "out")
    assert (found.code, found.err) == (0, "Written to out: pilots.html, pilots.md, pilots.json.\n")
    assert kif("pilot", "check", "bread", "-o", "out").err == "Written to out: bread.html.\n"
    assert kif("pilot", "verdict", "bread", "-o", "out").err == "Written to out: bread.verdict.html.\n"
    before = files_below(Path("out"))
    assert kif("pilot", "list", "-o", "out").code == 2
    assert files_below(Path("out")) == before
    assert kif("pilot", "list", "-o", "out", "--force").code == 0
    assert files_below(Path("out")) == before
    assert not any(b"http-equiv=refresh" in one or b"src=" in one for one in before.values())


@pytest.mark.usefixtures("firm")
def test_a_person_whose_file_cannot_be_used_is_said_and_fails(kif: Kif) -> None:
    Path("skills/P-001.yaml").write_text("person: P-001\nratings: 3\n", "utf-8")
    found = kif("pilot", "list")
    assert found.code == 2
    assert "KIF012" in found.err
    assert "teams they belong to have no mean" in found.err
    assert "69,2" in found.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("check", "bred"), "There is no pilot 'bred'.\nhelp: did you mean 'bread'?"),
        (("list", "--workspace", "nowhere"), "There is no folder nowhere."),
        (("list", "--date", "soon"), "soon"),
        (("verdict", "bread", "--kpi", "3"), "A verdict needs a decision."),
        (("verdict", "bread", "--decision", "scale", "--by", "R-01"), "The verdict lacks --kpi, --incidents"),
        (("verdict", "bread", "--decision", "scale", *SIGNED[:2], "--kpi", "19,5"), "--kpi 19,5 is no number."),
        (("new", "bred"), "There is no template 'bred'.\nhelp: did you mean 'bread'?"),
        (("new", "bread"), "There is a pilot 'bread' already."),
        (("new", "bread", "--id", "../x"), "'../x' is not an id"),
        (("choose", "bread", "--by", "Erika Muster"), "This is no pseudonym of who answers."),
        (("choose", "bread", "--by", "erika@example.org"), "This is no pseudonym of who answers."),
    ],
)
@pytest.mark.usefixtures("firm")
def test_wrong_wishes_are_refused_with_the_way_out(kif: Kif, arguments: tuple[str, ...], message: str) -> None:
    before = files_below(Path("pilots"))
    found = kif("pilot", *arguments)
    assert (found.code, found.out) == (2, "")
    assert message in found.err
    assert "help: " in found.err
    assert "Erika" not in found.err
    assert files_below(Path("pilots")) == before


def test_a_framework_without_a_method_says_so(kif: Kif) -> None:
    found = kif("pilot", "list", "--framework", "garden.yaml")
    assert found.code == 2
    assert "has no method of pilots" in found.err


# --- A new one --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.usefixtures("firm")
def test_a_new_pilot_can_be_checked_and_completed_at_once(kif: Kif, lang: str) -> None:
    found = kif("pilot", "new", "bread", "--id", "rolls", "--lang", lang)
    assert (found.code, found.out) == (0, "")
    assert found.err == "Written: pilots/rolls.yaml. Fill it in, then: kiframework pilot check rolls\n"
    assert kif("validate", "pilots", "--fail-on", "info").out == "All checks passed (2 files).\n"
    assert kif("pilot", "check", "rolls").code == 0
    text = Path("pilots/rolls.yaml").read_text("utf-8")
    rules = Draft7Validator(json.loads(kif("schema", "pilot").out))
    assert [one.message for one in rules.iter_errors(read_as_editor(text))] == []
    filled = "".join(line.removeprefix("# ") if ": " in line and line.startswith("# ") and line[2].islower() else line
                     for line in text.splitlines(keepends=True))  # fmt: skip
    assert {"owner", "approver", "team", "cost", "aim", "marks", "skills"} <= yaml.safe_load(filled).keys()


def test_without_a_workspace_the_built_in_templates_are_offered(kif: Kif) -> None:
    found = kif("pilot", "list", "--lang", "en")
    assert found.code == 0
    for template in ("lead-qualification", "message-triage", "production-improvement", "social-media-drafts"):
        assert template in found.out


# --- The choice -------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("firm")
def test_a_choice_is_recorded_and_nothing_else_is_touched(kif: Kif) -> None:
    found = kif("pilot", "choose", "bread", "--by", "R-01", "--reason", "weil: 'x' # y")
    assert found.code == 0
    assert "To be settled before it begins: must-haves." in found.err
    line = "chosen: {person: R-01, date: 2026-12-01, reason: \"weil: 'x' # y\"}\n"
    assert FILE.read_text("utf-8") == UNTRIED.rstrip("\n") + "\n" + line
    assert "Der erste Pilot: Brot" in kif("pilot", "list", "--format", "md").out


@pytest.mark.usefixtures("firm")
def test_there_is_exactly_one_first_pilot(kif: Kif) -> None:
    Path("pilots/cake.yaml").write_text(UNTRIED.replace("pilot: bread", "pilot: cake"), "utf-8")
    assert kif("pilot", "choose", "bread", "--by", "R-01").code == 0
    assert "'bread' is the first pilot already." in kif("pilot", "choose", "bread", "--by", "R-01").err
    found = kif("pilot", "choose", "cake", "--by", "R-01")
    assert (found.code, "'bread' is the first pilot, and has no verdict." in found.err) == (2, True)
    FILE.write_text(PILOT, "utf-8")
    assert "'bread' was a first pilot already." in kif("pilot", "choose", "bread", "--by", "R-01").err
    assert kif("pilot", "choose", "cake", "--by", "R-01").code == 0
    FILE.write_text(PILOT.replace("decision: scale", "decision: change"), "utf-8")
    assert "KIF706" in kif("pilot", "list").err


@pytest.mark.usefixtures("firm")
def test_an_excluded_pilot_is_not_chosen(kif: Kif) -> None:
    FILE.write_text(UNTRIED.replace("ai-act: {state: met", "ai-act: {state: not_met"), "utf-8")
    found = kif("pilot", "choose", "bread", "--by", "R-01")
    assert "'bread' cannot be chosen: ai-act not met." in found.err
    assert "ausgeschlossen" in kif("pilot", "check", "bread").out


@pytest.mark.usefixtures("firm")
def test_a_choice_does_not_lie_ahead(kif: Kif) -> None:
    found = kif("pilot", "choose", "bread", "--by", "R-01", "--date", "2027-01-04")
    assert found.code == 2
    assert "KIF704" in found.err
    assert FILE.read_text("utf-8") == UNTRIED


@pytest.mark.parametrize("text", ["pilot: bread\ntemplate: bread\nchosen:\n", "pilot: bread\nchosen: null\ncost: 3\n"])
@pytest.mark.usefixtures("firm")
def test_what_cannot_be_added_to_is_left_to_people(kif: Kif, text: str) -> None:
    FILE.write_text(text, "utf-8")
    found = kif("pilot", "choose", "bread", "--by", "R-01")
    assert (found.code, "write chosen into pilots/bread.yaml by hand" in found.err) == (2, True)
    assert FILE.read_text("utf-8") == text


@pytest.mark.parametrize(
    "text",
    [
        "{pilot: bread, template: bread}\n",
        "---\npilot: bread\ntemplate: bread # x\n# end\n...\n",
        "\ufeffpilot: bread\r\ncost: 3",
    ],
    ids=["braces", "end of document", "mark and line ends of Windows"],
)
@pytest.mark.usefixtures("firm")
def test_a_choice_fits_into_what_stands_there(kif: Kif, text: str) -> None:
    FILE.write_bytes(text.encode())
    assert kif("pilot", "choose", "bread", "--by", "R-01").code == 0
    after = FILE.read_bytes().decode()
    assert yaml.safe_load(after.removeprefix("\ufeff"))["chosen"]["person"] == "R-01"
    assert after.startswith(text[:15])
    assert "\r\n" not in text or "\n" not in after.replace("\r\n", "")


# --- The verdict ------------------------------------------------------------------------------------------------------


def recorded() -> Any:
    return yaml.safe_load(FILE.read_text("utf-8"))["verdicts"][-1]


@pytest.mark.usefixtures("firm")
def test_a_verdict_is_recorded_signed_and_dated(kif: Kif) -> None:
    FILE.write_text(BEGUN, "utf-8")
    found = kif("pilot", "verdict", "bread", "--decision", "change", *SIGNED)
    assert (found.code, found.err) == (0, "Recorded: bread ends in change, in pilots/bread.yaml.\n")
    assert FILE.read_text("utf-8") == BEGUN.rstrip("\n") + (
        "\nverdicts:\n"
        "  - date: 2026-12-01\n"
        "    decision: change\n"
        "    person: R-01\n"
        "    value: 19.5\n"
        "    incidents: 0\n"
        "    proposals: 50\n"
        "    overridden: 5\n"
        "    cost: 11500\n"
        '    feedback: "Hilft: sehr"\n'
        '    behaviour: "no"\n'
        '    reason: "Ziel #1 erreicht"\n'
    )
    assert kif("validate", FILE, "--fail-on", "info").code == 0
    assert kif("pilot", "verdict", "bread", "--decision", "stop", *SIGNED).code == 0
    assert [one["decision"] for one in yaml.safe_load(FILE.read_text("utf-8"))["verdicts"]] == ["change", "stop"]
    text = squeezed(kif("pilot", "check", "bread", "--format", "md").out)
    assert "5 von 50 (10 %)" in text
    assert "Die Kennzahl hat ihr Ziel erreicht." in text
    assert "Hilft: sehr" in text
    ended = kif("pilot", "verdict", "bread", "--decision", "stop", *SIGNED)
    assert (ended.code, "'bread' is not the active pilot." in ended.err) == (2, True)


@pytest.mark.parametrize(
    ("text", "arguments", "message"),
    [
        (UNTRIED, SIGNED, "'bread' is not the active pilot."),
        (BEGUN.replace("begun: 2026-10-12\n", ""), SIGNED, "'bread' has not begun, so there is nothing to judge."),
        (BEGUN, (*SIGNED, "--date", "2026-10-11"), "'bread' has not begun, so there is nothing to judge."),
        (BEGUN, (*SIGNED, "--date", "2026-12-02"), "KIF704"),
        (BEGUN, (*SIGNED, "--overridden", "51"), "More proposals were overridden than there were."),
        (BEGUN, (*SIGNED, "--by", "Erika Muster"), "This is no pseudonym of who answers."),
        (BEGUN, (*SIGNED, "--feedback", ""), "--feedback"),
    ],
)
@pytest.mark.usefixtures("firm")
def test_a_verdict_that_contradicts_is_not_recorded(
    kif: Kif, text: str, arguments: tuple[str, ...], message: str
) -> None:
    FILE.write_text(text, "utf-8")
    found = kif("pilot", "verdict", "bread", "--decision", "scale", *arguments)
    assert (found.code, message in found.err) == (2, True), found.err
    assert FILE.read_text("utf-8") == text


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.usefixtures("firm")
def test_the_form_asks_for_everything_a_verdict_needs(kif: Kif, lang: str) -> None:
    FILE.write_text(BEGUN, "utf-8")
    found = kif("pilot", "verdict", "bread", "--lang", lang)
    assert found.code == 0
    words = {
        "de": ("Kennzahl am Ende", "Vorfälle", "Davon verworfen", "Tatsächliche Kosten", "☐ skalieren", "Unterschrift"),
        "en": ("Key figure at the end", "Incidents", "Rejected or changed", "Actual cost", "☐ scale", "signature"),
    }
    assert [one for one in words[lang] if one not in found.out.replace("\xa0", " ")] == []


@pytest.mark.usefixtures("firm")
def test_a_key_figure_that_has_not_reached_its_aim_is_said(kif: Kif) -> None:
    FILE.write_text(PILOT.replace("value: 19\n", "value: 21\n"), "utf-8")
    assert "nicht erreicht" in kif("pilot", "check", "bread", "--format", "md").out


# --- Contradictory input ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", [code for code in PILOT_CASES if code != "KIF707"])
@pytest.mark.usefixtures("firm")
def test_what_contradicts_itself_is_told_by_the_commands_and_by_validate(kif: Kif, code: str) -> None:
    example = PILOT_CASES[code][0]
    FILE.write_text(edited(PILOT, *example.edits).replace("»", ""), "utf-8")
    for found in (kif("pilot", "list"), kif("roadmap"), kif("validate", ".")):
        assert found.code != 0
        assert code in found.out + found.err
        assert "pilots/bread.yaml:" in found.out + found.err


@pytest.mark.usefixtures("firm")
def test_a_pilot_that_began_too_early_is_told_and_shown_all_the_same(kif: Kif) -> None:
    FILE.write_text(BEGUN.replace("2026-10-02, reason: Minimal", "2026-10-13, reason: Minimal"), "utf-8")
    for found in (kif("pilot", "list"), kif("roadmap")):
        assert (found.code, "KIF707" in found.err, bool(found.out)) == (0, True, True)
    assert kif("pilot", "verdict", "bread", "--decision", "stop", *SIGNED).code == 0


@pytest.mark.parametrize("data", [b"- no\n- pilot\n", b"pilot: \xff\n", b"", None])
@pytest.mark.usefixtures("firm")
def test_a_pilot_that_cannot_be_read_stops_the_list(kif: Kif, data: bytes | None) -> None:
    odd = Path("pilots/odd.yaml")
    if data is None:
        odd.symlink_to("nowhere.yaml")
    else:
        odd.write_bytes(data)
    found = kif("pilot", "list")
    assert (found.code, found.out) == (2, "")
    assert "pilots/odd.yaml" in found.err


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.usefixtures("firm")
def test_a_pilot_of_ones_own_may_say_next_to_nothing(kif: Kif, lang: str) -> None:
    FILE.write_text("pilot: bread\nframework: bakery@1.2.0\n", "utf-8")
    for how in ((), ("--format", "md"), ("--format", "html")):
        found = kif("pilot", "check", "bread", "--lang", lang, *how)
        assert (found.code, found.err) == (0, "")
        assert {"de": "Ohne alle Noten", "en": "Without all marks"}[lang] in squeezed(found.out)
    assert kif("pilot", "verdict", "bread", "--lang", lang).code == 0


@pytest.mark.usefixtures("firm")
def test_what_was_decided_is_shown_with_the_way_on(kif: Kif) -> None:
    FILE.write_text(PILOT.replace("proposals: 50", "proposals: 0").replace("overridden: 5", "overridden: 0"), "utf-8")
    text = squeezed(kif("pilot", "check", "bread", "--lang", "en").out)
    assert "2026-11-30 scale 19 0 – EUR 870 R-01 Ziel erreicht" in text
    assert text.endswith("Next step: kiframework roadmap shows what follows from it.")
    FILE.write_text(BEGUN, "utf-8")
    assert "kiframework pilot verdict bread -o form" in squeezed(kif("pilot", "check", "bread", "--lang", "en").out)
    assert "31 (2026-11-02)" in kif("pilot", "check", "bread", "--lang", "en").out


@pytest.mark.usefixtures("firm")
def test_a_team_with_consent_is_said_and_not_named(kif: Kif) -> None:
    FILE.write_text(UNTRIED.replace("team: {", "team: {consent: 2026-11-02, "), "utf-8")
    text = squeezed(kif("pilot", "check", "bread", "--lang", "en").out)
    assert "2 people · with the consent of all, 2026-11-02" in text
    assert "mean of 2 people assessed" in text
    assert "P-00" not in text
