from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiframework.output.palette import DARK_PAPER, LEGIBLE, LIGHT_PAPER, accent_colours, contrast
from kiframework.resources import data_folder


@given(st.integers(0, 0xFFFFFF))
def test_any_accent_is_legible_in_both_themes(colour: int) -> None:
    accent = accent_colours(f"#{colour:06x}")
    assert contrast(accent.light, LIGHT_PAPER) >= LEGIBLE
    assert contrast(accent.dark, DARK_PAPER) >= LEGIBLE


def test_a_legible_accent_stays_as_it_is() -> None:
    assert accent_colours("#0b5f6b").light == "#0b5f6b"
    assert accent_colours("#74b9f4").dark == "#74b9f4"


@pytest.mark.parametrize(("colours", "ratio"), [(("#000000", "#ffffff"), 21.0), (("#777777", "#777777"), 1.0)])
def test_contrast_is_that_of_the_guidelines(colours: tuple[str, str], ratio: float) -> None:
    assert contrast(*colours) == pytest.approx(ratio)


def themes() -> list[dict[str, str]]:
    sheet = (data_folder("templates") / "style.css").read_text("utf-8")
    found = [
        dict(re.findall(r"--([\w-]+): (#\w{6})", block)) for block in re.findall(r":root \{(.*?)\}", sheet, re.DOTALL)
    ]
    return [found[0], found[0] | found[1]]


@pytest.mark.parametrize("theme", themes(), ids=["light", "dark"])
@pytest.mark.parametrize("paper", ["paper", "panel"])
@pytest.mark.parametrize("ink", ["ink", "soft", "good", "met", "near", "gap", "missing"])
def test_every_ink_of_the_style_sheet_is_legible(theme: dict[str, str], paper: str, ink: str) -> None:
    assert contrast(theme[ink], theme[paper]) >= LEGIBLE


@pytest.mark.parametrize("theme", themes(), ids=["light", "dark"])
@pytest.mark.parametrize("step", range(1, 6))
def test_every_shade_of_the_heat_map_is_legible(theme: dict[str, str], step: int) -> None:
    assert contrast(theme[f"s{step}"], theme[f"s{step}-ink"]) >= LEGIBLE


@pytest.mark.parametrize("theme", themes(), ids=["light", "dark"])
def test_shades_of_the_heat_map_fall_in_order(theme: dict[str, str]) -> None:
    against = [contrast(theme[f"s{step}"], theme["paper"]) for step in range(1, 6)]
    assert against == sorted(against)
