"""The catalogue of rules: complete, documented, and stable. Codes are promises: other people's files name them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.loading.samples import unmarked
from tests.rules import cases
from tests.rules.company_cases import METHOD_CASES, PILOT_CASES, ROADMAP_CASES
from tests.rules.content_cases import CONTENT
from tests.rules.question_cases import QUESTIONS
from tests.rules.record_cases import CASES as RECORDS
from tests.rules.training_cases import CASES as TRAINING

import kiframework
from kiframework import rules
from kiframework.diagnostics import Severity
from kiframework.rules import FRAMEWORK_RULES, PERSON_RULES, SKILL_RULES
from kiframework.rules.answers import ANSWER_RULES
from kiframework.rules.catalogue import ALL_RULES, rule_texts
from kiframework.rules.content import CONTENT_RULES
from kiframework.rules.exchange import EXCHANGE_RULES
from kiframework.rules.method import METHOD_RULES
from kiframework.rules.overlay import OVERLAY_RULES
from kiframework.rules.pilots import PILOT_RULES
from kiframework.rules.questions import QUESTION_RULES
from kiframework.rules.reading import READING_RULES
from kiframework.rules.records import RECORD_RULES
from kiframework.rules.review import REVIEW_RULES
from kiframework.rules.roadmap import ROADMAP_RULES
from kiframework.rules.suppression import SUPPRESSION_RULES
from kiframework.rules.training import TRAINING_RULES

if TYPE_CHECKING:
    from types import ModuleType

SOURCES = Path(kiframework.__file__).parent
RULES = Path(rules.__file__).parent
EVER_GIVEN_OUT = Path(__file__).with_name("codes.txt")
COMPANY = {**METHOD_CASES, **PILOT_CASES, **ROADMAP_CASES}
CASES = {**cases.FRAMEWORK, **cases.SKILLS, **cases.PERSON, **CONTENT, **QUESTIONS, **TRAINING, **RECORDS, **COMPANY}
FOUND_ELSEWHERE = {"KIF242", "KIF260", "KIF261", "KIF706"}
"""Rules that find something in another file than the one they are about; their tests stand with the others."""
RAISED_ELSEWHERE = (*READING_RULES, *SUPPRESSION_RULES, *OVERLAY_RULES, *EXCHANGE_RULES)
"""Rules without a check of their own."""
REGISTRIES = {
    "reading": (READING_RULES, "0[01][0-9]|1(10|11)"),
    "skills": (SKILL_RULES, "1[0-9]{2}"),
    "person": (PERSON_RULES, "1[0-9]{2}"),
    "framework": (FRAMEWORK_RULES, "2[01][0-9]"),
    "content": (CONTENT_RULES, "2[12][0-9]"),
    "questions": (QUESTION_RULES, "23[0-9]"),
    "training": (TRAINING_RULES, "24[0-9]"),
    "overlay": (OVERLAY_RULES, "25[0-9]"),
    "review": (REVIEW_RULES, "26[0-9]"),
    "suppression": (SUPPRESSION_RULES, "3[0-9]{2}"),
    "answers": (ANSWER_RULES, "4[0-9]{2}"),
    "records": (RECORD_RULES, "5[0-9]{2}"),
    "exchange": (EXCHANGE_RULES, "6[0-9]{2}"),
    "method": (METHOD_RULES, "27[0-9]"),
    "pilots": (PILOT_RULES, "70[0-9]"),
    "roadmap": (ROADMAP_RULES, "71[0-9]"),
}


def named(rule: ModuleType) -> str:
    return str(rule.NAME)


@cache
def given_out() -> dict[str, str]:
    lines = EVER_GIVEN_OUT.read_text("utf-8").splitlines()
    pairs = [line.split() for line in lines if not line.startswith("#")]
    assert len({code for code, _ in pairs}) == len(pairs)
    return dict(pairs)


# --- Complete ---------------------------------------------------------------------------------------------------------


def test_every_file_with_a_code_is_in_the_catalogue() -> None:
    files = {path.relative_to(SOURCES.parent) for path in RULES.rglob("*.py") if "\nCODE = " in path.read_text("utf-8")}
    assert files == {Path(*rule.__name__.split(".")).with_suffix(".py") for rule in ALL_RULES}


def test_every_file_in_a_folder_of_rules_is_a_rule() -> None:
    files = {path.relative_to(SOURCES.parent) for path in RULES.glob("*/*.py") if path.stem != "__init__"}
    assert files == {Path(*rule.__name__.split(".")).with_suffix(".py") for rule in ALL_RULES}


def codes_in(path: Path) -> set[str]:
    return set(re.findall(r"KIF[0-9]{3}", path.read_text("utf-8")))


def test_every_code_in_the_sources_is_in_the_catalogue() -> None:
    used = {path: codes_in(path) - set(rule_texts()) for path in SOURCES.rglob("*.py")}
    assert {path: codes for path, codes in used.items() if codes} == {}


def test_every_rule_without_a_check_is_raised_somewhere_else() -> None:
    documented = [
        path
        for folder in ("reading", "suppression", "answers", "overlay", "exchange")
        for path in (RULES / folder).glob("*.py")
    ]
    raised = set().union(*(codes_in(path) for path in SOURCES.rglob("*.py") if path not in documented))
    assert {
        rule.CODE for rule in (*READING_RULES, *SUPPRESSION_RULES, *OVERLAY_RULES, *EXCHANGE_RULES)
    } - raised == set()


def test_every_rule_without_a_check_names_the_file_that_raises_it() -> None:
    for rule in RAISED_ELSEWHERE:
        text = Path(str(rule.__file__)).read_text("utf-8")
        comment = next(line for line in text.splitlines() if line.startswith("CODE = ")).partition("# ")[2]
        files = [SOURCES / name for name in re.findall(r"[\w/]+/\w+\.py", comment)]
        assert files, rule.NAME
        assert [path for path in files if rule.CODE not in codes_in(path)] == [], rule.NAME


def test_every_rule_with_a_check_has_cases_that_fail_and_that_pass() -> None:
    assert set(CASES) | FOUND_ELSEWHERE == {rule.CODE for rule in ALL_RULES if hasattr(rule, "check")}
    for code, several in CASES.items():
        marked = {bool(unmarked("".join(new for _, new in one.edits))[1]) for one in several}
        assert marked == {True, False}, code


# --- Documented -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", ALL_RULES, ids=named)
def test_a_rule_is_documented_in_the_same_sections(rule: ModuleType) -> None:
    _, blank, rest = (rule.__doc__ or "").partition("\n\n")
    assert blank
    assert re.findall(r"^([A-Z][a-z ]+): ", rest, re.MULTILINE) == ["What it does", "Why", "Bad", "Good"]
    assert rest.startswith("What it does: ")


@pytest.mark.parametrize("code", rule_texts())
def test_every_part_of_a_rule_says_something(code: str) -> None:
    rule = rule_texts()[code]
    assert re.fullmatch(r"[A-Z].*[.]", rule.summary)
    for part in (rule.what, rule.why):
        assert re.fullmatch(r".{20,}[.]", part), part
        assert not part[0].isupper() or part.startswith(("AI", "YAML", "KIF")), part
    for example in (rule.bad, rule.good):
        assert len(example) >= 4
        assert not example.endswith(".")
    assert rule.bad != rule.good
    words = f"{rule.summary} {rule.what} {rule.why} {rule.bad} {rule.good}"
    assert "  " not in words
    assert words.count("``") % 2 == 0


def test_a_rule_keeps_its_parts_apart() -> None:
    rule = rule_texts()["KIF213"]
    assert rule.summary == "No role requires a competency."
    assert rule.what == "looks for competencies that no role requires at level 1 or more."
    assert rule.why.startswith("nobody is ever measured on it")
    assert rule.bad == "``fax-machines`` among the competencies and in no role"
    assert rule.good == "a role that requires it, or no such competency"
    assert rule.severity is Severity.WARNING


def test_rules_without_docstrings_are_there_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python leaves docstrings out when it is run with -OO."""
    rule_texts.cache_clear()
    monkeypatch.setattr(CONTENT_RULES[0], "__doc__", None)
    try:
        assert rule_texts()["KIF212"].summary == ""
    finally:
        rule_texts.cache_clear()


# --- Named ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rule", ALL_RULES, ids=named)
def test_a_rule_is_named_like_its_file_and_after_the_wrong_pattern(rule: ModuleType) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", rule.NAME)
    assert rule.NAME.replace("-", "_") == rule.__name__.rpartition(".")[2]
    assert not rule.NAME.startswith(("use-", "prefer-", "avoid-", "no-", "check-", "require-"))


def test_codes_and_names_are_unique() -> None:
    assert len({rule.CODE for rule in ALL_RULES}) == len(ALL_RULES)
    assert len({rule.NAME for rule in ALL_RULES}) == len(ALL_RULES)


def test_the_catalogue_is_sorted_by_code() -> None:
    assert list(rule_texts()) == sorted(rule.CODE for rule in ALL_RULES)


@pytest.mark.parametrize("name", REGISTRIES)
def test_a_registry_is_sorted_and_keeps_to_its_range_of_codes(name: str) -> None:
    registry, codes = REGISTRIES[name]
    own = [rule.CODE for rule in registry]
    assert own == sorted(own)
    assert [code for code in own if not re.fullmatch(f"KIF({codes})", code)] == []


# --- Stable -----------------------------------------------------------------------------------------------------------


def test_a_code_keeps_its_name_for_ever() -> None:
    """Codes are never reused: whoever removes a rule leaves its line in the list, whoever adds one adds a line."""
    own = {code: rule.name for code, rule in rule_texts().items()}
    assert {code: name for code, name in own.items() if given_out().get(code) != name} == {}


def test_the_list_of_codes_is_sorted() -> None:
    assert list(given_out()) == sorted(given_out())
    assert len(set(given_out().values())) == len(given_out())
