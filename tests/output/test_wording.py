"""The framework's own words: one way to choose the language, the same in reports, explanations and on the terminal."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from tests.output import samples

from kiframework.cli.screen import Screen
from kiframework.output.explanation import explain
from kiframework.output.texts import Texts
from kiframework.output.wording import in_language, readiness_word

if TYPE_CHECKING:
    from kiframework.model.framework import Framework

ROLE = samples.ROLE
"""A role whose title the tests replace."""


def titled(title: dict[str, str], *languages: str) -> Framework:
    """Return the built-in framework in other leading languages, one role and one band with another title."""
    base = samples.framework()
    role = base.roles[ROLE].model_copy(update={"title": title})
    first, *bands = base.scoring.bands
    scoring = base.scoring.model_copy(update={"bands": [first.model_copy(update={"title": title}), *bands]})
    return base.model_copy(
        update={"languages": list(languages), "roles": base.roles | {ROLE: role}, "scoring": scoring}
    )


CASES = [
    ({"de": "eins", "en": "one"}, ("en", "de"), "de", "eins"),
    ({"fr": "un", "en": "one"}, ("en", "fr"), "de", "one"),
    ({"nl": "een", "fr": "un"}, ("fr", "nl"), "en", "un"),
    ({"nl": "een"}, ("en", "nl"), "de", "een"),
    ({"de": " auf\n zwei \t Zeilen "}, ("de",), "de", "auf zwei Zeilen"),
]


@pytest.mark.parametrize(("title", "languages", "lang", "expected"), CASES)
def test_reports_explanations_and_the_terminal_choose_the_same_text(
    title: dict[str, str], languages: tuple[str, ...], lang: str, expected: str
) -> None:
    framework = titled(title, *languages)
    assert in_language(framework, title, lang) == expected
    assert samples.wording(lang, framework=framework).role(ROLE) == expected
    assert Screen(framework, lang, io.StringIO()).role(ROLE) == expected
    explained = explain(framework, samples.assessed(base=framework), Texts(lang, name="terminal.yaml"))
    assert f"P-001 · {expected}: " in explained


@pytest.mark.parametrize(("title", "languages", "lang", "expected"), CASES)
def test_the_word_for_a_band_is_its_title_everywhere(
    title: dict[str, str], languages: tuple[str, ...], lang: str, expected: str
) -> None:
    framework = titled(title, *languages)
    best = framework.scoring.bands[0].id
    terminal = Texts(lang, name="terminal.yaml")
    assert readiness_word(framework, best, terminal) == expected
    assert samples.wording(lang, framework=framework).readiness[best] == expected
    assert Screen(framework, lang, io.StringIO()).readiness_word(best) == expected
    levels = samples.required()
    met = samples.assessed([samples.rating(one, levels) for one in ("self", "manager")], base=framework)
    assert explain(framework, met, terminal).splitlines()[1].endswith(f": {expected}")


@pytest.mark.parametrize(("lang", "expected"), [("de", "Pflichtkompetenz offen"), ("en", "must-have open")])
def test_the_word_for_a_fixed_readiness_comes_from_the_catalogue(lang: str, expected: str) -> None:
    terminal = Texts(lang, name="terminal.yaml")
    assert readiness_word(samples.framework(), "must-have-open", terminal) == expected
    assert Screen(samples.framework(), lang, io.StringIO()).readiness_word("must-have-open") == expected
    assert explain(samples.framework(), samples.assessed(), terminal).splitlines()[1].endswith(f": {expected}")


def test_signs_that_steer_the_terminal_are_not_printed_as_part_of_a_title() -> None:
    framework = titled({"de": "rot\x1b[31m"}, "de")
    assert "\x1b" not in Screen(framework, "de", io.StringIO()).role(ROLE)
