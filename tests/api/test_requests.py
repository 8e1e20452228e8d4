"""The Python API: requests in, results out; nothing printed, no clock read."""

from __future__ import annotations

import datetime as dt
import gc
from typing import TYPE_CHECKING

import pytest
from tests.cli.workplace import OPEN, put, put_settings, skills
from tests.loading.samples import GARDEN, garden

from kiframework.api.assess import AssessRequest, assess, readiness_order, worse_or_equal
from kiframework.api.reports import read_branding
from kiframework.api.roles import find_role
from kiframework.api.roles_for import roles_for
from kiframework.api.setting import UnusableInputError, collector_paused, find_inputs, open_setting
from kiframework.api.show import show
from kiframework.diagnostics import Diagnostic, Location, in_order
from kiframework.errors import KiframeworkError, MissingExtraError
from kiframework.loading.files import Input
from kiframework.loading.workspace import LoadedWorkspace, load_workspace

if TYPE_CHECKING:
    from pathlib import Path

TODAY = dt.date(2026, 12, 1)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    put(tmp_path, garden=GARDEN, skills__a=skills("P-001"), skills__b=skills("P-002", levels=OPEN))
    return tmp_path


def request(place: Path, *paths: str, roles: tuple[str, ...] = ()) -> AssessRequest:
    chosen = tuple(str(place / path) for path in paths)
    return AssessRequest(chosen, TODAY, TODAY, str(place / "garden.yaml"), roles)


def test_people_are_assessed_without_a_word(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = assess(request(place, "skills"))
    assert [(one.person, one.readiness) for one in found.document.assessments] == [
        ("P-001", "fit"),
        ("P-002", "must-have-open"),
    ]
    assert (found.people, found.diagnostics) == (2, ())
    assert capsys.readouterr() == ("", "")


def test_progress_sees_every_file_once(place: Path) -> None:
    seen: list[str] = []

    def watch(files: object) -> object:
        for one in files:  # type: ignore[attr-defined] # a sequence of inputs
            seen.append(one.relative)
            yield one

    assess(request(place, "skills"), watch)  # type: ignore[arg-type] # a generator is an iterable
    assert seen == ["a.yaml", "b.yaml"]


def test_the_result_names_the_framework_it_was_made_with(place: Path) -> None:
    stamp = assess(request(place, "skills")).document.framework
    assert (stamp.id, stamp.version, stamp.sha256) == ("garden", "2.1.0", garden().sha256)


def test_an_unknown_role_ends_the_request(place: Path) -> None:
    with pytest.raises(KiframeworkError, match="no role 'boss'"):
        assess(request(place, "skills", roles=("helper", "boss")))


def test_a_role_named_twice_counts_once(place: Path) -> None:
    found = assess(request(place, "skills/a.yaml", roles=("helper", "helper")))
    assert [one.role for one in found.document.assessments] == ["helper"]


def test_readiness_runs_from_worst_to_best() -> None:
    assert readiness_order(garden()) == ["must-have-open", "not-assessable", "fresh", "growing", "fit"]
    assert worse_or_equal(garden(), "fresh") == {"must-have-open", "not-assessable", "fresh"}
    assert worse_or_equal(garden(), "must-have-open") == {"must-have-open"}
    with pytest.raises(KiframeworkError, match="no readiness code"):
        worse_or_equal(garden(), "fitt")


def test_a_role_is_found_by_its_id() -> None:
    assert find_role(garden(), "helper") == "helper"


@pytest.mark.parametrize(
    ("wanted", "kind"),
    [(None, "framework"), ("helper", "role"), ("digging", "competency"), ("soil", "pillar")],
)
def test_an_id_is_found_whatever_it_stands_for(place: Path, wanted: str | None, kind: str) -> None:
    assert show(wanted, str(place / "garden.yaml")).kind == kind


def test_roles_come_by_nearness(place: Path) -> None:
    found = roles_for("P-001", [str(place / "skills")], str(place / "garden.yaml"), TODAY, TODAY)
    assert [one.role for one in found.roles] == ["gardener", "helper"]
    near = [one.nearness for one in found.roles]
    assert all(one is not None for one in near)
    assert near[0] > near[1]  # type: ignore[operator] # none of them is None


# --- Settings and inputs ----------------------------------------------------------------------------------------------


def inputs(*paths: Path | str) -> list[str]:
    return [one.shown if isinstance(one, Input) else one.code for one in find_inputs([str(path) for path in paths])]


def test_a_workspace_says_where_its_skill_files_are(place: Path) -> None:
    put(place, ws__people__a=skills(), ws__skills__b=skills())
    put_settings(place / "ws", 'skills = "people"\n')
    assert inputs(place / "ws") == [f"{place}/ws/people/a.yaml"]


def test_a_folder_below_a_workspace_is_only_a_folder(place: Path) -> None:
    put_settings(place, "")
    assert inputs(place / "skills") == [f"{place}/skills/a.yaml", f"{place}/skills/b.yaml"]


def test_every_file_comes_once(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(place)
    assert inputs("skills", "skills/a.yaml", "./skills", "-", "-") == ["skills/a.yaml", "skills/b.yaml", "-"]
    assert len(inputs("skills", place / "skills", "skills/../skills")) == 2


def test_the_framework_of_the_workspace_counts_unless_another_is_chosen(place: Path) -> None:
    put(place, other=GARDEN.replace("id: garden\n", "id: other\n"))
    put_settings(place, 'framework = "garden.yaml"\n')
    assert open_setting([str(place / "skills")], None).framework.id == "garden"
    assert open_setting([str(place)], str(place / "other.yaml")).framework.id == "other"


def test_everything_wrong_with_a_framework_comes_with_the_error(place: Path) -> None:
    put(place, garden=GARDEN.replace("pillar: tools", "pillar: tool").replace("{level: 3}", "{level: 9}"))
    with pytest.raises(UnusableInputError, match="framework cannot be used") as caught:
        open_setting((), str(place / "garden.yaml"))
    assert [one.code for one in caught.value.diagnostics] == ["KIF201", "KIF208", "KIF205"]


def test_the_collector_runs_again_after_a_failure() -> None:
    def fail() -> None:
        with collector_paused():
            assert not gc.isenabled()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert gc.isenabled()


# --- Looks ------------------------------------------------------------------------------------------------------------


def settings_of(folder: Path, text: str) -> LoadedWorkspace:
    put_settings(folder, text)
    found = load_workspace(folder)
    assert isinstance(found, LoadedWorkspace)
    return found


@pytest.mark.parametrize(("lang", "expected"), [("de", "Vertraulich"), ("en", "Confidential"), ("fr", "Vertraulich")])
def test_the_line_on_the_cover_has_the_language_of_the_report(tmp_path: Path, lang: str, expected: str) -> None:
    workspace = settings_of(tmp_path, 'confidentiality = {de = "Vertraulich", en = "Confidential"}\n')
    assert read_branding(workspace, lang)["confidentiality"] == expected


def test_looks_may_all_be_missing(tmp_path: Path) -> None:
    assert not any(read_branding(settings_of(tmp_path, ""), "de").values())


def test_a_missing_template_folder_ends_the_run(tmp_path: Path) -> None:
    with pytest.raises(KiframeworkError, match="does not exist"):
        read_branding(settings_of(tmp_path, 'templates = "none"\n'), "de")


# --- Diagnostics and errors -------------------------------------------------------------------------------------------


def test_diagnostics_come_in_order_and_once() -> None:
    def at(path: str, line: int, code: str = "KIF010") -> Diagnostic:
        return Diagnostic(code, "x", Location(path, line, 1))

    found = in_order([at("b", 1), at("a", 10), at("a", 2), at("a", 2, "KIF005"), at("a", 2)])
    assert [(one.location.path, one.location.line, one.code) for one in found] == [
        ("a", 2, "KIF005"),
        ("a", 2, "KIF010"),
        ("a", 10, "KIF010"),
        ("b", 1, "KIF010"),
    ]


def test_a_place_is_written_as_editors_expect() -> None:
    assert str(Location("a.yaml", 3, 5)) == "a.yaml:3:5"
    assert str(Location("a.yaml")) == "a.yaml"


def test_a_missing_extra_comes_with_the_command_that_installs_it() -> None:
    error = MissingExtraError("excel", "Reading workbooks")
    assert (error.message, error.help) == ("Reading workbooks needs an extra.", 'pip install "kiframework[excel]"')
