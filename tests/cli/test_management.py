"""The page for the management: what it says, and that every number on it leads to its inputs."""

from __future__ import annotations

import re
import shutil
from collections import defaultdict
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from tests.cli.workplace import MUSTERWERK, ROOT, put, put_settings, start

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.cli.conftest import Kif

DAY = ("--date", "2026-11-28")
_NUMBER = re.compile(r"\d+(?:[.,:/]\d+)*")
_VOID = {"meta", "link", "img", "br", "input"}


def blanks(text: str) -> str:
    """Return a text with plain blanks."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def numbers(text: str) -> set[str]:
    return set(_NUMBER.findall(text))


class Page(HTMLParser):
    """Collects what a page says by mark; text outside of any mark goes to the empty one."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.said: dict[str, str] = defaultdict(str)
        self._open: list[tuple[str, str, bool]] = [("", "", False)]
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            return
        given = dict(attrs)
        _, mark, is_hidden = self._open[-1]
        hides = tag in {"style", "title", "code"} or given.get("class") == "mark"
        self._open.append((tag, given.get("data-mark") or mark, is_hidden or hides))

    def handle_endtag(self, tag: str) -> None:
        while self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        _, mark, is_hidden = self._open[-1]
        if not is_hidden:
            self.said[mark] += f" {data}"


@dataclass
class Explained:
    """What an explanation says of a mark."""

    title: str
    figures: list[tuple[str, str]] = field(default_factory=list)
    """Figure and terms."""
    places: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Figure -> places of its inputs."""


def explained(text: str) -> dict[str, Explained]:
    found: dict[str, Explained] = {}
    mark = ""
    for line in text.splitlines():
        head = re.match(r"([A-G]\d*)  (.*)", line)
        if head:
            mark = head[1]
            found[mark] = Explained(head[2])
        elif line.startswith(" " * 8):
            found[mark].places[found[mark].figures[-1][0]].append(line.strip())
        elif line.startswith(" " * 4):
            figure, terms = line.strip().split("  = ", 1)
            found[mark].figures.append((figure, terms))
    return found


def made(kif: Kif, workspace: Path, lang: str = "de") -> tuple[str, str, dict[str, Explained]]:
    """Return the page, the same in Markdown, and its explanation."""
    page = kif("report", "management", workspace, *DAY, "--lang", lang, "--format", "html")
    text = kif("report", "management", workspace, *DAY, "--lang", lang, "--format", "md")
    way = kif("report", "management", workspace, *DAY, "--lang", lang, "--explain")
    assert (page.code, text.code, way.code) == (0, 0, 0)
    return page.out, text.out, explained(way.out)


def unexplained(page: str, way: Mapping[str, Explained]) -> dict[str, set[str]]:
    """Return the numbers of a page that are missing under their mark."""
    found = {}
    for mark, text in Page(page).said.items():
        known = numbers(" ".join(figure for figure, _ in way[mark].figures)) if mark in way else set()
        missing = numbers(text) - known
        if missing:
            found[mark] = missing
    return found


@pytest.fixture
def firm(place: Path) -> Path:
    """Return a copy of the sample company, to be changed."""
    shutil.copytree(MUSTERWERK, place / "firm")
    return place / "firm"


def changed(path: Path, change: Callable[[dict], object]) -> None:  # type: ignore[type-arg]
    data = yaml.safe_load(path.read_text("utf-8"))
    change(data)
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")


# --- Every number -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["de", "en"])
def test_every_number_on_the_page_stands_in_the_explanation_under_its_mark(kif: Kif, lang: str) -> None:
    page, text, way = made(kif, MUSTERWERK, lang)
    said = Page(page).said
    assert len(numbers(" ".join(said.values()))) > 40, "the page has numbers"
    assert unexplained(page, way) == {}
    everything = " ".join(figure for one in way.values() for figure, _ in one.figures)
    marks = set(re.findall(r"\d+", " ".join(way)))
    without_command = re.sub(r"^    kiframework .*$", "", text, flags=re.MULTILINE)
    assert numbers(without_command.replace("\\", "")) - numbers(everything) - marks == set()


def test_a_number_without_a_way_would_be_found() -> None:
    page = '<p data-mark="A">2 von 7</p><p>3</p><code>9</code><style>1</style>'
    way = {"A": Explained("", [("2", "so viele")])}
    assert unexplained(page, way) == {"A": {"7"}, "": {"3"}}


def test_all_marks_of_the_page_are_explained_and_no_others(kif: Kif) -> None:
    page, _, way = made(kif, MUSTERWERK)
    assert set(re.findall(r'data-mark="(\w+)"', page)) == set(way)
    assert set(re.findall(r'class="mark">(\w+)<', page)) == set(way)


def test_every_place_is_a_line_that_there_is(kif: Kif) -> None:
    _, _, way = made(kif, MUSTERWERK)
    places = [place for one in way.values() for group in one.places.values() for place in group]
    assert len(places) > 60
    for place in places:
        name, _, rest = place.partition(":")
        path = Path(re.sub("^built-in/", f"{ROOT}/framework/", name))
        if path.is_dir():
            assert path.name == "skills"
            continue
        line, column = map(int, rest.split(":"))
        assert path.read_text("utf-8").splitlines()[line - 1][column - 1 :].strip(), place


@pytest.mark.parametrize(
    ("mark", "figure", "written"),
    [
        ("B1", "80 %", "80 %"),
        ("C1", "R-07", "R-07"),
        ("E1", "80 %", "80 %"),
        ("E2", "40 %", "40 %"),
        ("E2", "8 %", "8 %"),
        ("E2", "29.01.2027", "2027-01-29"),
        ("E6", "19,5", "19.5"),
        ("E6", "8", "8"),
        ("F2", "12", "4"),
        ("F2", "6,80952", "85.1190"),
        ("F3", "12", "12"),
        ("F3", "18", "18"),
        ("F3", "29. Januar 2027", "2027-01-29"),
        ("F5", "R-03", "R-03"),
        ("G1", "20.000.000 EUR", "20000000"),
        ("G1", "0,5 %", "0.5 %"),
        ("G2", "18.400 EUR", "18400"),
        ("G3", "1.800 EUR", "1800"),
        ("G4", "11.232 EUR", "48"),
    ],
)
def test_the_first_place_of_a_figure_holds_its_input(kif: Kif, mark: str, figure: str, written: str) -> None:
    _, _, way = made(kif, MUSTERWERK)
    wanted = figure.replace("29. Januar 2027", "29.01.2027")
    places = {blanks(key): found for key, found in way[mark].places.items()}
    name, line, column = places[wanted][0].split(":")
    path = Path(re.sub("^built-in/", f"{ROOT}/framework/", name))
    assert path.read_text("utf-8").splitlines()[int(line) - 1][int(column) - 1 :].startswith(written)


def test_the_page_names_the_command_that_explains_it(kif: Kif, firm: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page, _, way = made(kif, firm)
    command = " ".join(re.sub(r"<[^>]+>", "", re.findall(r"<code>(.*?)</code>", page)[0]).split())
    assert command == "kiframework report management --date 2026-11-28 --explain"
    monkeypatch.chdir(firm)
    again = explained(kif(*command.split()[1:]).out)
    assert {mark: one.figures for mark, one in again.items()} == {mark: one.figures for mark, one in way.items()}


def test_the_command_keeps_language_and_framework(kif: Kif) -> None:
    folder = ROOT / "framework"
    outcome = kif("report", "management", MUSTERWERK, *DAY, "--lang", "en", "--framework", folder)
    assert "--lang en" in outcome.out
    assert f"--framework {folder}" in " ".join(outcome.out.split())


def test_what_a_pilot_takes_from_its_template_leads_there(kif: Kif, place: Path, firm: Path) -> None:
    framework = place / "own"
    shutil.copytree(ROOT / "framework", framework)
    template = framework / "pilots" / "templates" / "lead-qualification.yaml"
    changed(template, lambda data: data["lead-qualification"]["title"].update(de="Anfragen 4.0"))
    wish = ("report", "management", firm, *DAY, "--framework", framework)
    page, way = kif(*wish, "--format", "html").out, explained(kif(*wish, "--explain").out)
    assert "Anfragen 4.0: bedingt" in page
    assert way["F"].places["Anfragen 4.0"][0].startswith("own/pilots/templates/lead-qualification.yaml:")
    changed(firm / "pilots" / "lead-qualification.yaml", lambda data: data.update(title="Anfragen 5.0"))
    own = explained(kif(*wish, "--explain").out)["F"].places["Anfragen 5.0"]
    assert own[0].startswith("firm/pilots/lead-qualification.yaml:")


def test_numbers_in_names_lead_to_the_names(kif: Kif, firm: Path) -> None:
    changed(firm / "roadmap.yaml", lambda data: data["goals"]["response"].update(title="Antwort in 7 Stunden bis 2031"))
    changed(firm / "pilots" / "lead-qualification.yaml", lambda data: data.update(title="Anfragen 4.0", owner="R-0815"))
    page, _, way = made(kif, firm)
    assert "Antwort in 7 Stunden bis 2031" in page
    assert unexplained(page, way) == {}


def test_amounts_with_cents_are_shown_in_euros_and_explained_in_cents(kif: Kif, firm: Path) -> None:
    changed(firm / "roadmap.yaml", lambda data: data["revenue"].update(amount=19999950))
    page, _, way = made(kif, firm)
    assert unexplained(page, way) == {}
    figure, terms = way["G1"].figures[0]
    assert blanks(figure) == "100.000 EUR"
    assert "gerundet aus 99.999,75 EUR" in terms


# --- What it says -----------------------------------------------------------------------------------------------------


def headline(kif: Kif, workspace: Path, day: str = "2026-11-28") -> str:
    return blanks(kif("report", "management", workspace, "--date", day, "--lang", "de").out.splitlines()[0])


def test_the_headline_is_the_worst_there_is(kif: Kif, firm: Path) -> None:
    roadmap, pilot = firm / "roadmap.yaml", firm / "pilots" / "lead-qualification.yaml"
    assert headline(kif, firm) == "Pilot ist blockiert: 2 von 6 Toren sind nicht geklärt"
    changed(roadmap, lambda data: [one.pop("goals") for one in data["phases"].values()])
    settled = {"state": "met", "person": "R-05", "date": "2026-11-20", "reason": "geklärt"}
    changed(pilot, lambda data: data["gates"].update({"data-protection": settled, "must-haves": settled}))
    changed(roadmap, lambda data: data["budget"]["items"][0].update(planned=30000))
    assert headline(kif, firm) == "Geplant ist um 9.500 EUR mehr, als der Rahmen hergibt"
    changed(roadmap, lambda data: data["budget"]["items"][0].update(planned=6500))
    changed(roadmap, lambda data: data["goals"]["response"].update(due="2026-11-20"))
    assert headline(kif, firm) == "Ein Ziel ist verfehlt: Anfragen schneller beantworten"
    changed(roadmap, lambda data: data["goals"]["time-saved"].update(due="2026-11-20"))
    assert headline(kif, firm) == "2 Ziele sind verfehlt"
    changed(roadmap, lambda data: [data["goals"].pop(name) for name in ("response", "time-saved")])
    assert headline(kif, firm) == "Ein Ziel ist gefährdet: Belegschaft im Basisprofil einsatzbereit"
    changed(roadmap, lambda data: data["goals"].pop("baseline"))
    assert headline(kif, firm) == "Kein Ziel ist gefährdet, keine Phase blockiert"
    changed(roadmap, lambda data: data.pop("goals"))
    assert headline(kif, firm) == "Noch ist kein Ziel verabredet"
    changed(roadmap, lambda data: data.update(start="2027-01-04"))
    assert headline(kif, firm) == "Das Projekt beginnt am 04.01.2027"


def test_a_phase_without_a_pilot_waits_for_one(kif: Kif, firm: Path) -> None:
    for file in (firm / "pilots").iterdir():
        changed(file, lambda data: data.pop("chosen", None))
    assert headline(kif, firm) == "Pilot ist blockiert: kein Pilot ist gewählt"
    page, _, way = made(kif, firm)
    assert "Noch ist kein Pilot gewählt; vorn liegt: Anfragen vorqualifizieren" in page
    assert unexplained(page, way) == {}


def test_a_verdict_stands_in_the_block_of_the_pilot(kif: Kif, firm: Path) -> None:
    verdict = {
        "date": "2026-11-27", "person": "R-01", "decision": "scale", "value": 21, "incidents": 0, "proposals": 240,
        "overridden": 12, "cost": 11000, "feedback": "gut", "behaviour": "anders", "reason": "Ziel erreicht",
    }  # fmt: skip
    settled = {"state": "met", "person": "R-05", "date": "2026-11-01", "reason": "geklärt"}
    gates = ("ai-act", "data-protection", "works-council", "security", "approval", "must-haves")
    changed(
        firm / "pilots" / "lead-qualification.yaml",
        lambda data: data.update(
            chosen={"person": "R-01", "date": "2026-11-02"},
            begun="2026-11-02",
            verdicts=[verdict],
            gates=dict.fromkeys(gates, settled),
        ),
    )
    page, _, way = made(kif, firm)
    assert "zuletzt 21" in page
    assert "Anfragen vorqualifizieren: skalieren" in page
    assert "skalieren am 27.11.2026" in page
    assert "begonnen am 02.11.2026" in page
    assert unexplained(page, way) == {}


def test_money_is_judged_against_ceiling_and_plan(kif: Kif, firm: Path) -> None:
    roadmap = firm / "roadmap.yaml"
    changed(roadmap, lambda data: data["budget"]["items"][0].update(actual=90000))
    page, _, way = made(kif, firm)
    assert "Ausgegeben ist um 17.400 EUR mehr als geplant" in blanks(page)
    assert unexplained(page, way) == {}
    changed(roadmap, lambda data: data["budget"].update(ceiling=40000))
    page, _, way = made(kif, firm)
    assert "Mehr geplant als ihr Anteil" in page
    assert way["G1"].figures[0][1] == "vom Betrieb festgelegt"
    assert unexplained(page, way) == {}


def test_dates_that_were_set_lead_to_the_roadmap(kif: Kif, firm: Path) -> None:
    def change(data: dict) -> None:  # type: ignore[type-arg]
        data["target_date"] = "2027-12-17"
        data["phases"]["pilot"].update(begin="2026-11-09", end="2027-02-26")
        data["goals"]["budget"].update(target="1 %", start="2026-10-05")

    changed(firm / "roadmap.yaml", change)
    page, _, way = made(kif, firm)
    assert unexplained(page, way) == {}
    assert [places[0].split(":")[0] for places in way["D3"].places.values()] == ["firm/roadmap.yaml"] * 2


def test_phases_that_move_say_so(kif: Kif, firm: Path) -> None:
    changed(firm / "roadmap.yaml", lambda data: data["phases"]["check"].update(end="2027-03-31"))
    changed(firm / "roadmap.yaml", lambda data: data["phases"]["pilot"].update(after=["check"]))
    _, _, way = made(kif, firm)
    assert any("verschoben durch eine andere Phase" in terms for _, terms in way["D3"].figures)


def test_when_all_phases_are_done_the_page_says_so(kif: Kif, place: Path, firm: Path) -> None:
    framework = place / "own"
    shutil.copytree(ROOT / "framework", framework)
    ends = {"check": "coverage", "train": "sponsor", "pilot": "pilot-chosen", "scale": "sponsor"}
    changed(
        framework / "pilots" / "method.yaml",
        lambda data: [one.update(exit=[ends[one["id"]]]) for one in data["phases"]],
    )
    changed(firm / "roadmap.yaml", lambda data: data.pop("goals"))
    changed(firm / "roadmap.yaml", lambda data: [one.pop("goals") for one in data["phases"].values()])
    wish = ("report", "management", firm, *DAY, "--framework", framework)
    outcome = kif(*wish)
    assert outcome.out.splitlines()[0] == "Alle Phasen sind abgeschlossen"
    assert "Fahrplan: Alle Phasen sind abgeschlossen" in outcome.out
    assert "Zurzeit steht keine Entscheidung an" in outcome.out
    assert unexplained(kif(*wish, "--format", "html").out, explained(kif(*wish, "--explain").out)) == {}


def test_a_pilot_without_marks_and_aim_says_so(kif: Kif, firm: Path) -> None:
    def change(data: dict) -> None:  # type: ignore[type-arg]
        for key in ("marks", "aim", "owner"):
            del data[key]

    changed(firm / "pilots" / "lead-qualification.yaml", change)
    page, _, way = made(kif, firm)
    said = Page(page).said
    assert "noch nicht bewertet" in said["F2"]
    assert "noch nicht verabredet" in said["F3"]
    assert "noch niemand benannt" in said["F5"]
    assert unexplained(page, way) == {}


def test_words_of_a_company_stay_words(kif: Kif, firm: Path) -> None:
    evil = "<img src=x onerror=alert(1)> | *fett* \u202eumgekehrt"
    changed(firm / "roadmap.yaml", lambda data: data["goals"]["response"].update(title=evil, due="2026-11-20"))
    changed(firm / "pilots" / "lead-qualification.yaml", lambda data: data.update(title=evil))
    page, text, _ = made(kif, firm)
    assert "<img" not in page
    assert "&lt;img" in page
    assert r"\<img" in text
    assert r"\|" in text
    way = kif("report", "management", firm, *DAY, "--explain").out
    assert "\u202e" not in way


# --- What is missing --------------------------------------------------------------------------------------------------


def test_without_a_roadmap_a_message_says_how_to_begin(kif: Kif, place: Path) -> None:
    put_settings(place / "firm", "")
    outcome = kif("report", "management", "firm")
    assert outcome.code == 2
    assert "There is no roadmap" in outcome.err
    assert "start: 2027-01-04" in outcome.err


@pytest.mark.parametrize("lang", ["de", "en"])
def test_a_page_on_nothing_says_what_is_missing(kif: Kif, place: Path, lang: str) -> None:
    put_settings(place / "firm", 'works_council = {state = "none"}\n')
    put(place, firm__roadmap="start: 2027-01-04\n")
    page, text, way = made(kif, Path("firm"), lang)
    assert unexplained(page, way) == {}
    words = {
        "de": ("Weniger als 5 Personen", "Noch ist kein Ziel", "Noch gibt es keinen Piloten", "Ohne Umsatz"),
        "en": ("Fewer than 5 people", "No goal is agreed", "There is no pilot yet", "Without revenue"),
    }[lang]
    for word in words:
        assert word in page
        assert word in text
    assert kif("report", "management", "firm", "--lang", lang).code == 0


def test_few_people_show_neither_shares_nor_their_number_nor_hours(kif: Kif, firm: Path) -> None:
    for file in sorted((firm / "skills").iterdir())[4:]:
        file.unlink()
    shutil.rmtree(firm / "records")
    outcome = kif("report", "management", firm, *DAY, "--format", "html")
    said = Page(outcome.out).said
    assert "n < 5" in said["B1"]
    people = " ".join(text for mark, text in said.items() if mark.startswith("B"))
    assert numbers(people) <= {"5", "80"}
    assert "Stunden" not in " ".join(text for mark, text in said.items() if mark.startswith("G"))
    way = kif("report", "management", firm, *DAY, "--explain").out
    assert not re.search(r"\b4 (Personen|Beurteil)", way)


def test_files_with_errors_are_counted_and_end_with_2(kif: Kif, firm: Path) -> None:
    put(firm / "skills", broken="person: [\n")
    outcome = kif("report", "management", firm, *DAY, "--format", "html")
    assert outcome.code == 2
    assert "Left out: 1 skill file(s)" in outcome.err
    assert "Fehlerhafte Dateien" in outcome.out
    way = explained(kif("report", "management", firm, *DAY, "--explain").out)
    assert unexplained(outcome.out, way) == {}


def test_a_framework_without_a_baseline_shows_the_levels_reached(kif: Kif, place: Path) -> None:
    framework = place / "own"
    shutil.copytree(ROOT / "framework", framework)
    top = framework / "framework.yaml"
    text = top.read_text("utf-8")
    top.write_text(re.sub(r"^baseline: .*\n", "", text, flags=re.MULTILINE), "utf-8")
    firm = place / "firm"
    shutil.copytree(MUSTERWERK, firm, ignore=shutil.ignore_patterns("records"))
    changed(firm / "roadmap.yaml", lambda data: data["goals"].pop("baseline"))
    changed(firm / "roadmap.yaml", lambda data: [one.update(goals=[]) for one in data["phases"].values()])
    outcome = kif("report", "management", firm, *DAY, "--framework", framework, "--format", "html")
    assert outcome.code == 0, outcome.err
    assert "der Anforderungen sind erreicht" in outcome.out
    way = kif("report", "management", firm, *DAY, "--framework", framework, "--explain")
    assert unexplained(outcome.out, explained(way.out)) == {}
    assert "own/pilots/method.yaml" in way.out


# --- Handing over -----------------------------------------------------------------------------------------------------


def test_files_and_explanation_come_in_one_run(kif: Kif) -> None:
    outcome = kif(
        "report", "management", MUSTERWERK, *DAY, "--format", "html", "--format", "md", "-o", "page", "--explain"
    )
    assert outcome.code == 0
    assert sorted(path.name for path in Path("page").iterdir()) == ["management.html", "management.md"]
    assert outcome.out.startswith("Bericht an die Geschäftsleitung")


def test_explanation_and_page_do_not_share_standard_output(kif: Kif) -> None:
    outcome = kif("report", "management", MUSTERWERK, "--format", "md", "--explain")
    assert outcome.code == 2
    assert "add -o DIR" in outcome.err


def test_nothing_is_overwritten_without_force(kif: Kif) -> None:
    wish = ("report", "management", MUSTERWERK, *DAY, "-o", "page")
    assert kif(*wish).code == 0
    assert kif(*wish).code == 2
    assert kif(*wish, "--force").code == 0


def test_the_page_is_the_same_whatever_stands_around_it(tmp_path: Path) -> None:
    wish = ("report", "management", ".", *DAY, "--format", "html", "--format", "md")
    copy = tmp_path / "anders" / "müsterwerk"
    shutil.copytree(MUSTERWERK, copy)
    start(*wish, "-o", tmp_path / "one", cwd=MUSTERWERK, PYTHONHASHSEED="0")
    other = {"LC_ALL": "C", "PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati", "SOURCE_DATE_EPOCH": "1796947200"}
    start(*wish, "-o", tmp_path / "two", cwd=copy, **other)
    for name in ("management.html", "management.md"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
