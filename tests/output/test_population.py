"""The report on a population says what is counted, and hides what would tell of few."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from tests.output.samples import framework

from kiframework.loading.bulk.summary import load_summary
from kiframework.model.assessment import FrameworkStamp
from kiframework.model.population import Bin, CodeCount, FigureSummary, Population, RolePopulation
from kiframework.model.team import ShareStep
from kiframework.output.bulk.histogram import Step, histogram
from kiframework.output.bulk.summary_json import render_population_json
from kiframework.output.documents import Documents, Edition

if TYPE_CHECKING:
    from pathlib import Path

    from kiframework.output.edition import Form

STAMP = FrameworkStamp("ki-mittelstand", "1.0.0", "0" * 64)
DAY = dt.date(2026, 12, 1)
CODES = ("must-have-open", "not-assessable", "starting", "developing", "ready-with-support", "ready")
LOWEST, HIGHEST = ShareStep(Fraction(0), Fraction(1, 5)), ShareStep(Fraction(4, 5), Fraction(1))


def role(name: str = "lead-generator", **changes: object) -> RolePopulation:
    figure = FigureSummary(Fraction(785, 1000), HIGHEST, (Bin(0, 70, 1200), Bin(70, 100, 98_800)))
    fields: dict[str, object] = {
        "role": name,
        "readiness": tuple(
            CodeCount(code, count, HIGHEST if code == "ready" else LOWEST)
            for code, count in zip(CODES, (9000, 700, None, None, 300, 89_950), strict=True)
        ),
        "provisional": CodeCount("provisional", None, LOWEST),
        "score": figure,
        "coverage": FigureSummary(None, HIGHEST, (Bin(0, 100, 100_000),)),
        "pillars": (("grundlagen", figure), ("sicherheit", FigureSummary(None, None, ()))),
        "gaps": (CodeCount("data-protection", 4321, LOWEST), CodeCount("eu-ai-act", None, HIGHEST)),
    }
    return RolePopulation(**fields | changes)  # type: ignore[arg-type]


def population(*roles: RolePopulation, people: int | None = 100_000) -> Population:
    return Population(STAMP, DAY, "levels", 5, people, 17, roles)


def page(found: Population, form: Form = "md", lang: str = "en") -> str:
    return Documents(Edition(framework(), STAMP, DAY, lang, "aggregate")).population(found, form)


@pytest.mark.parametrize(("lang", "number", "hidden"), [("en", "89,950", "hidden"), ("de", "89.950", "verborgen")])
@pytest.mark.parametrize("form", ["html", "md"])
def test_counts_stand_as_they_are_or_are_called_hidden(form: Form, lang: str, number: str, hidden: str) -> None:
    text = page(population(role()), form, lang)
    assert number in text
    assert hidden in text
    assert "None" not in text


def test_the_headline_holds_the_baseline_against_its_target() -> None:
    assert page(population(role(), role("belegschaft-basis"))).startswith("# The baseline target of 80% is reached")
    low = tuple(CodeCount(code, None, LOWEST) for code in CODES)
    text = page(population(role("belegschaft-basis", readiness=low)))
    assert text.startswith("# The baseline target of 80% is not reached yet")


def test_without_the_baseline_the_best_role_leads() -> None:
    low = tuple(CodeCount(code, None, LOWEST) for code in CODES)
    text = page(population(role("ki-trainer", readiness=low), role()))
    assert text.startswith("# In the profile Lead generator, 80 to 100% are ready")


def test_what_has_no_mean_shows_its_step_or_that_it_is_hidden_or_not_asked_for() -> None:
    rows = [line for line in page(population(role())).splitlines() if line.startswith("| Lead generator |")]
    assert "| 78.5% | 78.5% | – | hidden | – | 80–100% |" in rows[1]


def test_too_few_people_get_no_figures_in_either_form() -> None:
    for form in ("html", "md"):
        text = page(population(people=None), form)
        assert "The group is too small for an overview" in text
        assert "Lead generator" not in text


def test_rows_left_out_stand_on_the_cover() -> None:
    assert "| Rows left out | 17 |" in page(population(role()))


def test_a_summary_that_was_written_is_read_as_it_was(tmp_path: Path) -> None:
    found = population(role(), role("ki-trainer"))
    path = tmp_path / "summary.json"
    path.write_bytes(render_population_json(found))
    assert load_summary(path, "summary.json") == found


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"schema_version": 2}', '{"schema_version": 1}', "{"])
def test_what_is_no_summary_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "summary.json"
    path.write_text(text, "utf-8")
    found = load_summary(path, "summary.json")
    assert str(getattr(found, "message", "")) == "This is no summary that this version has written."


def test_areas_of_bars_are_numbers_of_people() -> None:
    half = Fraction(1, 2)
    chart = histogram("c", "t", "d", [Step(0, 80, half), Step(80, 100, half), Step(90, 100, None)], None)
    heights = [float(part.split("v-")[1].split("h")[0]) for part in chart.split('class="c-solid" d="')[1:]]
    assert heights == [24.0, 96.0]
    assert chart.count("stroke-dasharray") == 1
