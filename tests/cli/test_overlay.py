"""A framework of one's own at the command line: origins, resolving, checks, people."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.cli.workplace import put, put_settings, skills

if TYPE_CHECKING:
    from tests.cli.conftest import Kif

OWN = """\
extends: ki-mittelstand@^1
id: acme
version: 1.0.0
title: {de: Rahmen der Acme}
competencies: {prompt-engineering: {weight: 1}}
roles: {lead-generator: {requirements: {mlops: {level: 2}}}}
remove: [competencies/fake-content-moderation, roles/*/requirements/fake-content-moderation]
"""


@pytest.fixture
def own(place: Path) -> Path:
    (place / "acme").mkdir()
    (place / "acme" / "framework.yaml").write_text(OWN, "utf-8")
    return place


@pytest.mark.usefixtures("own")
def test_origins_are_lines_that_lead_to_the_file(kif: Kif) -> None:
    found = kif("show", "prompt-engineering", "--framework", "acme", "--origin")
    assert "acme/framework.yaml:5:45: competencies/prompt-engineering/weight = 1\n" in found.out
    assert "competencies/grundlagen.yaml:" in found.out
    role = kif("show", "lead-generator", "--framework", "acme", "--origin")
    assert "acme/framework.yaml:6:56: roles/lead-generator/requirements/mlops/level = 2\n" in role.out
    top = kif("show", "--framework", "acme", "--origin")
    assert "acme/framework.yaml:4:13: title/de = Rahmen der Acme\n" in top.out
    assert "pillars/grundlagen/title/de" in top.out
    assert "extends" not in top.out
    assert "pillars/grundlagen/" in kif("show", "grundlagen", "--framework", "acme", "--origin").out


def test_the_built_in_layer_is_never_taken_for_a_folder_of_the_user(kif: Kif, place: Path) -> None:
    (place / "framework").mkdir()
    (place / "framework" / "framework.yaml").write_text(OWN, "utf-8")
    put_settings(Path(), 'framework = "framework"\n')
    lines = kif("show", "--origin").out.splitlines()
    assert "framework/framework.yaml:4:13: title/de = Rahmen der Acme" in lines
    assert any(line.startswith("built-in/framework.yaml:") for line in lines)
    assert kif("review", "mlops", "--by", "R-01", "--framework", "framework").code == 0


@pytest.mark.usefixtures("own")
def test_an_overlay_is_a_framework_like_any_other(kif: Kif) -> None:
    assert kif("validate", "acme").out.startswith("All checks passed")
    put_settings(Path(), 'framework = "acme"\nskills = "people"\nworks_council = {state = "none"}\n')
    Path("people").mkdir()
    Path("people/P-001.yaml").write_text(
        "person: P-001\nrole: lead-generator\n"
        "ratings: [{source: manager, date: 2026-11-20, levels: {prompt-engineering: 1, mlops: 0}}]\n",
        "utf-8",
    )
    assert '"id": "acme"' in kif("assess", "--format", "json").out
    assert kif("curriculum", "--lang", "de").code == 0
    assert kif("quickcheck", "lead-generator", "--form", "html", "--person", "P-001", "-o", "form.html").code == 0


@pytest.mark.usefixtures("own")
def test_a_resolved_framework_stands_alone(kif: Kif) -> None:
    found = kif("resolve", "acme", "-o", "flat")
    assert found.code == 0
    assert kif("validate", "flat").out.startswith("All checks passed")
    assert "extends" not in Path("flat/framework.yaml").read_text("utf-8")
    assert "fake-content-moderation" not in "".join(path.read_text("utf-8") for path in Path("flat").rglob("*.yaml"))
    assert kif("resolve", "acme", "-o", "flat").code == 2, "nothing is written over"
    assert (
        kif("show", "lead-generator", "--framework", "flat").out
        == kif("show", "lead-generator", "--framework", "acme").out
    )


def test_a_framework_in_one_file_can_be_laid_over_another(kif: Kif, place: Path) -> None:
    (place / "one.yaml").write_text(OWN, "utf-8")
    assert kif("validate", "one.yaml").out.startswith("All checks passed")
    assert kif("resolve", "one.yaml", "-o", "flat").code == 0
    put(place, people=skills())
    assert kif("assess", "people.yaml", "--framework", "one.yaml").code == 2, "another framework's roles"
