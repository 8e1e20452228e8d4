from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
import yaml

from kiframework.errors import KiframeworkError
from kiframework.output.texts import LANGUAGES, Texts

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.j2"))
MODULES = sorted((ROOT / "src" / "kiframework" / "output").rglob("*.py"))
CATALOGUE: dict[str, dict[str, str]] = yaml.safe_load((ROOT / "templates" / "texts.yaml").read_text("utf-8"))
PLACEHOLDER = re.compile(r"\{\w+\}")
IN_TEMPLATES = re.compile(r"t\['([^']+)'\]")
PLURAL = re.compile(r"\.(one|other)$")
SCRIPT = (ROOT / "templates" / "quickcheck.js").read_text("utf-8")


def keys_in_templates() -> set[str]:
    return {key for path in TEMPLATES for key in IN_TEMPLATES.findall(path.read_text("utf-8"))}


def keys_in_script() -> set[str]:
    """Return the keys that the script of the form may ask for; it knows them without their beginning."""
    words = {f"form.{word}" for word in re.findall(r'"([a-z][\w.-]*)"', SCRIPT)}
    beginnings = tuple(f"form.{word}" for word in re.findall(r"`([a-z]+\.)\$\{", SCRIPT))
    return words | {key for key in CATALOGUE if key.startswith(beginnings)}


def patterns_in_code() -> dict[str, re.Pattern[str]]:
    """Return every text in the code that may be a key; what an f-string fills in stands for any part of a key."""
    found = {}
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.JoinedStr):
                parts = [
                    re.escape(str(one.value)) if isinstance(one, ast.Constant) else r"[\w-]+" for one in node.values
                ]
                found[ast.unparse(node)] = re.compile("".join(parts))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                found[node.value] = re.compile(re.escape(node.value))
    return found


def keys_asked_for() -> list[tuple[str, re.Pattern[str]]]:
    """Return what is asked for as ``texts("...")`` in the code, apart from the catalogue of the terminal."""
    patterns = patterns_in_code()
    asked = []
    for path in MODULES:
        if path.name == "explanation.py":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == "texts":
                argument = node.args[0]
                name = argument.value if isinstance(argument, ast.Constant) else ast.unparse(argument)
                if name in patterns:
                    asked.append((str(name), patterns[str(name)]))
    return asked


def base(key: str) -> str:
    return PLURAL.sub("", key)


@pytest.mark.parametrize("key", CATALOGUE)
def test_every_message_is_complete_in_every_language(key: str) -> None:
    texts = CATALOGUE[key]
    assert set(texts) == set(LANGUAGES)
    assert all(text.strip() for text in texts.values())
    assert "!" not in "".join(texts.values()), "the documents do not shout"


@pytest.mark.parametrize("key", [key for key in CATALOGUE if key.endswith(".one")])
def test_both_forms_of_a_plural_exist(key: str) -> None:
    assert f"{base(key)}.other" in CATALOGUE


def test_placeholders_are_the_same_in_every_language() -> None:
    word = {"{n}", "{word}", "{Word}"}
    for key, texts in CATALOGUE.items():
        german, english = (set(PLACEHOLDER.findall(texts[lang])) for lang in LANGUAGES)
        assert german - word == english - word, key


def test_every_key_that_templates_use_exists_and_needs_no_values() -> None:
    used = keys_in_templates()
    assert used
    assert used - set(CATALOGUE) == set()
    filled = {key for key in used for text in CATALOGUE[key].values() if PLACEHOLDER.search(text)}
    assert filled == set(), "templates print messages as they are"


def test_every_key_that_the_code_asks_for_exists() -> None:
    known = {base(key) for key in CATALOGUE} | set(CATALOGUE)
    asked = keys_asked_for()
    assert len(asked) > 100
    lost = [name for name, pattern in asked if not any(pattern.fullmatch(key) for key in known)]
    assert lost == []


def test_every_key_that_the_script_of_the_form_asks_for_exists() -> None:
    asked = re.findall(r'\b(?:words|button)\("([^"]+)"', SCRIPT)
    assert len(asked) > 20
    assert [key for key in asked if f"form.{key}" not in CATALOGUE] == []


def test_no_message_lies_idle() -> None:
    patterns = patterns_in_code()
    # A pattern that begins with something filled in, or is nothing but that, says nothing about keys.
    telling = [pattern for pattern in patterns.values() if re.match(r"[a-z][a-z\\-]*\\\.", pattern.pattern)]
    used = keys_in_templates() | keys_in_script() | set(patterns)
    idle = [
        key
        for key in CATALOGUE
        if not ({key, base(key)} & used or any(one.fullmatch(key) or one.fullmatch(base(key)) for one in telling))
    ]
    assert idle == []


def test_plural_forms_and_number_words() -> None:
    texts = Texts("de")
    assert texts("headline.must-have-open", n=1) == "Eine Pflichtkompetenz ist offen"
    assert texts("headline.must-have-open", n=3) == "Drei Pflichtkompetenzen sind offen"
    assert texts("headline.must-have-open", n=13) == "13 Pflichtkompetenzen sind offen"


def test_a_company_replaces_single_texts() -> None:
    changes = {"cover.role": {"de": "Funktion"}}
    german, english = Texts("de", changes), Texts("en", changes)
    assert german("cover.role") == "Funktion"
    assert german("cover.person") == "Person"
    assert english("cover.role") == "Role"


def test_a_text_that_does_not_exist_cannot_be_changed() -> None:
    with pytest.raises(KiframeworkError, match=r"no text 'cover\.rolle'") as caught:
        Texts("de", {"cover.rolle": {"de": "Funktion"}})
    assert "cover.role" in (caught.value.help or "")


def test_a_text_reaches_nothing_but_its_values() -> None:
    assert Texts("de", {"fact.weight": {"de": "{weight.__class__} {weight}"}})("fact.weight", weight="3") == (
        "{weight.__class__} 3"
    )
    with pytest.raises(KiframeworkError, match=r"'fact.weight' uses the placeholder \{heavy\}") as caught:
        Texts("de", {"fact.weight": {"de": "{heavy}"}})("fact.weight", weight="3")
    assert caught.value.help == "use only: {weight}"
