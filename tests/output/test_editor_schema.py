"""JSON Schemas for editors: what our reader takes, they take; what is plainly wrong, they refuse; and they explain."""

from __future__ import annotations

import json
import math
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.loading.samples import GARDEN, SKILLS, edited
from tests.output.editor_yaml import composed, is_plain, read_as_editor
from tests.rules.company_cases import PILOT, ROADMAP

from kiframework.cli.schema import Document
from kiframework.cli.schema import schema as print_schema
from kiframework.loading.company import load_pilot, load_roadmap
from kiframework.loading.files import Input
from kiframework.loading.framework import SECTIONS as LOADED_SECTIONS
from kiframework.loading.framework import load_framework
from kiframework.loading.skills import load_skills
from kiframework.loading.yaml import read_yaml
from kiframework.model.base import FORMS
from kiframework.output import editor_schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Diagnostic

ROOT = Path(__file__).resolve().parents[2]
EDITED = (
    *("framework", "competencies", "roles", "ladders", "questions", "catalogue", "modules", "skills"),
    *("method", "templates", "pilot", "roadmap"),
)
SHIPPED = [
    ("framework", ROOT / "framework" / "framework.yaml"),
    *(
        (path.parent.name, path)
        for folder in ("competencies", "roles", "questions")
        for path in sorted((ROOT / "framework" / folder).glob("*.yaml"))
    ),
    ("catalogue", ROOT / "framework" / "training" / "catalogue.yaml"),
    *(("modules", path) for path in sorted((ROOT / "framework" / "training" / "modules").rglob("*.yaml"))),
    *(("skills", path) for path in sorted((ROOT / "examples").glob("*/skills/*.yaml"))),
    ("method", ROOT / "framework" / "pilots" / "method.yaml"),
    *(("templates", path) for path in sorted((ROOT / "framework" / "pilots" / "templates").glob("*.yaml"))),
    *(("pilot", path) for path in sorted((ROOT / "examples").glob("*/pilots/*.yaml"))),
    *(("roadmap", path) for path in sorted((ROOT / "examples").glob("*/roadmap.yaml"))),
]


@cache
def printed(name: str) -> str:
    if name in ("competencies", "roles", "ladders"):
        return editor_schema.render_section_schema(name)
    rendered: str = getattr(editor_schema, f"render_{name}_schema")()
    return rendered


@cache
def schema(name: str) -> Any:
    return json.loads(printed(name))


@cache
def checker(name: str) -> Any:
    return jsonschema.Draft7Validator(schema(name), format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER)


def complaints(name: str, text: str) -> list[str]:
    """Return path and message of everything an editor would underline."""
    found = [*checker(name).iter_errors(read_as_editor(text))]
    return sorted(f"{'/'.join(map(str, one.absolute_path))}: {one.message}" for one in found)


# --- The schemas themselves -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", EDITED)
def test_every_schema_is_one_by_the_rules_of_draft_7(name: str) -> None:
    assert schema(name)["$schema"] == "http://json-schema.org/draft-07/schema#"
    jsonschema.Draft7Validator.check_schema(schema(name))


def parts(node: Any) -> Iterator[dict[str, Any]]:
    """Yield every schema within a schema."""
    yield node
    for key in ("items", "additionalProperties", "propertyNames"):
        if isinstance(node.get(key), dict):
            yield from parts(node[key])
    for inner in (*node.get("properties", {}).values(), *node.get("anyOf", ())):
        yield from parts(inner)


UNDERSTOOD = {
    *("$schema", "title", "description", "default", "type", "enum", "anyOf", "pattern", "patternErrorMessage"),
    *("format", "minLength", "maxLength", "minimum", "maximum", "items", "minItems"),
    *("properties", "required", "additionalProperties", "propertyNames"),
}


@pytest.mark.parametrize("name", EDITED)
def test_a_schema_uses_only_what_old_and_new_editors_understand(name: str) -> None:
    assert {key for part in parts(schema(name)) for key in part} - UNDERSTOOD == set()


@pytest.mark.parametrize("name", EDITED)
def test_every_field_has_a_title_and_a_description(name: str) -> None:
    fields = [item for part in parts(schema(name)) for item in part.get("properties", {}).items()]
    assert len(fields) > 1
    for field, definition in fields:
        assert definition["title"] == field.replace("_", " ").capitalize()
        assert definition["description"].endswith(".")


@pytest.mark.parametrize("name", EDITED)
def test_every_mapping_of_fixed_keys_is_closed(name: str) -> None:
    closed = [part for part in parts(schema(name)) if "properties" in part]
    assert closed
    assert all(part["additionalProperties"] is False for part in closed)


def test_a_description_is_that_of_the_field_and_titles_are_words() -> None:
    round_ = schema("skills")["properties"]["ratings"]["items"]
    assert round_["description"] == "One occasion: one rater, of one kind, on one day."
    assert round_["properties"]["valid_until"]["title"] == "Valid until"
    weights = schema("framework")["properties"]["weights"]
    assert (weights["title"], weights["description"]) == ("Weights", "Range of competency weights.")
    sources = schema("framework")["properties"]["scoring"]["properties"]["sources"]
    assert sources["items"]["title"] == "Source"
    assert schema("competencies")["additionalProperties"]["title"] == "Competency"


def test_a_pattern_comes_with_words_for_those_who_miss_it() -> None:
    patterns = {
        part["pattern"]: part.get("patternErrorMessage")
        for name in EDITED
        for part in parts(schema(name))
        if "pattern" in part
    }
    assert set(patterns) >= set(FORMS) - {"^#[0-9a-fA-F]{6}$"}
    assert all(words and words.startswith("Write ") for words in patterns.values())


def test_parts_that_may_stand_in_files_of_their_own_are_optional() -> None:
    assert editor_schema.SECTIONS == LOADED_SECTIONS
    assert set(schema("framework")["required"]) & set(LOADED_SECTIONS) == set()
    assert {"id", "version", "scale", "pillars", "scoring"} <= set(schema("framework")["required"])


@pytest.mark.parametrize("document", Document)
def test_the_command_prints_every_document(document: Document, capsys: pytest.CaptureFixture[str]) -> None:
    print_schema(document)
    out = capsys.readouterr().out
    assert out.isascii()
    assert out.endswith("}\n")
    assert json.loads(out)["title"]
    if document.value in EDITED:
        assert out == printed(document.value)


# --- What is right ----------------------------------------------------------------------------------------------------


def test_all_that_is_shipped_is_found() -> None:
    assert {name for name, _ in SHIPPED} == set(EDITED) - {"ladders"}, "the built-in framework has no ladders"
    modules = [path for name, path in SHIPPED if name == "modules"]
    assert len(modules) == 46, "one for each competency, and the baseline"


@pytest.mark.parametrize(("name", "path"), SHIPPED, ids=lambda value: value.name if isinstance(value, Path) else value)
def test_what_is_shipped_is_valid(name: str, path: Path) -> None:
    assert complaints(name, path.read_text("utf-8")) == []


def test_a_framework_in_one_file_is_valid() -> None:
    assert complaints("framework", GARDEN) == []
    assert complaints("ladders", "career: {title: {en: Career}, steps: [helper, gardener]}\n") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no", "no"),
        ("2026-11-20", "2026-11-20"),
        ("1.10", 1.1),
        ("012", 12),
        ("0x1f", 31),
        ("1e3", 1000.0),
        ("1/2", "1/2"),
        ("'3'", "3"),
        ("~", None),
        ("-.inf", -math.inf),
        ("{0: True, true: null}", {"0": True, "true": None}),
        ('- >-\n  0.5\n- "0.5"', ["0.5", "0.5"]),
    ],
)
def test_the_stand_in_for_an_editor_reads_yaml_1_2(text: str, expected: object) -> None:
    assert read_as_editor(text) == expected


# --- What is wrong ----------------------------------------------------------------------------------------------------

WRONG_IN_A_FRAMEWORK = {
    "unknown key": ("license: CC0-1.0", "licence: CC0-1.0"),
    "unknown key deep down": ("{lowest: 1, highest: 3}", "{lowest: 1, highest: 3, middle: 2}"),
    "missing key": ('version: "2.1.0"\n', ""),
    "missing key in a list": ("{id: slow, title: {en: Slow}, ", "{id: slow, "),
    "bad id": ("id: garden\n", "id: My Garden\n"),
    "bad id as a key": ("  pruning:\n    pillar", "  Pruning:\n    pillar"),
    "bad id in a reference": ("steps: [helper, gardener]", "steps: [helper, The Gardener]"),
    "bad version": ('version: "2.1.0"', "version: 2.1"),
    "text for a mapping": ("title: {en: Garden}", "title: Garden"),
    "a mapping for a list": ("languages: [en]", "languages: {en: yes}"),
    "an empty list": ("languages: [en]", "languages: []"),
    "a fraction for a whole number": ("weights: {lowest: 1,", "weights: {lowest: 1.5,"),
    "text for a whole number": ("weights: {lowest: 1,", "weights: {lowest: '1',"),
    "a negative level": ("{level: 0, title: {en: None}", "{level: -1, title: {en: None}"),
    "a level that is no number": ("anchors: {0: {en: Never dug.}", "anchors: {none: {en: Never dug.}"),
    "truth for text": ("license: CC0-1.0", "license: true"),
    "text for truth": ("confirms: false, by_person", "confirms: 'no', by_person"),
    "nothing for text": ("license: CC0-1.0", "license:"),
    "a decimal comma": ("alarm_below: 0.40", "alarm_below: '0,40'"),
    "a negative number": ("alarm_below: 0.40", "alarm_below: -0.40"),
    "a share of nothing": ("near_within: 1/2", "near_within: 1/0"),
    "an unknown kind": ("kind: share-ready", "kind: share-nearly-ready"),
    "a group too small": ("groups: {smallest: 5,", "groups: {smallest: 4,"),
}
WRONG_IN_SKILLS = {
    "unknown key": ("role: gardener", "rolle: gardener"),
    "personal data": ("role: gardener", "role: gardener\nage: 40"),
    "missing key": ("person: P-001\n", ""),
    "missing key in a round": ("    date: 2026-11-20\n", ""),
    "a date as it is written in German": ("date: 2026-11-20", "date: 20.11.2026"),
    "a day that does not exist": ("date: 2026-11-20", "date: 2026-02-30"),
    "a reference without a version": ("framework: garden@2.1.0", "framework: garden"),
    "a word for a level": ("digging: 2", "digging: two"),
    "a level with a comma": ("digging: 2", "digging: 2,5"),
    "an unknown key in a level": ("digging: 2", "digging: {level: 2, evidnce: x}"),
    "a list for a mapping": ("levels: {pruning: 3}", "levels: [pruning]"),
    "a list for a text": ("person: P-001", "person: [P-001]"),
}  # fmt: skip


WRONG_IN_A_PILOT = {
    "unknown key": ("owner: R-01", "ownr: R-01"),
    "missing key": ("pilot: bread\n", ""),
    "an unknown state": ("must-haves: {state: open}", "must-haves: {state: opened}"),
    "a mark off the scale": ("marks: {value: 3", "marks: {value: 5"),
    "a list for words": ("reason: Minimal", "reason: [Minimal]"),
    "an unknown decision": ("decision: scale", "decision: maybe"),
    "more than all skills": ("skills: 70", "skills: [70]"),
    "a verdict without a day": ("  - date: 2026-11-30\n    person", "  - person"),
}
WRONG_IN_A_ROADMAP = {
    "missing key": ("start: 2026-10-01\n", ""),
    "a state that does not exist": ("sponsor: R-01", "holidays: XX"),
    "a direction that does not exist": ("direction: down", "direction: sideways"),
    "a negative amount": ("planned: 4000", "planned: -4000"),
    "a year of two digits": ("year: 2025", "year: 25"),
    "an item without a plan": (", planned: 3000}", "}"),
}


@pytest.mark.parametrize("change", WRONG_IN_A_PILOT.values(), ids=WRONG_IN_A_PILOT)
def test_what_is_wrong_in_a_pilot_is_refused(change: tuple[str, str]) -> None:
    assert complaints("pilot", PILOT) == []
    assert complaints("pilot", edited(PILOT, change))


@pytest.mark.parametrize("change", WRONG_IN_A_ROADMAP.values(), ids=WRONG_IN_A_ROADMAP)
def test_what_is_wrong_in_a_roadmap_is_refused(change: tuple[str, str]) -> None:
    assert complaints("roadmap", ROADMAP) == []
    assert complaints("roadmap", edited(ROADMAP, change))


@pytest.mark.parametrize("change", WRONG_IN_A_FRAMEWORK.values(), ids=WRONG_IN_A_FRAMEWORK)
def test_what_is_wrong_in_a_framework_is_refused(change: tuple[str, str]) -> None:
    assert complaints("framework", edited(GARDEN, change))


@pytest.mark.parametrize("change", WRONG_IN_SKILLS.values(), ids=WRONG_IN_SKILLS)
def test_what_is_wrong_in_a_skill_file_is_refused(change: tuple[str, str]) -> None:
    assert complaints("skills", edited(SKILLS, change))


def test_the_place_of_what_is_wrong_is_told() -> None:
    (one,) = complaints("skills", edited(SKILLS, ("date: 2026-11-20", "date: soon")))[:1]
    assert one.startswith("ratings/0/date: 'soon' ")


# --- Our reader and the schemas ---------------------------------------------------------------------------------------

SCALARS = ["", "~", "null", "true", "False", "no", "0", "3", "-1", "-0", "007", "1_000", "99999999999999999999"]
SCALARS += [
    "0.5",
    "00.5",
    ".5",
    "5.",
    "1e3",
    "0x1f",
    "0o17",
    ".inf",
    ".nan",
    "85 %",
    "85%",
    "1/2",
    "1/0",
    "1/000000001",
]
SCALARS += ["0.123456789", "2026-11-20", "2026-02-30", "20.11.2026", "1.0.0", "1.10", "P-001", "S07", "garden@1.0.0"]
SCALARS += ["digging", "Bad Id", "not_observable", "share-ready", "en", "x" * 81, "<<", "ä"]
values = st.builds(
    lambda text, style: yaml.ScalarNode("tag:yaml.org,2002:str", text, style=style),
    st.sampled_from(SCALARS),
    st.sampled_from([None, None, "'"]),
)
collections = st.one_of(
    st.lists(values, max_size=2).map(lambda items: yaml.SequenceNode("tag:yaml.org,2002:seq", items)),
    st.lists(st.tuples(values, values), max_size=2).map(lambda items: yaml.MappingNode("tag:yaml.org,2002:map", items)),
)


def scalars(node: yaml.Node) -> Iterator[tuple[list[Any], int, int | None]]:
    """Yield for every value and key where it hangs: a list, its number in there, and its half of a pair."""
    for number, entry in enumerate(node.value if isinstance(node, yaml.CollectionNode) else ()):
        halves = enumerate(entry) if isinstance(entry, tuple) else [(None, entry)]
        for half, child in halves:
            yield node.value, number, half
            yield from scalars(child)


@st.composite
def altered(draw: st.DrawFn, text: str) -> str:
    """Return a document in which some keys or values have been replaced or taken away."""
    root = composed(text)
    for _ in range(draw(st.integers(1, 2))):
        siblings, number, half = draw(st.sampled_from([*scalars(root)]))
        new = None if draw(st.integers(0, 9)) == 0 else draw(values if half == 0 else st.one_of(values, collections))
        if new is None:
            del siblings[number]
        elif half is None:
            siblings[number] = new
        else:
            siblings[number] = tuple(new if side == half else one for side, one in enumerate(siblings[number]))
    return rewritten(root)


def rewritten(node: yaml.Node) -> str:
    """Return YAML in flow style with every scalar as it is, plain ones plain."""
    if isinstance(node, yaml.MappingNode):
        return "{" + ", ".join(f"{rewritten(key)} : {rewritten(value)}" for key, value in node.value) + "}"
    if isinstance(node, yaml.SequenceNode):
        return "[" + ", ".join(map(rewritten, node.value)) + "]"
    assert isinstance(node, yaml.ScalarNode)
    text: str = node.value
    # A plain scalar may hold no comma or bracket inside a flow collection, and an empty one in a list is no entry.
    if is_plain(node) and text and not set(text) & set(",[]{}"):
        return text
    return "'" + text.replace("'", "''") + "'"


def structural(diagnostics: tuple[Diagnostic, ...]) -> bool:
    """Tell whether something is wrong with the form, whatever the content: KIF110 is an unknown key too."""
    return any(one.code < "KIF100" or one.code == "KIF110" for one in diagnostics)


ALIKE = settings(max_examples=250, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


@ALIKE
@given(altered(SKILLS + "not_applicable: [{competency: x, reason: y}]\nroles: [{role: a, since: 2026-01-01}]\n"))
def test_a_skill_file_that_is_read_is_valid(text: str) -> None:
    loaded = load_skills(Input(Path("f.yaml"), "f.yaml", "f.yaml"), lambda *_: text.encode())
    if not structural(loaded.diagnostics):
        assert complaints("skills", text) == [], text


@ALIKE
@given(altered(GARDEN))
def test_a_framework_that_is_read_is_valid(text: str) -> None:
    loaded = load_framework(Path("no-such-folder", "f.yaml"), "f.yaml", lambda *_: text.encode())
    if not structural(loaded.diagnostics):
        assert complaints("framework", text) == [], text


@ALIKE
@given(altered(PILOT))
def test_a_pilot_that_is_read_is_valid(text: str) -> None:
    loaded = load_pilot(Input(Path("f.yaml"), "f.yaml", "f.yaml"), lambda *_: text.encode())
    if not structural(loaded.diagnostics):
        assert complaints("pilot", text) == [], text


@ALIKE
@given(altered(ROADMAP))
def test_a_roadmap_that_is_read_is_valid(text: str) -> None:
    loaded = load_roadmap(Input(Path("f.yaml"), "f.yaml", "f.yaml"), lambda *_: text.encode())
    if not structural(loaded.diagnostics):
        assert complaints("roadmap", text) == [], text


def test_a_document_written_anew_is_the_same_document() -> None:
    """Without this the tests above could hold for want of anything that can be read."""
    for text in (SKILLS, GARDEN, PILOT, ROADMAP):
        assert read_as_editor(rewritten(composed(text))) == read_as_editor(text)
        assert read_yaml(rewritten(composed(text)), "f.yaml").data == read_yaml(text, "f.yaml").data
