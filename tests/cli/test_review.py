"""``kiframework review``: an edited anchor is unreviewed until somebody has looked at it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.loading.samples import GARDEN

if TYPE_CHECKING:
    from tests.cli.conftest import Kif

FW = ("--framework", "fw")
TOP, REVIEWS = Path("fw/framework.yaml"), Path("fw/reviews.yaml")


@pytest.fixture
def garden(place: Path) -> Path:
    (place / "fw").mkdir()
    TOP.write_text(GARDEN, "utf-8")
    return place


def edited(old: str, new: str) -> None:
    TOP.write_text(TOP.read_text("utf-8").replace(old, new), "utf-8")


def unreviewed(kif: Kif) -> list[str]:
    lines = kif("validate", "fw", "--select", "KIF26", "--output-format", "concise").out.splitlines()
    return [line for line in lines if "KIF26" in line]


@pytest.mark.usefixtures("garden")
def test_without_reviews_nothing_is_demanded(kif: Kif) -> None:
    assert unreviewed(kif) == []
    found = kif("review", *FW)
    assert found.out.splitlines()[0] == "competencies/digging: never"
    assert found.err == "Reviewed as they stand: 0 of 5.\n"
    assert not REVIEWS.exists()


@pytest.mark.usefixtures("garden")
def test_a_change_of_an_anchor_or_a_requirement_makes_a_review_void(kif: Kif) -> None:
    assert kif("review", "--all", "--by", "R-04", *FW).err == "Reviewed as they stand: 5 of 5.\n"
    assert unreviewed(kif) == []
    before = REVIEWS.read_bytes()
    edited("Never dug.", "Has never dug.")
    edited("      composting: {level: 2}", "      composting: {level: 3}")
    found = unreviewed(kif)
    assert len(found) == 2
    assert "'digging' has changed since its review of 2026-12-01." in found[0] + found[1]
    assert "fw/framework.yaml:48:3" in found[0]
    assert "competencies/digging: changed since 2026-12-01 (R-04)\n" in kif("review", *FW).out
    assert kif("review", "digging", "gardener", "--by", "R-05", *FW).err == "Reviewed as they stand: 5 of 5.\n"
    assert unreviewed(kif) == []
    after = REVIEWS.read_text("utf-8")
    assert after.count("by: R-05") == 2
    assert after.count("by: R-04") == 3, "what still holds keeps who has looked"
    edited("Has never dug.", "Never dug.")
    edited("      composting: {level: 3}", "      composting: {level: 2}")
    REVIEWS.write_bytes(before)
    assert unreviewed(kif) == [], "what was taken back is what was reviewed"


@pytest.mark.usefixtures("garden")
def test_what_a_layer_below_changes_is_unreviewed_above(kif: Kif) -> None:
    Path("own").mkdir()
    Path("own/framework.yaml").write_text('extends: ../fw@^2\nid: own\nversion: "1.0.0"\n', "utf-8")
    assert kif("review", "--all", "--by", "R-04", "--framework", "own").code == 0
    edited("Never dug.", "Has never dug.")
    assert "competencies/digging: changed" in kif("review", "--framework", "own").out
    assert not REVIEWS.exists()


@pytest.mark.usefixtures("garden")
def test_reviews_of_nothing_are_found(kif: Kif) -> None:
    kif("review", "--all", "--by", "R-04", *FW)
    REVIEWS.write_text(REVIEWS.read_text("utf-8").replace("  pruning:", "  prunning:"), "utf-8")
    found = "".join(unreviewed(kif))
    assert "There is no 'prunning' to be reviewed." in found
    assert "'pruning' has not been reviewed." in found


@pytest.mark.usefixtures("garden")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("digging", *FW), "A review names who has looked, as a pseudonym."),
        (("digging", "--by", "Erika Muster", *FW), "A review names who has looked, as a pseudonym."),
        (("diging", "--by", "R-04", *FW), "no competency and no role 'diging'"),
        (("--all", "--by", "R-04"), "The built-in framework is not yours to review."),
        (("--framework", "fw/framework.yaml"), "A framework in a single file has no reviews."),
    ],
)
def test_what_cannot_be_recorded_is_said(kif: Kif, arguments: tuple[str, ...], message: str) -> None:
    found = kif("review", *arguments)
    assert found.code == 2
    assert message in found.err
    assert not REVIEWS.exists()


@pytest.mark.usefixtures("garden")
@pytest.mark.parametrize("text", ["competencies: [\n", "- a\n", "competencies: {digging: {fingerprint: x}}\n", ""])
def test_broken_reviews_are_findings(kif: Kif, text: str) -> None:
    REVIEWS.write_text(text, "utf-8")
    assert kif("review", *FW).code == 2
    found = kif("validate", "fw")
    assert "fw/reviews.yaml:" in found.out
    assert REVIEWS.read_text("utf-8") == text
