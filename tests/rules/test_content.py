"""Rules about content: each finds what is marked, and passes what is honest; the built-in framework keeps them all."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.framework.content import loaded as built_in
from tests.framework.content import translations
from tests.loading.samples import edited, places_of, unmarked
from tests.rules.content_cases import BAKERY, CONTENT

from kiframework import rules
from kiframework.diagnostics import Diagnostic, Location, Severity
from kiframework.loading.framework import LoadedFramework, load_framework
from kiframework.loading.yaml import read_yaml
from kiframework.model.base import Text
from kiframework.model.checks import STUB, VAGUE_VERBS, Checks
from kiframework.rules import parts
from kiframework.rules.base import ContentContext, Release
from kiframework.rules.content import CONTENT_RULES, check_content
from kiframework.rules.content.missing_language import _quoted
from kiframework.rules.content.similar_competencies import LIKE, _Similar
from kiframework.rules.wording import ALIKE, likeness, normal, tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tests.rules.cases import Case

    from kiframework.diagnostics import Fix

TODAY = dt.date(2026, 11, 23)
RELEASED = Release("1.1.0", "0" * 64, "the recorded hash")
CONTEXT = ContentContext(TODAY, Checks(), (RELEASED,))
RULES = {rule.CODE: rule for rule in CONTENT_RULES}


def read(text: str) -> LoadedFramework:
    with TemporaryDirectory() as folder:
        path = Path(folder, "a.yaml")
        path.write_bytes(text.encode())
        loaded = load_framework(path, "a.yaml")
        assert loaded.framework is not None, loaded.diagnostics
        loaded.source.value([])  # places are looked up in the file, which is about to go
    return loaded


def findings(text: str, context: ContentContext = CONTEXT) -> list[Diagnostic]:
    """Return what the rules for all frameworks, and those about content, find."""
    loaded = read(text)
    assert loaded.framework is not None
    return [
        *loaded.diagnostics,
        *rules.check_framework(loaded.framework, loaded.source),
        *check_content(loaded.framework, loaded.source, context),
    ]


def only(text: str, code: str, context: ContentContext = CONTEXT) -> Diagnostic:
    (found,) = (one for one in findings(text, context) if one.code == code)
    return found


def applied(text: str, fixes: Iterable[Fix | None]) -> str:
    """Make edits as somebody with an editor would, the last one first."""
    edits = [edit for fix in fixes if fix is not None for edit in fix.edits]
    for where, new in sorted(edits, key=lambda edit: edit.where[1:3], reverse=True):
        lines = text.splitlines(keepends=True)
        line = lines[where.line - 1]
        assert where.end_line == where.line
        lines[where.line - 1] = line[: where.column - 1] + new + line[where.end_column - 1 :]
        text = "".join(lines)
    return text


# --- The table --------------------------------------------------------------------------------------------------------


def test_the_sample_keeps_every_rule() -> None:
    assert findings(BAKERY) == []


@pytest.mark.parametrize(
    ("code", "example"),
    [pytest.param(code, one, id=f"{code} {one.name}") for code, several in CONTENT.items() for one in several],
)
def test_a_rule_about_content_finds_what_is_marked(code: str, example: Case) -> None:
    text, places = unmarked(edited(BAKERY, *example.edits))
    found = findings(text)
    own = [one for one in found if one.code == code]
    assert places_of(own) == sorted(places)
    assert {one.severity for one in own} <= {RULES[code].SEVERITY}
    assert all(example.says in f"{one.message} {one.help}" for one in own)
    if not places:
        assert found == []


# --- The built-in framework -------------------------------------------------------------------------------------------


def test_the_built_in_framework_keeps_every_rule() -> None:
    loaded = built_in()
    assert loaded.framework is not None
    context = ContentContext(TODAY, Checks())
    assert list(rules.check_framework(loaded.framework, loaded.source)) == []
    assert list(check_content(loaded.framework, loaded.source, context)) == []


def test_every_text_of_a_framework_is_found() -> None:
    loaded = built_in()
    assert loaded.framework is not None
    found = [words for _, words in parts.texts(loaded.framework)]
    of_framework = [words for place, words in translations() if not place.startswith("pilots")]
    assert sorted(map(str, found)) == sorted(map(str, of_framework))


def test_parts_are_found_at_their_paths() -> None:
    loaded = read(BAKERY)
    assert loaded.framework is not None
    data = read_yaml(BAKERY, "a.yaml").data
    for path, words in parts.parts(loaded.framework, Text):
        node: Any = data
        for step in path:
            node = node[step]
        assert node == words


# --- What the table cannot say ----------------------------------------------------------------------------------------


def test_order_of_ids_is_a_remark_only() -> None:
    found = only(edited(BAKERY, ("[kneading, weighing]", "[weighing, kneading]")), "KIF228")
    assert found.severity is Severity.INFO


def test_sorting_changes_the_words_only() -> None:
    text = edited(BAKERY, ("[S07, S08, S101]", '[S101,  "S08" , S07]  # as written'))
    found = only(text, "KIF228")
    assert found.fix is not None
    assert found.fix.safe
    assert applied(text, [found.fix]) == edited(BAKERY, ("[S07, S08, S101]", '[S07,  "S08" , S101]  # as written'))


def test_sorting_over_several_lines_is_not_safe_because_comments_would_stay_behind() -> None:
    text = edited(BAKERY, ("[S07, S08, S101]", "\n  - S08  # the eighth\n  - S07"))
    found = only(text, "KIF228")
    assert found.fix is not None
    assert not found.fix.safe


STUBBED = [
    pytest.param(
        ("{de: Kneten, en: Kneading}", "{de: Kneten}"), f'{{en: "{STUB} Kneten", de: Kneten}}', id="in braces"
    ),
    pytest.param(("{de: Kneten, en: Kneading}", "{ en: A  }"), f'{{ de: "{STUB} A", en: A  }}', id="with blanks"),
    pytest.param(
        ("      - de: Wiegt ab.\n        en: Weighs.\n", "      - de: Wiegt ab. # so\n"),
        f'      - en: "{STUB} Wiegt ab."\n        de: Wiegt ab. # so\n',
        id="in a list",
    ),
    pytest.param(
        ("        de: Liest die Waage ab.\n", ""),
        f'        de: "{STUB} Reads the scales."\n        en: Reads the scales.\n',
        id="in lines",
    ),
    pytest.param(
        ("{de: Kneten, en: Kneading}", "{de: 'Sagt \"so\" \\ oder so'}"),
        f'{{en: "{STUB} Sagt \\"so\\" \\\\ oder so", de: \'Sagt "so" \\ oder so\'}}',
        id="with quotes",
    ),
]


@pytest.mark.parametrize(("edit", "expected"), STUBBED)
def test_a_stub_stands_in_for_a_missing_language_and_the_finding_stays(edit: tuple[str, str], expected: str) -> None:
    text = edited(BAKERY, edit)
    found = only(text, "KIF216")
    assert found.fix is not None
    assert not found.fix.safe
    mended = applied(text, [found.fix])
    assert expected in mended
    assert len(mended.splitlines()) - len(text.splitlines()) == expected.count("\n") - (expected.count("\n") > 0)
    left = findings(mended)
    assert [(one.code, one.fix) for one in left] == [("KIF216", None)]
    assert "still to be written" in left[0].message


@pytest.mark.parametrize(
    "written",
    ["{\n      de: Kneten}", "&a\n      de: Kneten", "{}"],
    ids=["braces over lines", "anchor", "nothing"],
)
def test_where_a_stub_might_do_harm_there_is_none(written: str) -> None:
    found = [one for one in findings(edited(BAKERY, ("{de: Kneten, en: Kneading}", written))) if one.code == "KIF216"]
    assert [one.fix for one in found] == [None] * len(found)
    assert found


def test_a_stub_of_a_stub_is_marked_once() -> None:
    text = edited(BAKERY, ("{de: Kneten, en: Kneading}", f'{{de: "{STUB} Kneten"}}'))
    (fix,) = (one.fix for one in findings(text) if one.fix is not None)
    assert fix.edits[0].text == f'en: "{STUB} Kneten", '


def test_a_language_that_yaml_would_take_for_something_else_is_quoted() -> None:
    text = edited(BAKERY, ("languages: [de, en]", "languages: [de, en, 'null']"))
    found = [one for one in findings(text) if one.code == "KIF216"]
    left = findings(applied(text, [one.fix for one in found]))
    assert len(left) == len(found)
    assert {one.message for one in left} == {"The text in 'null' is still to be written."}


def test_stubs_have_one_finding_each_however_they_are_worded() -> None:
    stub = f'{{de: "{STUB} gut tbc {"wort " * 30}", en: "{STUB} Knows."}}'
    text = edited(
        BAKERY,
        ("1: {de: Nennt die Temperatur je Brotsorte., en: Names the temperature for each bread.}", f"1: {stub}"),
        ("3: {de: Plant die Ofenbelegung der ganzen Woche., en: Draws up the oven plan for a week.}", f"3: {stub}"),
        ("2: {de: Stellt Zeit und Gang für neue Teige selbst ein., en: Chooses time", f"2: {stub}  # time"),
        ("3: {de: Zeigt der Schicht den Fenstertest., en: Shows the shift how to stretch a sample.}", f"3: {stub}"),
    )
    assert [one.code for one in findings(text)] == ["KIF216"] * 8


def test_neighbours_with_the_same_text_have_one_finding() -> None:
    text = edited(BAKERY, (_LAST, "Wiegt alle Zutaten eines Rezepts ab"))
    assert [one.code for one in findings(text)] == ["KIF222"]


def test_capitals_count_in_short_placeholders_only() -> None:
    context = ContentContext(TODAY, Checks(placeholders=["abc", "dummy"]))
    found = findings(edited(BAKERY, ("en: Lends a hand.", "en: ABC."), ("en: Weighs.", "en: DUMMY.")), context)
    assert [one.code for one in found] == ["KIF224"]
    assert "'DUMMY'" in found[0].message


def test_several_languages_are_missing_one_by_one() -> None:
    text = edited(BAKERY, ("languages: [de, en]", "languages: [de, en, fr, pt-BR]"))
    found = [one for one in findings(text) if one.code == "KIF216"]
    framework = read(BAKERY).framework
    assert framework is not None
    assert len(found) == 2 * len(list(parts.texts(framework)))


@given(st.text())
def test_whatever_a_text_holds_is_quoted_so_that_it_reads_the_same(text: str) -> None:
    assert read_yaml(f"a: {_quoted(text)}\n", "").data == {"a": text}


def test_lists_of_words_come_from_the_settings() -> None:
    context = ContentContext(TODAY, Checks(vague_verbs={"de": ["wiegt"]}, vague_adjectives={}, placeholders=["teig"]))
    found = findings(BAKERY, context)
    assert {one.code for one in found} == {"KIF219", "KIF224"}
    assert len([one for one in found if one.code == "KIF219"]) == 1


def test_empty_lists_find_nothing() -> None:
    context = ContentContext(TODAY, Checks(vague_verbs={}, vague_adjectives={"de": []}, placeholders=[]))
    text = edited(BAKERY, ("de: Wiegt alle Zutaten eines Rezepts ab.", "de: Kennt gute Rezepte, tbc."))
    assert findings(text, context) == []


def test_a_regional_language_uses_the_list_of_its_language() -> None:
    text = BAKERY.replace("de:", "de-AT:").replace("[de,", "[de-AT,")
    text = edited(text, ("de-AT: Wiegt alle Zutaten eines Rezepts ab.", "de-AT: Kennt gute Rezepte."))
    assert {one.code for one in findings(text)} == {"KIF219", "KIF220"}


@pytest.mark.parametrize("verb", [verb for verbs in VAGUE_VERBS.values() for verb in verbs])
def test_every_vague_verb_of_the_lists_is_found(verb: str) -> None:
    language = next(one for one, verbs in VAGUE_VERBS.items() if verb in verbs)
    old = {"de": "de: Wiegt alle Zutaten eines Rezepts ab.", "en": "en: Measures out everything a recipe lists."}
    found = only(edited(BAKERY, (old[language], f"{language}: {verb.capitalize()} mit, with.")), "KIF219")
    assert f"'{verb}'" in found.message


def test_content_as_released_needs_no_new_version() -> None:
    loaded = read(BAKERY)
    assert loaded.framework is not None
    same = Release(loaded.framework.version, loaded.framework.sha256, "the revision main")
    assert findings(BAKERY, ContentContext(TODAY, Checks(), (same,))) == []
    other = edited(BAKERY, ("kneading: {level: 3", "kneading: {level: 2"))
    found = only(other, "KIF227", ContentContext(TODAY, Checks(), (same,)))
    assert "the revision main" in found.message


_LAST = "Rechnet Rezepte für andere um und erklärt die Mengen"


@pytest.mark.parametrize(
    ("code", "edit", "other"),
    [
        ("KIF221", (_LAST, "Wiegt alle Zutaten des Rezepts ab"), "Wiegt alle"),
        ("KIF222", (_LAST, "Wiegt alle Zutaten eines Rezepts ab"), "Wiegt alle"),
        ("KIF223", ("title: {de: Backen,", "title: {de: Kneten,"), "kneading:"),
        ("KIF225", ("      kneading: {level: 3, must_have: true}", "      kneading: {level: 0}"), "1}\n      baking"),
    ],
)
def test_what_is_compared_names_both_places(code: str, edit: tuple[str, str], other: str) -> None:
    text = edited(BAKERY, edit)
    ((_, place),) = only(text, code).related
    assert "\n".join(text.splitlines()[place.line - 1 :])[place.column - 1 :].startswith(other)


# --- Likeness ---------------------------------------------------------------------------------------------------------


@given(st.text(), st.text())
def test_likeness_is_a_share_and_the_same_both_ways(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, other) == likeness(other, one)
    assert likeness(one, one) == 1


@given(st.text())
def test_a_normal_text_is_its_own_normal_form(text: str) -> None:
    assert normal(normal(text)) == normal(text)


def test_one_word_in_ten_is_nearly_alike_and_three_are_not() -> None:
    text = "checks every answer with the list before it goes out"
    assert likeness(text, text.replace("with the", "with a")) >= ALIKE
    assert likeness(text, text.replace("answer with the", "figure by a")) < ALIKE


COMPETENCY = (
    "  {name}: {{pillar: oven, title: {{de: {title}, en: T}}, meaning: {{de: {meaning}, en: M.}}, weight: 1}}\n"
)


@given(st.lists(st.sets(st.sampled_from("abcdefghij"), min_size=1), min_size=2, max_size=12))
def test_similar_competencies_are_those_that_comparing_all_with_all_finds(sets: list[set[str]]) -> None:
    names = {str(number): frozenset(words) for number, words in enumerate(sets)}
    similar = _Similar(Counter(word for words in names.values() for word in words))
    kept: list[frozenset[str]] = []
    for name, words in names.items():
        expected = any(len(words & one) >= LIKE * len(words | one) for one in kept)
        assert (similar.find_or_add(name, words) is not None) == expected
        if not expected:
            kept.append(words)


# --- Speed ------------------------------------------------------------------------------------------------------------


def fastest(action: Callable[[], None], times: int) -> float:
    durations = []
    for _ in range(times):
        start = perf_counter()
        action()
        durations.append(perf_counter() - start)
    return min(durations)


@cache
def large(count: int) -> LoadedFramework:
    """Return a framework of many competencies, all of them different and required."""
    words = ["teig", "ofen", "mehl", "korb", "brett", "waage", "karte", "salz", "messer", "tuch"]
    body, required = [], []
    for number in range(count):
        own = [f"{words[(number * step) % 10]}{(number * step) % 997}" for step in (3, 7, 11, 13, 17, 19, 23)]
        anchors = "".join(
            f"      {level}: {{de: Legt {' '.join(own[level:])} an {own[0]}., en: Puts {' '.join(own)}.}}\n"
            for level in (1, 2, 3)
        )
        entry = COMPETENCY.format(name=f"c{number}", title=" ".join(own[:2]), meaning=" ".join(own))
        body.append(
            entry.replace("weight: 1}\n", "weight: 1, anchors: {\n" + anchors.replace("}\n", "},\n") + "    }}\n")
        )
        required.append(f"      c{number}: {{level: 1}}\n")
    text = edited(BAKERY, ("roles:\n", "".join(body) + "roles:\n"))
    return read(edited(text, ("kneading: {level: 3, must_have: true}\n", "kneading: {level: 3}\n" + "".join(required))))


def test_the_rules_take_time_in_proportion_to_the_framework() -> None:
    def check(count: int) -> None:
        loaded = large(count)
        assert loaded.framework is not None
        list(check_content(loaded.framework, _Nowhere(), CONTEXT))

    large(400)
    large(1600)
    assert fastest(lambda: check(1600), 3) < 4 * 2.5 * fastest(lambda: check(400), 3)


class _Nowhere:
    """Places that cost nothing: finding them is not what is measured here."""

    def key(self, path: object) -> Location:  # noqa: ARG002
        return Location("", 1, 1, 1, 1)

    value = key


@pytest.mark.parametrize(
    "words",
    ["gleich " * 10, "a" * 300, " ".join(f"w{n}" for n in range(60))],
    ids=["the same word", "one long word", "many words"],
)
def test_hostile_texts_do_not_hold_the_rules_up(words: str) -> None:
    rows = "".join(f"      {n}: {{de: '{words}{n}', en: '{words[::-1]}{n}'}}\n" for n in range(4, 2000))
    text = edited(BAKERY, ("      3: {de: Plant", rows + "      3: {de: Plant"))
    loaded = read(text)
    assert loaded.framework is not None
    start = perf_counter()
    list(check_content(loaded.framework, _Nowhere(), CONTEXT))
    assert perf_counter() - start < 10


def test_tokens_leave_punctuation_out() -> None:
    assert tokens("Prüft „KI“-Texte, 3-mal.") == ["prüft", "ki", "texte", "3", "mal"]
