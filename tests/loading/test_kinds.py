"""Telling frameworks, their parts, skill files and everything else apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.cli.workplace import MUSTERWERK, ROOT
from tests.loading.samples import GARDEN, SKILLS
from tests.rules.company_cases import PILOT, ROADMAP
from tests.rules.record_cases import RECORD

from kiframework.loading.framework import SECTIONS, TOP_FILE
from kiframework.loading.kinds import Kind, framework_around, kind_of

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = {
    "a framework": (GARDEN, Kind.FRAMEWORK),
    "a skill file": (SKILLS, Kind.SKILLS),
    "a skill file after a byte order mark": ("\ufeffperson: P-001\nrole: gardener\n", Kind.SKILLS),
    "a skill file with line ends of Windows": (SKILLS.replace("\n", "\r\n"), Kind.SKILLS),
    "quoted keys": ("\"person\" : P-001\n'role': x\n", Kind.SKILLS),
    "braces on one line": ("{person: P-001, ratings: []}\n", Kind.SKILLS),
    "braces of a framework": ("{scale: [], pillars: []}\n", Kind.FRAMEWORK),
    "indented JSON": ('{\n  "person": "P-001"\n}\n', Kind.SKILLS),
    "broken, but with our keys": ("person: P-001\nratings: [\n", Kind.SKILLS),
    "as many keys of one kind as of the other": ("person: P-001\nscale: []\n", Kind.SKILLS),
    "more keys of a framework": ("person: P-001\nscale: []\npillars: []\n", Kind.FRAMEWORK),
    "a record of training": (RECORD, Kind.RECORD),
    "a record without anything in it yet": ("group: a\nmodule: b\nsessions: []\n", Kind.RECORD),
    "a group and a module of somebody else": ("group: a\nmodule: b\n", Kind.OTHER),
    "a pilot": (PILOT, Kind.PILOT),
    "a pilot without anything in it yet": ("pilot: a\ntemplate: b\n", Kind.PILOT),
    "a pilot of an aeroplane": ("pilot: a\nplane: b\n", Kind.OTHER),
    "a roadmap": (ROADMAP, Kind.ROADMAP),
    "a roadmap with a goal": ("start: 2026-10-01\ngoals: {}\n", Kind.ROADMAP),
    "a start of somebody else": ("start: npm run\nstop: kill\n", Kind.OTHER),
    "somebody else's": ("services:\n  web: {image: x}\n", Kind.OTHER),
    "our key further in": ("services:\n  person: x\n", Kind.OTHER),
    "a list": ("- person\n- ratings\n", Kind.OTHER),
    "nothing": ("", Kind.OTHER),
    "no YAML": ("[[[", Kind.OTHER),
}


@pytest.mark.parametrize(("text", "kind"), TEXTS.values(), ids=TEXTS.keys())
def test_keys_at_the_top_tell_what_a_file_holds(text: str, kind: Kind) -> None:
    assert kind_of(text, "a.yaml") is kind


def test_every_file_of_the_built_in_framework_leads_to_its_folder() -> None:
    folder = ROOT / "framework"
    files = [folder / TOP_FILE, *(file for section in SECTIONS for file in (folder / section).rglob("*.yaml"))]
    assert len(files) > 5
    assert {framework_around(file) for file in files} == {folder}


def test_skill_files_are_part_of_no_framework() -> None:
    assert framework_around(MUSTERWERK / "skills" / "P-001.yaml") is None


def test_a_folder_called_roles_alone_makes_no_framework(tmp_path: Path) -> None:
    part = tmp_path / "roles" / "deep" / "helper.yaml"
    assert framework_around(part) is None
    (tmp_path / "framework.yaml").write_text(GARDEN, "utf-8")
    assert framework_around(part) == tmp_path
