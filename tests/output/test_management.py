"""The page for the management is measured so that it fits; its small charts and references are exact."""

from __future__ import annotations

import datetime as dt
import re
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cli.workplace import MUSTERWERK

from kiframework.api.management import input_places
from kiframework.api.pilots import PilotsRequest
from kiframework.api.roadmap import run_roadmap
from kiframework.cli.documents import edition_of
from kiframework.output.charts import shortened, wrapped
from kiframework.output.documents import Documents
from kiframework.output.management import ManagementWords, management_view
from kiframework.output.management.parts import Block, Ref, Row, Trace, named
from kiframework.output.management.room import BLOCKS, WIDTHS, block_height, fitting, row_height
from kiframework.output.management.track import track
from kiframework.output.pilot_words import PilotWords
from kiframework.output.roadmap_view import RoadmapWords
from kiframework.output.sheet import Column

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kiframework.diagnostics import Places
    from kiframework.output.management.parts import ManagementView

DAY = dt.date(2026, 11, 28)
LONG = "Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung"


@pytest.fixture(scope="module", params=["de", "en"])
def made(request: pytest.FixtureRequest) -> tuple[ManagementView, Mapping[str, Places]]:
    run = run_roadmap(PilotsRequest(str(MUSTERWERK), DAY, DAY))
    wording = Documents(edition_of(run.setting, DAY, request.param, "aggregate")).wording
    roadmap = RoadmapWords(PilotWords(wording, run.standing.method, run.standing.pilots), run.standing)
    return management_view(ManagementWords(roadmap, run.team, "command")), input_places(run, None)


def traces(view: ManagementView) -> list[Trace]:
    rows = [*view.head, *(row for block in view.blocks for row in block.rows)]
    return [trace for row in rows for trace in row.traces] + [trace for block in view.blocks for trace in block.traces]


def test_every_reference_leads_to_the_value_itself_and_not_to_something_above_it(
    made: tuple[ManagementView, Mapping[str, Places]],
) -> None:
    view, places = made
    refs = {ref for trace in traces(view) for ref in trace.refs if ref.document != "skills"}
    assert len(refs) > 50
    for ref in refs:
        found = places[ref.document].value(ref.path)
        assert len(found.entry.split("/")) == len(ref.path) or not ref.path, (ref, found)


def test_marks_are_unique_and_begin_with_that_of_their_block(
    made: tuple[ManagementView, Mapping[str, Places]],
) -> None:
    view, _ = made
    marks = [*(row.mark for row in view.head), *(one.mark for one in view.blocks)]
    for block in view.blocks:
        own = [row.mark for row in block.rows]
        assert all(mark.startswith(block.mark) for mark in own)
        marks += own
    assert len(set(marks)) == len(marks)


def test_each_row_has_as_many_cells_as_its_block_has_columns_and_widths(
    made: tuple[ManagementView, Mapping[str, Places]],
) -> None:
    view, _ = made
    for block in view.blocks:
        assert {len(row.cells) for row in block.rows} == {len(block.columns)} == {len(WIDTHS[block.id])}
        assert sum(WIDTHS[block.id]) < BLOCKS[block.id]


# --- Room -------------------------------------------------------------------------------------------------------------


def row(*cells: str) -> Row:
    return Row("E1", cells)


GOAL = ("Kurz", "1", "2", "3", "31.12.2026", "auf Kurs")


def test_a_row_is_as_high_as_its_highest_cell() -> None:
    assert row_height("goals", row(*GOAL)) == 21
    assert row_height("goals", row(f"{LONG} {LONG}", *GOAL[1:])) > 21 + 16
    assert row_height("goals", row(*GOAL[:-1], "noch nicht gemessen")) == 21 + 16


def test_a_block_is_as_high_as_its_headline_rows_and_note() -> None:
    columns = tuple(Column(str(number)) for number in range(6))
    block = Block("E", "goals", "Ziele", "Alles gut", columns, (row(*GOAL), row(*GOAL)))
    plain = block_height(block)
    assert block_height(block._replace(headline=f"{LONG} {LONG} {LONG}")) > plain
    assert block_height(block._replace(note="3 weitere")) == plain + 18
    assert block_height(block._replace(rows=())) == plain - 3 * 21


def test_goals_are_kept_as_long_as_there_is_room() -> None:
    rows = tuple(row(*GOAL) for _ in range(20))
    columns = [Column("Kopf")] * 6
    assert fitting(columns, rows, 0) == ()
    few, more = fitting(columns, rows, 250), fitting(columns, rows, 271)
    assert rows[: len(few)] == few
    assert len(more) == len(few) + 1
    assert fitting([Column("Erwartet heute")] * 6, rows, 250) == few[:-1]
    assert fitting(columns, rows, 10_000) == rows


@given(st.text(max_size=120), st.integers(40, 300), st.integers(1, 3))
def test_a_shortened_text_fits_and_is_a_beginning(text: str, width: int, lines: int) -> None:
    short = shortened(text, width, lines)
    assert len(wrapped(short, width)) <= lines
    assert short == text or text.startswith(short.removesuffix("…").rstrip())


def test_only_texts_that_do_not_fit_are_shortened() -> None:
    assert shortened("Datenschutz", 100, 1) == "Datenschutz"
    assert shortened(LONG, 100, 1).endswith("…")
    assert shortened(LONG * 200, 100, 2).endswith("…")
    assert shortened("Datenschutz", 1, 1) == "…"


# --- Small charts -----------------------------------------------------------------------------------------------------


def stretch(svg: str) -> tuple[str, float, float]:
    name, left, right = re.findall(r'class="(c-[a-z]+)" d="M([\d.]+) 3H([\d.]+)v', svg)[0]
    return name, float(left), float(right)


def test_a_stretch_begins_and_ends_where_its_figures_are() -> None:
    assert stretch(track(Fraction(3, 5), Fraction(4, 5), None)) == ("c-solid", 120, 160)
    assert stretch(track(0, Fraction(1, 4), None, "late")) == ("c-late", 0, 50)


def test_nothing_at_all_is_still_seen() -> None:
    assert stretch(track(0, 0, None)) == ("c-solid", 0, 1)


@pytest.mark.parametrize(("line", "x"), [(Fraction(4, 5), "160.0"), (0, "1.0"), (1, "199.0")])
def test_the_line_stays_on_the_track(line: Fraction, x: str) -> None:
    assert f'd="M{x} 0V16"' in track(0, 1, line)
    assert "c-goal" not in track(0, 1, None)


def test_a_name_is_traced_if_it_has_a_number() -> None:
    ref = Ref("roadmap", ("goals", "x", "title"))
    assert named("Anfragen 4.0", "so benannt", ref) == (Trace("Anfragen 4.0", "so benannt", (ref,)),)
    assert named("Anfragen", "so benannt", ref) == ()
