"""``kiframework curriculum``: who learns what, with whom, and when."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest
import vobject
from tests.cli.workplace import files_below, put_settings, start
from tests.rules.content_cases import BAKERY
from tests.rules.training_cases import TRAINING

from kiframework.planning import choice

if TYPE_CHECKING:
    from tests.cli.conftest import Kif

ALL = {"weighing": 2, "kneading": 3, "baking": 2}
NOTHING = dict.fromkeys(ALL, 0)
BUNDLE = "baseline: {module: weighing-basics, expected_pass: 85 %, weeks: 7}\n"


def put_person(name: str, levels: dict[str, int], role: str = "journeyman") -> None:
    rated = ", ".join(f"{competency}: {level}" for competency, level in levels.items())
    Path("skills").mkdir(exist_ok=True)
    Path(f"skills/{name}.yaml").write_text(
        f"person: {name}\nrole: {role}\nratings:\n- {{source: master, date: 2026-11-20, levels: {{{rated}}}}}\n",
        "utf-8",
    )


@pytest.fixture
def bakery(place: Path) -> Path:
    """Return a workspace with the bakery's framework, its catalogue, and seven people who can do nothing yet."""
    (place / "fw" / "training").mkdir(parents=True)
    (place / "fw" / "framework.yaml").write_text(BAKERY, "utf-8")
    (place / "fw" / "training" / "catalogue.yaml").write_text(TRAINING, "utf-8")
    put_settings(
        place,
        'framework = "fw"\nworks_council = {state = "none"}\n[training]\nrooms = ["Backstube"]\n'
        "trainer_hour = 100\ntrainers = {T-01 = []}\n",
    )
    for number in range(1, 8):
        put_person(f"P-00{number}", NOTHING)
    return place


def table(text: str) -> list[list[str]]:
    """Return the rows of the first table, their cells apart."""
    lines = text.split("─\n", 1)[1].split("\n\n", 1)[0].splitlines()
    return [line.split("   ") for line in (line.strip() for line in lines) if line]


@pytest.mark.usefixtures("bakery")
def test_groups_come_with_dates_and_numbers_of_people_only(kif: Kif) -> None:
    found = kif("curriculum", "--lang", "en")
    assert (found.code, found.err) == (0, "")
    assert "5 groups" in found.out.replace("\n", " ") or "groups" in found.out
    assert "Everything fits; nothing was cut." in found.out
    assert "Weighing" in found.out
    assert "P-00" not in found.out
    assert "2 December 2026" in found.out


@pytest.mark.usefixtures("bakery")
def test_one_person_sees_a_path_with_reasons(kif: Kif) -> None:
    found = kif("curriculum", "skills/P-001.yaml", "--lang", "en")
    assert found.code == 0
    assert "Path of P-001" in found.out
    assert "Kneading to level 3 (Journeyman, must-have)" in " ".join(found.out.split())
    assert "must-have open" in found.out


@pytest.mark.usefixtures("bakery")
def test_what_does_not_fit_is_named_with_what_everything_would_take(kif: Kif) -> None:
    found = kif("curriculum", "--lang", "en", "--trainer-hours", "5")
    text = " ".join(found.out.split())
    assert "This is the best plan" in text
    assert "Everything together would take: " in text
    assert "Not planned" in text
    assert "(must-haves among them)" in text


@pytest.mark.parametrize(
    ("limits", "takes"),
    [
        pytest.param(("--trainer-hours", "0"), "2 trainer hours", id="trainer hours"),
        pytest.param(("--hours", "1"), "6 learning hours a person", id="hours"),
        pytest.param(("--budget", "10"), "EUR 200", id="money"),
        pytest.param(
            ("--hours", "1", "--trainer-hours", "1"), "2 trainer hours · 6 learning hours a person", id="both"
        ),
    ],
)
def test_where_nothing_fits_the_nearest_plan_is_named(
    kif: Kif, bakery: Path, limits: tuple[str, ...], takes: str
) -> None:
    found = " ".join(kif("curriculum", "--lang", "en", *limits).out.split())
    assert "Within these limits nothing takes place." in found
    assert f"The nearest plan that can be held takes {takes}. It closes " in found
    assert "7 people, 2 December 2026" in found
    forms = ("--format", "json", "--format", "md", "-o", "plan")
    assert kif("curriculum", "--lang", "en", *limits, *forms).code == 0
    plan = json.loads((bakery / "plan/curriculum.json").read_text("utf-8"))
    assert plan["nearest"]["groups"] == [{"id": "weighing-basics-1", "module": "weighing-basics", "people": 7}]
    assert "The nearest plan that can be held" in (bakery / "plan/curriculum.md").read_text("utf-8")


@pytest.mark.usefixtures("bakery")
def test_without_the_solver_the_plan_says_that_it_may_not_be_the_best(
    kif: Kif, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(choice, "SOLVER", "no_such_package")
    assert 'pip install "kiframework[curriculum]"' in kif("curriculum", "--lang", "en", "--hours", "8").out


@pytest.mark.usefixtures("bakery")
def test_an_amount_that_may_be_read_in_two_ways_is_refused(kif: Kif) -> None:
    assert "--budget 3.000 may be read in two ways." in kif("curriculum", "--budget", "3.000").err


@pytest.mark.usefixtures("bakery")
def test_readiness_of_few_is_hidden(kif: Kif) -> None:
    for number in (1, 2):
        put_person(f"P-00{number}", ALL)
    rows = kif("curriculum", "--lang", "en").out.split("What the plan does to readiness")[1]
    assert "n < 5" in rows
    assert " 2 " not in rows.split("People are counted")[0]


@pytest.mark.usefixtures("bakery")
def test_a_first_day_in_the_past_is_moved(kif: Kif) -> None:
    found = kif("curriculum", "--from", "2026-11-02", "--until", "2026-11-20", "--lang", "en")
    assert found.code == 0
    assert "note: 2026-11-02 is past; the plan begins on 2026-12-02 at the earliest" in found.err
    assert "note: 2026-11-20 lies before the first day, 2026-12-02; the plan has no end" in found.err


@pytest.mark.usefixtures("bakery")
def test_holidays_and_working_days_are_kept(kif: Kif) -> None:
    options = ("--from", "2026-12-24", "--holidays", "by", "--working-days", "thu-fri,wed", "--format", "json")
    plan = json.loads(kif("curriculum", *options).out)
    days = {meeting["date"] for meeting in plan["meetings"]}
    assert min(days) == "2026-12-24"
    assert not days & {"2026-12-25", "2027-01-01", "2027-01-06"}, "Christmas, New Year, Epiphany"
    assert "2026-12-31" in days


@pytest.mark.usefixtures("bakery")
def test_a_period_that_is_too_short_cuts_the_plan(kif: Kif) -> None:
    plan = json.loads(kif("curriculum", "--until", "2026-12-02", "--format", "json").out)
    assert plan["choice"]["method"] == "optimal"
    assert {meeting["date"] for meeting in plan["meetings"]} == {"2026-12-02"}
    obstacles = {step["obstacle"] for one in plan["people"] for step in one["modules"] if not step["taken"]}
    assert obstacles == {"time"}
    assert plan["wanted"]["sessions"] > plan["demand"]["sessions"]


def test_the_baseline_has_its_arithmetic(kif: Kif, bakery: Path) -> None:
    (bakery / "fw" / "training" / "catalogue.yaml").write_text(BUNDLE + TRAINING, "utf-8")
    (bakery / "fw" / "framework.yaml").write_text(
        BAKERY + "targets:\n- id: all\n  kind: share-ready\n  title: {de: Alle, en: All}\n"
        "  meaning: {de: Alle., en: All.}\n  role: apprentice\n  value: 80 %\n  months: 2\n",
        "utf-8",
    )
    text = " ".join(kif("curriculum", "--role", "apprentice", "--lang", "en").out.split())
    assert "80% of 7 people are 6; 0 are ready, 6 are missing." in text
    assert "If 85% pass, 7 are to be trained, 8 in a group at most; groups: 1." in text
    assert "The goal is out of reach; 5 people can be." in text
    for number, days in ((1, "until: 2026-12-31"), (2, "until: 2027-06-30"), (8, "since: 2027-01-01")):
        put_person(f"P-00{number}", NOTHING)
        path = Path(f"skills/P-00{number}.yaml")
        roles = f"roles: [{{role: apprentice, {days}}}]"
        path.write_text(path.read_text("utf-8").replace("role: journeyman", roles), "utf-8")
    text = " ".join(kif("curriculum", "--role", "apprentice", "--lang", "en").out.split())
    assert "Joining until the check: 1, leaving: 1." in text


def test_files_hold_needs_and_calendars_are_read_by_others(kif: Kif, bakery: Path) -> None:
    found = kif("curriculum", "--format", "csv", "--format", "ics", "-o", "plan", "--lang", "en")
    assert found.code == 0
    written = files_below(bakery / "plan")
    assert {"sessions.csv", "people/P-001.ics", "trainers/T-01.ics"} <= written.keys()
    rows = list(csv.DictReader(io.StringIO(written["sessions.csv"].decode("utf-8-sig"))))
    assert rows[0].keys() == {
        "group", "module", "title", "session", "date", "start", "minutes", "trainer", "room", "person",
        "attended", "learning",
    }  # fmt: skip
    own = [row for row in rows if row["person"] == "P-001"]
    calendar = vobject.readOne(written["people/P-001.ics"].decode())
    events = list(calendar.vevent_list)
    assert len(events) == len(own)
    for event, row in zip(events, own, strict=True):
        start = event.dtstart.value
        assert (f"{start:%Y-%m-%d}", f"{start:%H:%M}") == (row["date"], row["start"])
        assert start.utcoffset().total_seconds() == 3600, "Berlin in winter"
        assert event.summary.value == row["title"]
        assert event.uid.value == f"{row['group']}-{row['session']}@bakery.kiframework"
    assert max(map(len, written["people/P-001.ics"].splitlines())) <= 75
    words = written["people/P-001.ics"]
    assert b"METHOD" not in words, "what is published by a method has to name an organiser"
    assert b"COMMENT" not in words, "no property of a time zone to readers such as libical"


def test_a_later_plan_moves_entries_instead_of_doubling_them(kif: Kif, bakery: Path) -> None:
    def entry(*options: str) -> dict[str, str]:
        assert kif("curriculum", *options, "--format", "ics", "-o", "plan", "--force").code == 0
        event = vobject.readOne((bakery / "plan/people/P-001.ics").read_text("utf-8")).vevent
        return {name: str(getattr(event, name).value) for name in ("uid", "sequence", "dtstart")}

    first, again, later = entry("--date", "2026-11-30"), entry("--date", "2026-11-30"), entry("--from", "2027-01-11")
    assert first == again
    assert first["uid"] == later["uid"]
    assert int(later["sequence"]) == int(first["sequence"]) + 1
    assert later["dtstart"] > first["dtstart"]


def entries(path: Path) -> dict[str, tuple[str, int, str]]:
    """Return id -> status, sequence and begin of the entries of a calendar."""
    events = vobject.readOne(path.read_text("utf-8")).vevent_list
    return {
        one.uid.value: (one.status.value, int(one.sequence.value), f"{one.dtstart.value:%Y-%m-%d}") for one in events
    }


def test_what_falls_away_is_cancelled_and_the_rest_moves(kif: Kif, bakery: Path) -> None:
    forms = ("--format", "ics", "--format", "json")
    assert kif("curriculum", "--max-group", "3", *forms, "-o", "old").code == 0
    put_person("P-001", ALL)  # has learned it elsewhere
    put_settings(
        bakery,
        'framework = "fw"\nworks_council = {state = "none"}\n[training]\nrooms = ["R"]\ntrainers = {T-02 = []}\n',
    )
    again = ("--max-group", "3", "--replaces", "old/curriculum.json", *forms, "-o", "new")
    assert kif("curriculum", *again).code == 0
    old, new = (json.loads((bakery / name / "curriculum.json").read_text("utf-8")) for name in ("old", "new"))
    assert new["revision"] == old["revision"] + 1, "on the same day too"
    before, gone = entries(bakery / "old/people/P-001.ics"), entries(bakery / "new/people/P-001.ics")
    assert {status for status, _, _ in before.values()} == {"CONFIRMED"}
    assert gone == {uid: ("CANCELLED", new["revision"], day) for uid, (_, _, day) in before.items()}
    assert {status for status, _, _ in entries(bakery / "new/trainers/T-01.ics").values()} == {"CANCELLED"}
    assert {status for status, _, _ in entries(bakery / "new/trainers/T-02.ics").values()} == {"CONFIRMED"}
    stays = entries(bakery / "new/people/P-007.ics")
    assert stays.keys() == entries(bakery / "old/people/P-007.ics").keys(), "the same group, the same ids"
    assert {status for status, _, _ in stays.values()} == {"CONFIRMED"}


def test_what_is_over_or_recorded_is_not_cancelled(kif: Kif, bakery: Path) -> None:
    assert kif("curriculum", "skills/P-001.yaml", "--format", "json", "-o", "old").code == 0
    old = json.loads((bakery / "old/curriculum.json").read_text("utf-8"))
    first, *others = old["meetings"]
    (bakery / "records").mkdir()
    (bakery / "records" / "recorded.yaml").write_text(
        f"group: {others[0]['group']}\nmodule: {others[0]['group'].rpartition('-')[0]}\ncatalogue: 1.0.0\n"
        "sessions: [{session: 1, date: 2026-12-01, present: [P-001]}]\n",
        "utf-8",
    )
    put_person("P-001", ALL)
    again = ("--replaces", "old/curriculum.json", "--date", first["date"], "--format", "ics", "-o", "new")
    assert kif("curriculum", "skills/P-001.yaml", *again).code == 0
    uids = {uid.partition("@")[0].rpartition("-")[0] for uid in entries(bakery / "new/people/P-001.ics")}
    assert uids == {one["group"] for one in others[1:]} - {first["group"], others[0]["group"]}


def test_groups_that_were_held_keep_their_names_to_themselves(kif: Kif, bakery: Path) -> None:
    (bakery / "records").mkdir()
    (bakery / "records" / "weighing-basics-1.yaml").write_text(
        "group: weighing-basics-1\nmodule: weighing-basics\ncatalogue: 1.0.0\n"
        "sessions: [{session: 1, date: 2026-11-30, present: [P-001, P-002]}]\n",
        "utf-8",
    )
    found = kif("curriculum", "--format", "json")
    names = {one["id"] for one in json.loads(found.out)["groups"]}
    assert "weighing-basics-1" not in names
    assert "weighing-basics-2" in names
    assert "note: 2 place(s) are for people who took part before" in found.err
    (bakery / "records" / "other.yaml").write_text("group: [\n", "utf-8")
    assert "problem(s) in records: groups in these files may get their names again" in kif("curriculum").err


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param(None, "old.json cannot be read: No such file or directory.", id="missing"),
        pytest.param("person: P-001\n", "old.json is no plan for training: its first line", id="YAML"),
        pytest.param("{}", "old.json is no plan for training: framework is not", id="another document"),
        pytest.param(
            '{"framework": {"id": "other"}, "revision": 1, "groups": [], "meetings": []}',
            "old.json is a plan for the framework 'other'.",
            id="another framework",
        ),
        pytest.param(
            '{"framework": {"id": "bakery"}, "revision": 1, "groups": [{"id": 1}], "meetings": []}',
            "groups.0.id is not as it was written.",
            id="changed",
        ),
    ],
)
def test_only_a_plan_can_be_replaced(kif: Kif, bakery: Path, text: str | None, says: str) -> None:
    if text is not None:
        (bakery / "old.json").write_text(text, "utf-8")
    found = kif("curriculum", "--replaces", "old.json")
    assert found.code == 2
    assert says in found.err
    assert "name the curriculum.json of the plan that is replaced" in found.err


@pytest.mark.usefixtures("bakery")
@pytest.mark.parametrize("limits", [(), ("--trainer-hours", "0"), ("--until", "2026-12-02"), ("--role", "apprentice")])
def test_the_schema_describes_every_field_of_a_plan(kif: Kif, limits: tuple[str, ...]) -> None:
    schema = json.loads(kif("schema", "curriculum").out)
    jsonschema.Draft202012Validator.check_schema(schema)
    plan = json.loads(kif("curriculum", *limits, "--format", "json").out)
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    assert list(validator.iter_errors(plan)) == []
    assert list(validator.iter_errors({**plan, "more": 1}))


@pytest.mark.usefixtures("bakery")
def test_a_plan_is_the_same_bytes_every_time(bakery: Path) -> None:
    runs = [start("curriculum", "--format", "json", "--trainer-hours", "5", cwd=bakery) for _ in range(2)]
    assert runs[0].stdout == runs[1].stdout
    assert json.loads(runs[0].stdout)["choice"]["method"] == "optimal", "the solver prints nothing of its own"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        pytest.param(("--hours", "12,5"), "write it with a point, such as 37.5", id="comma"),
        pytest.param(("--budget", "-1"), "--budget -1 is no number.", id="negative"),
        pytest.param(("--working-days", "mo"), "--working-days mo names no days.", id="weekday"),
        pytest.param(("--holidays", "Bayern"), "'Bayern' is no German state.", id="state"),
        pytest.param(("--until", "1.3.2027"), "'1.3.2027' is not a date.", id="date"),
        pytest.param(
            ("--framework", "garden.yaml"), "The framework garden.yaml has no catalogue of training.", id="none"
        ),
    ],
)
@pytest.mark.usefixtures("bakery")
def test_impossible_options_are_answered(kif: Kif, options: tuple[str, ...], says: str) -> None:
    found = kif("curriculum", *options)
    assert found.code == 2
    assert says in found.err + found.out


def test_a_budget_needs_prices(kif: Kif, bakery: Path) -> None:
    put_settings(bakery, 'framework = "fw"\n')
    found = kif("curriculum", "--budget", "100")
    assert found.code == 2
    assert "A budget needs prices, and 4 module(s) have none." in found.err
    assert "note: one trainer and one room" in kif("curriculum").err


def test_a_trainer_holds_modules_that_exist(kif: Kif, bakery: Path) -> None:
    put_settings(bakery, 'framework = "fw"\n[training]\ntrainers = {T-01 = ["weighing-basic"]}\n')
    found = kif("curriculum")
    assert found.code == 2
    assert "T-01 holds 'weighing-basic', which is no module of the catalogue." in found.err
    assert "weighing-basics" in found.err


def test_modules_that_nobody_holds_are_named(kif: Kif, bakery: Path) -> None:
    settings = 'framework = "fw"\n[training]\nrooms = ["R"]\ntrainers = {T-01 = ["baking-basics"]}\n'
    put_settings(bakery, settings)
    text = " ".join(kif("curriculum", "--lang", "en").out.split())
    assert "3 modules have no trainer. Who holds what stands below [training]" in text
    assert "7 people (must-haves among them, nobody holds it, or one before it)" in text


def test_a_catalogue_with_mistakes_is_not_planned_with(kif: Kif, bakery: Path) -> None:
    (bakery / "fw/training/catalogue.yaml").write_text(
        TRAINING.replace("competency: weighing", "competency: wing"), "utf-8"
    )
    found = kif("curriculum")
    assert found.code == 2
    assert "KIF240" in found.err
    assert "error: The catalogue of training cannot be used." in found.err


@pytest.mark.parametrize("option", ["--from", "--until"])
@pytest.mark.usefixtures("bakery")
def test_days_beyond_all_plans_are_refused(kif: Kif, option: str) -> None:
    found = kif("curriculum", option, "9999-12-31")
    assert found.code == 2
    assert "9999-12-31 lies more than 10 years ahead." in found.err


def test_several_people_without_a_word_on_the_works_council_get_a_note(kif: Kif, bakery: Path) -> None:
    put_settings(bakery, 'framework = "fw"\n')
    assert "nothing is said about the works council" in kif("curriculum").err


def test_firms_keep_their_calendar_entries_apart(kif: Kif, bakery: Path) -> None:
    put_settings(bakery, 'framework = "fw"\ncompany = "Müller & Söhne"\n')
    assert kif("curriculum", "skills/P-001.yaml", "--format", "ics", "-o", "plan").code == 0
    calendar = vobject.readOne((bakery / "plan/people/P-001.ics").read_text("utf-8"))
    assert calendar.vevent.uid.value.endswith("@m-ller-s-hne.kiframework")


@pytest.mark.usefixtures("bakery")
def test_pages_and_sheets_are_written_for_everybody(kif: Kif, bakery: Path) -> None:
    assert kif("curriculum", "--format", "html", "--format", "md", "-o", "plan", "--lang", "en").code == 0
    written = files_below(bakery / "plan")
    plan = written["curriculum.md"].decode()
    assert "P-00" not in plan
    assert "must\\-have open" in plan or "must-have open" in plan
    path = written["people/P-001.md"].decode()
    assert "What we agree on" in path
    assert "Kneading to level 3 (must\\-have)" in path or "Kneading to level 3 (must-have)" in path
    trainer = written["groups/weighing-basics-1-trainer.md"].decode()
    assert "P-001" in trainer
    assert "level" not in trainer.split("## Purpose")[0].replace("higher level", ""), "needs, no levels"
    assert "P-001" not in written["groups/weighing-basics-1-learner.md"].decode()


def test_names_stand_on_pages_and_nowhere_else(kif: Kif, bakery: Path) -> None:
    (bakery / "names.yaml").write_text("P-001: Example Name\n", "utf-8")
    forms = [part for form in ("html", "json", "csv", "ics") for part in ("--format", form)]
    assert kif("curriculum", "--names", "names.yaml", *forms, "-o", "plan").code == 0
    named = {name for name, content in files_below(bakery / "plan").items() if b"Example Name" in content}
    assert named
    assert all(name.endswith(("-trainer.html", "P-001.html")) for name in named)


@pytest.mark.usefixtures("bakery")
def test_a_small_group_shows_no_readiness(kif: Kif) -> None:
    found = kif("curriculum", "skills/P-001.yaml", "skills/P-002.yaml", "--lang", "en")
    assert "From 5 people on only" in found.out
    assert "must-have open" not in found.out


@pytest.mark.usefixtures("bakery")
def test_files_that_are_broken_are_left_out_and_said(kif: Kif) -> None:
    Path("skills/P-009.yaml").write_text("person: P-009\nrole: nobody\n", "utf-8")
    found = kif("curriculum", "--lang", "en")
    assert found.code == 2
    assert "Left out: 1 file(s) with errors; the plan is for everybody else." in found.err
    assert "groups" in found.out
