"""Rules about the method, pilots and roadmaps: each finds what is marked, and passes what is honest."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.loading.samples import edited, places_of, unmarked
from tests.rules.company_cases import FRAMEWORK, METHOD, METHOD_CASES, PILOT, PILOT_CASES, ROADMAP, ROADMAP_CASES

from kiframework.diagnostics import Severity
from kiframework.loading.company import load_pilot, load_roadmap
from kiframework.loading.files import Input
from kiframework.loading.framework import load_framework
from kiframework.loading.method import load_method
from kiframework.rules.base import MethodContext, PilotContext, RoadmapContext
from kiframework.rules.method import check_method
from kiframework.rules.pilots import check_pilot, check_pilots
from kiframework.rules.roadmap import check_roadmap

if TYPE_CHECKING:
    from tests.rules.cases import Case

    from kiframework.diagnostics import Diagnostic, Places
    from kiframework.loading.single import LoadedFile
    from kiframework.model.framework import Framework
    from kiframework.model.method import Method
    from kiframework.model.pilot import Pilot
    from kiframework.model.roadmap import Roadmap

TODAY = dt.date(2026, 12, 1)
WARNINGS = {"KIF707", "KIF714", "KIF716", "KIF216", "KIF226"}


def marked(cases: dict[str, tuple[Case, ...]]) -> list[object]:
    return [pytest.param(code, one, id=f"{code} {one.name}") for code, several in cases.items() for one in several]


def bakery(folder: Path) -> tuple[Framework, Method]:
    """Return the framework of the bakery and its method."""
    (folder / "pilots").mkdir(exist_ok=True)
    (folder / "framework.yaml").write_text(FRAMEWORK, "utf-8")
    (folder / "pilots" / "method.yaml").write_text(METHOD, "utf-8")
    framework, method = load_framework(folder, "fw"), load_method(folder, "fw")
    assert (framework.diagnostics, method.diagnostics) == ((), ())
    assert framework.framework is not None
    assert method.method is not None
    return framework.framework, method.method


def of_method(folder: Path, text: str, *, complete: bool = True, today: dt.date = TODAY) -> list[Diagnostic]:
    framework, _ = bakery(folder)
    (folder / "pilots" / "method.yaml").write_text(text, "utf-8")
    loaded = load_method(folder, "fw")
    assert loaded.diagnostics == ()
    assert loaded.method is not None
    return list(check_method(loaded.method, loaded.source, MethodContext(framework, today), complete=complete))


def read_pilot(text: str, name: str = "a.yaml") -> LoadedFile[Pilot]:
    loaded = load_pilot(Input(Path(name), name, ""), lambda _path, _shown: text.encode())
    assert loaded.diagnostics == ()
    return loaded


def of_pilot(folder: Path, text: str) -> list[Diagnostic]:
    loaded = read_pilot(text)
    assert loaded.content is not None
    return list(check_pilot(loaded.content, loaded.source, PilotContext(*bakery(folder), TODAY)))


def read_roadmap(text: str) -> tuple[Roadmap, Places]:
    loaded = load_roadmap(Input(Path("r.yaml"), "r.yaml", ""), lambda _path, _shown: text.encode())
    assert loaded.diagnostics == ()
    assert loaded.content is not None
    return loaded.content, loaded.source


def of_roadmap(folder: Path, text: str) -> list[Diagnostic]:
    context = RoadmapContext(*bakery(folder), TODAY, frozenset({"bread"}))
    return list(check_roadmap(*read_roadmap(text), context))


def holds(found: list[Diagnostic], code: str, example: Case, places: list[tuple[int, int]]) -> None:
    own = [one for one in found if one.code == code]
    assert places_of(own) == sorted(places)
    assert all(example.says in f"{one.message} {one.help}" for one in own)
    assert {one.severity for one in own} <= {Severity.WARNING if code in WARNINGS else Severity.ERROR}


def test_the_samples_keep_every_rule(tmp_path: Path) -> None:
    assert of_method(tmp_path, METHOD) == []
    assert of_pilot(tmp_path, PILOT) == []
    assert of_roadmap(tmp_path, ROADMAP) == []


@pytest.mark.parametrize(("code", "example"), marked(METHOD_CASES))
def test_a_rule_about_the_method_finds_what_is_marked(tmp_path: Path, code: str, example: Case) -> None:
    text, places = unmarked(edited(METHOD, *example.edits))
    holds(of_method(tmp_path, text), code, example, places)


@pytest.mark.parametrize(("code", "example"), marked(PILOT_CASES))
def test_a_rule_about_pilots_finds_what_is_marked(tmp_path: Path, code: str, example: Case) -> None:
    text, places = unmarked(edited(PILOT, *example.edits))
    holds(of_pilot(tmp_path, text), code, example, places)


@pytest.mark.parametrize(("code", "example"), marked(ROADMAP_CASES))
def test_a_rule_about_roadmaps_finds_what_is_marked(tmp_path: Path, code: str, example: Case) -> None:
    text, places = unmarked(edited(ROADMAP, *example.edits))
    holds(of_roadmap(tmp_path, text), code, example, places)


def test_what_may_be_a_name_is_not_repeated(tmp_path: Path) -> None:
    pilot = of_pilot(tmp_path, PILOT.replace("approver: R-02", "approver: Erika Muster").replace("P-002", "Erika"))
    roadmap = of_roadmap(tmp_path, ROADMAP.replace("sponsor: R-01", "sponsor: Erika Muster").replace("P-001", "Erika"))
    assert [one.code for one in (*pilot, *roadmap)] == ["KIF705"] * 2 + ["KIF718"] * 2
    assert "Erika" not in "".join(f"{one.message} {one.help} {one.location.entry}" for one in (*pilot, *roadmap))


def test_texts_of_the_method_stand_in_every_language_of_the_framework(tmp_path: Path) -> None:
    text = METHOD.replace("title: {de: Brot, en: Bread}", "title: {de: Brot}")
    text = text.replace("source: {de: Kasse, en: till}", "source: {en: till}")
    assert [(one.code, one.message) for one in of_method(tmp_path, text)] == [
        ("KIF216", "The text in 'en' is missing."),
        ("KIF216", "The text in 'de' is missing."),
    ]


def test_a_reference_to_the_law_that_is_overdue_is_found(tmp_path: Path) -> None:
    (found,) = of_method(tmp_path, METHOD, today=dt.date(2027, 1, 1))
    assert (found.code, found.location.path) == ("KIF226", "fw/pilots/method.yaml")


def test_where_something_could_not_be_read_references_are_not_judged(tmp_path: Path) -> None:
    assert of_method(tmp_path, METHOD.replace("role: journeyman", "role: baker"), complete=False) == []


def test_a_circle_that_the_method_closes_alone_stands_at_the_start(tmp_path: Path) -> None:
    framework, method = bakery(tmp_path)
    phases = [one.model_copy(update={"after": ["scale"]}) if one.id == "scale" else one for one in method.phases]
    context = RoadmapContext(framework, method.model_copy(update={"phases": phases}), TODAY, frozenset({"bread"}))
    (found,) = check_roadmap(*read_roadmap(ROADMAP), context)
    assert (found.code, str(found.location)) == ("KIF712", "r.yaml:2:1")
    assert found.message == "A phase waits for itself: scale."


# --- Several pilots ---------------------------------------------------------------------------------------------------

OTHER = PILOT.replace("pilot: bread", "pilot: cake")
ENDED = ("decision: scale", "decision: change")


def beside_each_other(*texts: str) -> list[Diagnostic]:
    loaded = [read_pilot(text, f"{number}.yaml") for number, text in enumerate(texts)]
    return list(check_pilots([(one.content, one.source) for one in loaded if one.content is not None]))


def test_there_is_one_active_first_pilot() -> None:
    (found,) = beside_each_other(edited(PILOT, ENDED), edited(OTHER, ENDED))
    assert (found.code, str(found.location)) == ("KIF706", "1.yaml:15:1")
    assert found.message == "Another pilot is the first one already."
    assert [str(place) for _, place in found.related] == ["0.yaml:15:1"]


def test_after_a_verdict_to_scale_or_to_stop_another_one_may_follow() -> None:
    assert beside_each_other(PILOT, edited(OTHER, ENDED)) == []
    assert beside_each_other(edited(PILOT, ("decision: scale", "decision: stop")), edited(OTHER, ENDED)) == []


def test_two_pilots_of_one_id_are_found() -> None:
    (found,) = beside_each_other(PILOT, PILOT)
    assert (found.code, found.message, str(found.location)) == ("KIF706", "There are two pilots 'bread'.", "1.yaml:1:8")
