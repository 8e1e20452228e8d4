from __future__ import annotations

import re
from fractions import Fraction
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiframework.output import charts

LABEL_WIDTH = charts.LABEL_END - charts.LABEL_START
HALF = Fraction(1, 2)


def mark(label: str = "Datenschutz", level: Fraction | None = HALF, status: str = "gap", **more: int) -> charts.Mark:
    return charts.Mark(label, bool(more.get("must")), more.get("required", 3), level, status, "0,5")


def root(svg: str) -> ET.Element:
    return ET.fromstring(svg)


def texts(svg: str) -> list[str]:
    return [node.text or "" for node in root(svg).iter("text")]


def dumbbell(*marks: charts.Mark, highest: int = 4) -> str:
    return charts.dumbbell("levels", "Titel & <Name>", "Kurz", marks, highest)


def panels(*bars: charts.IntervalBar) -> list[charts.Panel]:
    return [charts.Panel(bars, [charts.Limit(Fraction(7, 10), "70 %"), charts.Limit(Fraction(71, 100), "71 %")])]


def test_a_chart_names_and_describes_itself() -> None:
    svg = root(dumbbell(mark()))
    assert svg.get("role") == "img"
    named = {node.get("id"): node.text for node in svg if node.tag in {"title", "desc"}}
    assert (svg.get("aria-labelledby") or "").split() == list(named)
    assert list(named.values()) == ["Titel & <Name>", "Kurz"]
    assert svg.get("viewBox") == f"0 0 {svg.get('width')} {svg.get('height')}"


def test_coordinates_carry_one_decimal_at_most() -> None:
    svg = dumbbell(mark(level=Fraction(17, 7)))
    svg += charts.interval_bars("bars", "t", "s", panels(charts.IntervalBar("x", Fraction(1, 3), HALF, HALF, "1")))
    drawn = " ".join(re.findall(r' (?:d|x|y|transform)="([^"]*)"', svg))
    assert not re.search(r"\.\d\d", drawn)


def test_shape_and_not_only_colour_tells_the_status() -> None:
    shapes = set()
    for status in ("met", "near", "gap"):
        (dot,) = [
            node for node in root(dumbbell(mark(status=status))).iter("path") if node.get("class") == f"f-{status}"
        ]
        shapes.add(re.sub(r"[-\d. ]+", " ", dot.get("d") or ""))
    assert len(shapes) == 3


def test_what_is_not_rated_has_a_dotted_line_and_no_dot() -> None:
    svg = root(dumbbell(mark(level=None, status="missing")))
    classes = [node.get("class") for node in svg.iter("path")]
    assert not [name for name in classes if name and name.startswith("f-")]
    (line,) = [node for node in svg.iter("path") if node.get("class") == "t-missing"]
    assert line.get("stroke-dasharray")


def test_a_must_have_is_marked() -> None:
    plain, must = dumbbell(mark()), dumbbell(mark(must=1))
    assert must.count("<path") == plain.count("<path") + 1


def test_levels_lie_where_the_scale_says() -> None:
    svg = root(dumbbell(mark(level=Fraction(3), status="met", required=3)))
    ticks = {node.text: node.get("x") for node in svg.iter("text") if node.get("text-anchor") == "middle"}
    (goal,) = [node for node in svg.iter("path") if node.get("class") == "c-goal"]
    assert (goal.get("d") or "").startswith(f"M{ticks['3']} ")


@pytest.mark.parametrize("highest", [1, 4, 7, 100])
def test_any_scale_fits(highest: int) -> None:
    svg = dumbbell(mark(level=Fraction(highest), status="met", required=highest), highest=highest)
    ticks = [float(node.get("x") or 0) for node in root(svg).iter("text") if node.get("text-anchor") == "middle"]
    assert len(ticks) <= 9 + 1
    assert charts.STRIP_START <= min(ticks) <= max(ticks) <= charts.STRIP_END


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=300))
def test_labels_wrap_and_lose_nothing(label: str) -> None:
    lines = charts.wrapped(label)
    assert all(charts.text_width(line.removesuffix("-"), 12.0) <= LABEL_WIDTH for line in lines)
    kept, given_ = ("".join(text.split()).replace("-", "") for text in ("".join(lines), label))
    assert kept == given_


def test_compounds_break_behind_their_hyphens() -> None:
    assert charts.wrapped("Content-Generierung und Plattform-Algorithmen") == (
        "Content-Generierung und",
        "Plattform-Algorithmen",
    )
    lines = charts.wrapped("Donaudampfschifffahrtsgesellschaftskapitänsmütze")
    assert len(lines) > 1
    assert lines[0].endswith("-")


def test_hostile_labels_stay_text() -> None:
    label = "<script>alert(1)</script>&\"'"
    assert "<script" not in dumbbell(mark(label))
    assert "".join(texts(dumbbell(mark(label)))).replace("-", "").count("script") == 2


def test_interval_bars_show_point_interval_and_limits() -> None:
    bar = charts.IntervalBar("Daten", Fraction(2, 5), Fraction(2, 3), Fraction(4, 5), "66,7 %")
    svg = charts.interval_bars("bars", "t", "s", panels(bar))
    assert {"Daten", "66,7 %"} < set(texts(svg))
    assert svg.count('class="c-limit"') == 2
    assert texts(svg).count("70 %") + texts(svg).count("71 %") == 1, "labels of limits that lie close do not overlap"
    assert 'class="c-whisker"' in svg


def test_without_an_interval_there_is_no_whisker_and_without_a_point_no_bar() -> None:
    sure = charts.interval_bars("b", "t", "s", panels(charts.IntervalBar("x", HALF, HALF, HALF, "50 %")))
    empty = charts.interval_bars("b", "t", "s", panels(charts.IntervalBar("x", Fraction(0), None, Fraction(1), "–")))
    assert "c-whisker" not in sure
    assert "c-bar" in sure
    assert "c-whisker" in empty
    assert "c-bar" not in empty


def test_ranked_bars_start_at_zero_and_keep_their_proportion() -> None:
    whole, half = (charts.ranked_bar(Fraction(value), Fraction(8)) for value in (8, 4))
    assert f"M0 0h{charts.BAR_WIDTH}.0v" in whole
    assert f"M0 0h{charts.BAR_WIDTH / 2}v" in half


def test_the_meter_marks_its_steps() -> None:
    boxes = [node.get("class") for node in root(charts.step_meter(1, 3, 5)).iter("path")]
    assert boxes == ["c-trough", "c-solid", "c-solid", "c-trough", "c-trough"]
