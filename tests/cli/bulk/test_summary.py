"""``kiframework bulk summary``: the report on a result."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.cli.bulk.tables import people, put
from tests.cli.workplace import GARDEN

if TYPE_CHECKING:
    from tests.cli.conftest import Kif


@pytest.fixture
def result(kif: Kif) -> Path:
    """Return the result of 300 people."""
    assert kif("bulk", "score", put(people(300), "people.parquet"), *GARDEN, "-o", "result").code == 0
    return Path("result")


def test_the_terminal_shows_what_score_showed(kif: Kif, result: Path) -> None:
    scored = kif("bulk", "score", "people.parquet", *GARDEN, "-o", "other", "--lang", "en")
    shown = kif("bulk", "summary", result, *GARDEN, "--lang", "en")
    assert (shown.code, shown.out, shown.err) == (0, scored.out, "")


def test_the_summary_alone_is_enough(kif: Kif, result: Path) -> None:
    shutil.rmtree(result / "scores")
    found = kif("bulk", "summary", result / "summary.json", *GARDEN, "--format", "md", "--lang", "en")
    assert found.code == 0
    assert found.out.startswith("# ")
    assert "P-0" not in found.out


def test_reports_are_written_in_both_forms_and_never_over_others(kif: Kif, result: Path) -> None:
    wish = ("bulk", "summary", result, *GARDEN, "--format", "html", "--format", "md", "-o", "report")
    assert kif(*wish).err == "Written to report: population.html, population.md.\n"
    before = Path("report/population.html").read_bytes()
    assert kif(*wish).code == 2
    assert kif(*wish, "--force").code == 0
    assert Path("report/population.html").read_bytes() == before
    assert kif("bulk", "summary", result, *GARDEN, "-o", "short").err == "Written to short: population.html.\n"


def test_another_framework_is_refused(kif: Kif, result: Path) -> None:
    found = kif("bulk", "summary", result)
    assert found.code == 2
    assert "made with another framework: garden 2.1.0, not ki-mittelstand" in found.err


@pytest.mark.parametrize("name", ["gone", ".", "garden.yaml"])
def test_what_is_no_result_is_named(kif: Kif, name: str) -> None:
    found = kif("bulk", "summary", name, *GARDEN)
    assert found.code == 2
    assert "error: There is no result to report on." in found.err
