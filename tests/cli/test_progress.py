"""``kiframework progress``: of one person for that person, of a group what tells of nobody."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.cli.workplace import GARDEN as FRAMEWORK
from tests.cli.workplace import put
from tests.loading.samples import GARDEN

if TYPE_CHECKING:
    from tests.cli.conftest import Kif

DATES = ("--at", "2026-01-01", "--at", "2026-12-01")


def rated(person: str, early: int, late: int) -> str:
    rounds = "".join(
        f"- {{source: boss, date: {day}, levels: {{digging: {level}, composting: {level}, pruning: {level}}}}}\n"
        for day, level in (("2025-12-20", early), ("2026-11-20", late))
    )
    return f"person: {person}\nrole: gardener\nratings:\n{rounds}"


@pytest.fixture
def people(place: Path) -> Path:
    put(place / "people", **{f"P-{number:03}": rated(f"P-{number:03}", 1, 3) for number in range(1, 7)})
    return place


@pytest.mark.usefixtures("people")
def test_one_person_sees_everything(kif: Kif) -> None:
    found = kif("progress", "people/P-001.yaml", *FRAMEWORK, *DATES, "--lang", "en")
    assert found.code == 0
    assert "P-001, Gardener: levels at each date" in found.out
    assert "2026-01-01: must-have open · 2026-12-01: fit" in found.out
    assert "Digging 2 ! 1 3" in " ".join(found.out.split())


@pytest.mark.usefixtures("people")
def test_a_group_is_a_group(kif: Kif) -> None:
    found = kif("progress", "people", *FRAMEWORK, *DATES, "--lang", "en")
    assert "P-0" not in found.out
    assert "Ready: 2026-01-01: 0–20% · 2026-12-01: 80–100%" in found.out
    assert "Digging 6 1.0 3.0" in " ".join(found.out.split())
    few = kif("progress", "people/P-001.yaml", "people/P-002.yaml", *FRAMEWORK, *DATES, "--lang", "en")
    assert "From 5 people on" in few.out
    assert "Digging" not in few.out


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize("path", ["people", "people/P-001.yaml"])
def test_all_forms_are_written(kif: Kif, path: str) -> None:
    formats = [word for form in ("html", "md", "json") for word in ("--format", form)]
    assert kif("progress", path, *FRAMEWORK, *DATES, *formats, "-o", "out", "--lang", "en").code == 0
    document = json.loads(Path("out/progress.json").read_text("utf-8"))
    assert document["dates"] == ["2026-01-01", "2026-12-01"]
    if path == "people":
        assert "P-0" not in Path("out/progress.json").read_text("utf-8")
        assert document["competencies"][0] == {"competency": "digging", "people": 6, "means": [1.0, 3.0]}
    else:
        assert document["roles"][0]["competencies"][0]["levels"] == [1.0, 3.0]
    page = Path("out/progress.html").read_text("utf-8")
    assert ("P-001" in page) is path.endswith(".yaml")
    assert "2026-12-01" in Path("out/progress.md").read_text("utf-8")


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("people", "--at", "2026-01-01"), "Progress needs two dates at least."),
        (("people", "--at", "2026-01-01", "--at", "2026-01-01"), "Progress needs two dates at least."),
        (("people", "--at", "gestern", "--at", "2026-01-01"), "'gestern' is not a date."),
        (("nowhere", *DATES), "Nobody could be assessed."),
        (("people", *DATES, "--role", "boss"), "The framework has no role 'boss'."),
    ],
)
def test_what_cannot_be_shown_is_said(kif: Kif, arguments: tuple[str, ...], message: str) -> None:
    found = kif("progress", *arguments, *FRAMEWORK)
    assert found.code == 2
    assert message in found.err


@pytest.mark.usefixtures("people")
def test_ratings_of_before_are_understood_in_terms_of_today(kif: Kif) -> None:
    retired = "retired: {competencies: {digging: {since: 3.0.0, replaced_by: spading}}}\nroles:\n"
    text = GARDEN.replace("digging", "spading").replace("roles:\n", retired, 1)
    Path("new.yaml").write_text(text.replace('version: "2.1.0"', 'version: "3.0.0"'), "utf-8")
    before = Path("people/P-001.yaml").read_bytes()
    for path in ("people", "people/P-001.yaml"):
        found = kif("progress", path, "--framework", "new.yaml", *DATES, "--lang", "en")
        assert (found.code, found.err) == (0, "")
        line = next(line for line in found.out.splitlines() if "Digging" in line)
        assert line.split()[-2:] in (["1.0", "3.0"], ["1", "3"])
    assert Path("people/P-001.yaml").read_bytes() == before, "nothing is written"
    wrong = kif("assess", "people/P-001.yaml", "--framework", "new.yaml")
    assert "'digging' has gone with version 3.0.0." in wrong.err
    assert "kiframework migrate" in wrong.err


@pytest.mark.usefixtures("people")
def test_files_with_errors_are_left_out(kif: Kif) -> None:
    put(Path("people"), **{"P-009": "person: P-009\nrole: boss\n"})
    found = kif("progress", "people", *FRAMEWORK, *DATES, "--lang", "en")
    assert found.code == 2
    assert "Left out: everybody whose files have errors." in found.err
    assert "Ready: " in found.out
