"""What the command hands to the engines, and what it shows meanwhile."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import Progress
from tests.cli.bulk.tables import people, put
from tests.cli.workplace import GARDEN

from kiframework.cli import bulk_progress
from kiframework.cli.bulk_progress import Bars, watch

if TYPE_CHECKING:
    import pytest
    from tests.cli.conftest import Kif


def test_a_job_for_spark_gets_all_that_was_wished_for(kif: Kif, monkeypatch: pytest.MonkeyPatch) -> None:
    from kiframework.api.bulk import request, score
    from kiframework.api.spark import job
    from kiframework.output.bulk.parts import PART_FORMS

    asked: list[Any] = []

    def score_here(wish: Any, summarise: Any) -> Any:
        asked.append(wish)
        local = request.BulkRequest(wish.inputs, place / "local", wish.day, wish.today, wish.framework, wish.roles)
        return score.score_population(local, PART_FORMS["csv"], summarise)

    from pathlib import Path

    place = Path.cwd()
    monkeypatch.setattr(job, "score_on_spark", score_here)
    put(people(20), "people.parquet")
    wish = ("--role", "helper", "--format", "csv", "--on-error", "skip", "--force", "--date", "2026-11-30")
    found = kif("bulk", "score", "people.parquet", *GARDEN, *wish, "-o", "hdfs://host/result", "--engine", "spark")
    assert (found.code, "Written to hdfs://host/result: 20 rows for 20 people." in found.err) == (0, True)
    first = asked[0]
    assert (first.master, first.output, first.form) == ("local[*]", "hdfs://host/result", "csv")
    assert (first.on_error, first.force, first.roles, str(first.day)) == ("skip", True, ("helper",), "2026-11-30")
    named = ("-o", "other", "--engine", "spark", "--master", "spark://host:7077")
    assert kif("bulk", "score", "people.parquet", *GARDEN, *named).code == 2, "the local result is in the way"
    assert asked[1].master == "spark://host:7077"


def test_bars_are_for_terminals(monkeypatch: pytest.MonkeyPatch) -> None:
    assert watch() is None
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert isinstance(watch(), Bars)


def test_a_bar_tells_stage_share_and_rate(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    seconds = iter(range(10_000))

    def progress(*columns: Any, **_: Any) -> Progress:
        console = Console(file=screen, force_terminal=True, width=100, color_system=None)
        return Progress(*columns, console=console, auto_refresh=False, get_time=lambda: float(next(seconds)))

    monkeypatch.setattr(bulk_progress, "Progress", progress)
    with Bars().stage("Scoring", 4000) as advance:
        advance(0)
        advance(1000)
        advance(1000)
    shown = screen.getvalue()
    assert "Scoring" in shown
    assert " 50%" in shown
    assert "rows/s" in shown
