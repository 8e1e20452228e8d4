"""Whatever stands in a file: ``validate`` ends with findings at places that exist; ``make fuzz`` runs far more."""

from __future__ import annotations

from collections import deque
from itertools import repeat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fuzz.cases import FRAMEWORK, SKILLS, make_case
from tests.fuzz.harness import TooSlowError, check_case, check_files, time_limit
from tests.fuzz.outline import outline
from tests.loading.samples import GARDEN
from tests.loading.test_fuzz import FUZZ, flow, near_skill_files, rounds, yaml_like

CASES, CHUNK = 400, 50
SECONDS = 30
"""Processor time for a case: far more than alone, because coverage is measured."""
ALONE = Path("/no/such/folder")
"""Files in a folder that does not exist: their text comes from the case."""


@pytest.mark.parametrize("first", range(0, CASES, CHUNK))
def test_one_damaged_file_of_the_built_in_framework_or_sample_ends_in_findings(first: int) -> None:
    for number in range(first, first + CHUNK):
        case = make_case(number)
        try:
            check_case(case, SECONDS)
        except Exception as error:
            error.add_note(f"{case}; again: python -m tests.fuzz --case {number}")
            raise


def test_the_cases_damage_every_file_and_most_of_the_damage_is_found() -> None:
    cases = [make_case(number) for number in range(200)]
    assert {case.file.parent for case in cases} >= {FRAMEWORK, FRAMEWORK / "competencies", FRAMEWORK / "roles", SKILLS}
    assert all(case.data == make_case(case.number).data for case in cases), "a case is not the same twice"
    assert sum(case.data != case.file.read_bytes() for case in cases) > 190, "cases without damage"
    runs = [check_case(case, SECONDS) for case in cases[:40]]
    assert sum(any(one.code != "KIF228" for one in run.validation.findings) for run in runs if run) > 15


def test_the_outline_knows_where_entries_begin_and_end() -> None:
    text = "a: {b: 1, c: [x, y]}\nlist:\n  - z\n  - k: |\n      two\n      lines\nlast: 2\n"
    wholes = [entry.whole.of(text) for entry in outline(text)]
    assert wholes[:6] == ["a: {b: 1, c: [x, y]}", "b: 1", "c: [x, y]", "x", "y", text[21:-9]]
    assert wholes[6:] == ["- z", "- k: |\n      two\n      lines", "k: |\n      two\n      lines", "last: 2"]


def test_a_hang_would_be_noticed() -> None:
    with pytest.raises(TooSlowError), time_limit(0.05):
        deque(map(str, repeat(1)), maxlen=0)  # never ends


@FUZZ
@given(st.one_of(yaml_like, near_skill_files, rounds, st.text(max_size=200).map("person: P-001\n{}".format)))
def test_any_text_as_a_skill_file_ends_in_findings(text: str) -> None:
    path = str(ALONE / "skills.yaml")
    with time_limit(SECONDS):
        check_files(path, {path: text.encode("utf-8", "surrogatepass")}, mend=True)


@FUZZ
@given(st.data())
def test_a_small_framework_changed_anywhere_ends_in_findings(data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(GARDEN)))
    end = data.draw(st.integers(begin, min(len(GARDEN), begin + 40)))
    text = GARDEN[:begin] + data.draw(st.one_of(yaml_like, flow)) + GARDEN[end:]
    path = str(ALONE / "garden.yaml")
    with time_limit(SECONDS):
        check_files(path, {path: text.encode("utf-8", "surrogatepass")}, mend=True, unsafe=data.draw(st.booleans()))
