"""What has changed in a framework: complete, exact, and as consequential as it is."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.loading.samples import GARDEN, edited, garden

from kiframework.loading.framework import load_framework
from kiframework.model.assessment import MUST_HAVE_OPEN
from kiframework.planning.changes import applied, compare, content, impact, readiness_ranks

if TYPE_CHECKING:
    from kiframework.model.framework import Framework

DOCUMENT: dict[str, Any] = yaml.safe_load(GARDEN)


def framework(text: str) -> Framework:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "f.yaml").write_text(text, "utf-8")
        loaded = load_framework(Path(folder, "f.yaml"), "f.yaml")
    assert loaded.diagnostics == ()
    assert loaded.framework is not None
    return loaded.framework


def changed(*edits: tuple[str, str]) -> Framework:
    return framework(edited(GARDEN, *edits))


# --- Complete and exact -----------------------------------------------------------------------------------------------

TITLES = st.sampled_from(["One", "Two", "Three"])


@st.composite
def gardens(draw: st.DrawFn) -> Framework:
    """Return the sample with competencies, requirements, weights, bands and texts added, changed and removed."""
    document: dict[str, Any] = yaml.safe_load(GARDEN)
    document["title"] = {"en": draw(TITLES), **({"de": draw(TITLES)} if draw(st.booleans()) else {})}
    names = draw(st.permutations(["digging", "composting", "pruning", "mowing", "weeding"]))[: draw(st.integers(1, 5))]
    document["competencies"] = {
        name: {
            "pillar": draw(st.sampled_from(["soil", "tools"])),
            "title": {"en": draw(TITLES)},
            "meaning": {"en": "Something."},
            "weight": draw(st.integers(1, 3)),
            "anchors": {level: {"en": draw(TITLES)} for level in draw(st.sets(st.integers(0, 3), max_size=3))},
        }
        for name in names
    }
    for role in ("helper", "gardener"):
        document["roles"][role]["requirements"] = {
            name: {"level": draw(st.integers(0, 3)), "must_have": draw(st.booleans())}
            for name in names
            if draw(st.booleans())
        }
    document["pillars"] = draw(st.permutations(document["pillars"]))
    document["principles"] = draw(st.permutations(document["principles"]))[: draw(st.integers(0, 2))]
    document["scoring"]["near_within"] = draw(st.sampled_from(["1/2", "1/4"]))
    bands, sources = document["scoring"]["bands"], document["scoring"]["sources"]
    bands[0]["score"] = draw(st.sampled_from(["85 %", "90 %"]))
    bands[1:1] = [{"id": "near", "title": {"en": "near"}, "score": "60 %"}] if draw(st.booleans()) else []
    sources += (
        [{"id": "guest", "title": {"en": "Guest"}, "weight": 1, "confirms": False}] if draw(st.booleans()) else []
    )
    document["scoring"]["age"] = document["scoring"]["age"][: draw(st.integers(1, 2))]
    document["targets"] = document["targets"][: draw(st.integers(0, 2))]
    document["ladders"] = document["ladders"] if draw(st.booleans()) else {}
    document["roles"]["helper"]["tasks"] = [{"en": one} for one in draw(st.lists(TITLES, max_size=2))]
    gone = draw(st.dictionaries(st.sampled_from(["fax", "telex"]), st.sampled_from([{}, {"replaced_by": names[0]}])))
    document["retired"] = {"competencies": {one: {"since": "2.0.0", **entry} for one, entry in gone.items()}}
    # Dates and decimals are text in our YAML, as in the sample.
    return framework(yaml.safe_dump(document, sort_keys=False))


@settings(max_examples=60, deadline=None)
@given(gardens(), gardens())
def test_what_is_told_makes_the_later_state_of_the_earlier_one(old: Framework, new: Framework) -> None:
    assert applied(content(old), compare(old, new).changes) == content(new)


@settings(max_examples=20, deadline=None)
@given(gardens())
def test_nothing_is_told_of_the_same(one: Framework) -> None:
    found = compare(one, one)
    assert (found.changes, found.required, found.raised, found.breaking) == ((), None, True, False)


@settings(max_examples=30, deadline=None)
@given(gardens(), gardens())
def test_the_same_content_has_no_changes_and_other_content_has_some(old: Framework, new: Framework) -> None:
    assert bool(compare(old, new).changes) is (content(old) != content(new))


# --- As consequential as it is ----------------------------------------------------------------------------------------

MAJOR = {
    "raised": ("      composting: {level: 2}", "      composting: {level: 3}"),
    "must-have": ("      composting: {level: 2}", "      composting: {level: 2, must_have: true}"),
    "newly required": (
        "{digging: {level: 1}, pruning: {level: 1}}",
        "{digging: {level: 1}, pruning: {level: 1}, composting: {level: 1}}",
    ),
    "weight": ("    weight: 2\n", "    weight: 1\n"),
    "moved": ("  composting:\n    pillar: soil", "  composting:\n    pillar: tools"),
    "anchor gone": ("0: {en: Never dug.}, ", ""),
    "all anchors gone": ("    anchors: {0: {en: Never dug.}, 3: {en: Teaches digging.}}\n", ""),
    "source gone": ("    - {id: quiz, title: {en: Quiz}, weight: 3, ceiling: 2, confirms: true}\n", ""),
    "ceiling": ("ceiling: 2", "ceiling: 1"),
    "band": ("score: 85 %", "score: 90 %"),
    "baseline": ("baseline: helper", "baseline: gardener"),
    "pillar weights": ("{soil: 2, tools: 1}", "{soil: 1, tools: 1}"),
    "id": ("id: garden\n", "id: park\n"),
}
MINOR = {
    "lowered": ("      pruning: {level: 3}", "      pruning: {level: 2}"),
    "no longer a must-have": ("digging: {level: 2, must_have: true}", "digging: {level: 2}"),
    "no longer required": ("      composting: {level: 2}\n", ""),
    "new anchor": ("{0: {en: Never dug.}", "{0: {en: Never dug.}, 1: {en: Dug once.}"),
    "first anchor": (
        "    prerequisites: [digging]\n",
        "    prerequisites: [digging]\n    anchors: {1: {en: Stirs.}}\n",
    ),
    "new role": ("ladders:\n", "  boss: {title: {en: Boss}, purpose: {en: Sees.}, requirements: {}}\nladders:\n"),
    "new source": (
        "  shares:",
        "    - {id: guest, title: {en: Guest}, weight: 1, confirms: false}\n  shares:",
    ),
    "prerequisite": ("prerequisites: [digging]", "prerequisites: []"),
    "language": ("languages: [en]", "languages: [en, de]"),
    "group size": ("{smallest: 5, share_step", "{smallest: 6, share_step"),
}
PATCH = {
    "title": ("title: {en: Digging}", "title: {en: Spading}"),
    "translated": ("title: {en: Digging}", "title: {en: Digging, de: Graben}"),
    "anchor": ("Never dug.", "Has never dug."),
    "purpose": ("purpose: {en: For learning only.}", "purpose: {en: For learning.}"),
    "band title": ("title: {en: fit}", "title: {en: able}"),
}


@pytest.mark.parametrize(
    ("step", "edit"),
    [pytest.param(step, edit, id=f"{step} {name}")
     for step, edits in (("major", MAJOR), ("minor", MINOR), ("patch", PATCH)) for name, edit in edits.items()],
)  # fmt: skip
def test_the_step_says_who_may_come_out_worse(step: str, edit: tuple[str, str]) -> None:
    found = compare(garden(), changed(edit))
    assert found.required == step
    assert found.breaking is (step == "major")
    assert not found.raised or found.old.id != found.new.id


@pytest.mark.parametrize(
    ("version", "edit", "raised"),
    [
        ("3.0.0", MAJOR["raised"], True),
        ("2.2.0", MAJOR["raised"], False),
        ("2.2.0", MINOR["lowered"], True),
        ("2.1.1", MINOR["lowered"], False),
        ("2.1.1", PATCH["title"], True),
        ("2.1.0", PATCH["title"], False),
        ("2.0.9", PATCH["title"], False),
    ],
)
def test_the_version_has_to_be_raised_by_the_step(version: str, edit: tuple[str, str], raised: bool) -> None:
    new = changed(edit, ('version: "2.1.0"', f'version: "{version}"'))
    assert compare(garden(), new).raised is raised


@pytest.mark.parametrize(
    ("version", "edit", "least"),
    [
        ("2.1.0", MAJOR["raised"], "3.0.0"),
        ("2.1.3", MINOR["lowered"], "2.2.0"),
        ("2.1.9", PATCH["title"], "2.1.10"),
        ("0.3.1", MAJOR["raised"], "0.4.0"),
        ("0.3.1", MINOR["lowered"], "0.4.0"),
    ],
)
def test_the_lowest_version_that_will_do_is_named(version: str, edit: tuple[str, str], least: str) -> None:
    at = ('version: "2.1.0"', f'version: "{version}"')
    assert compare(changed(at), changed(at, edit)).least == least


def test_before_the_first_release_the_second_number_stands_in_for_the_first() -> None:
    def at(version: str, *edits: tuple[str, str]) -> Framework:
        return changed(('version: "2.1.0"', f'version: "{version}"'), *edits)

    assert compare(at("0.3.0"), at("0.4.0", MAJOR["raised"])).raised
    assert not compare(at("0.3.0"), at("0.3.1", MAJOR["raised"])).raised


def test_changes_stand_most_consequential_first() -> None:
    found = compare(garden(), changed(PATCH["title"], MINOR["lowered"], MAJOR["weight"]))
    assert [one.step for one in found.changes] == ["major", "minor", "patch"]


def test_an_order_that_follows_from_an_addition_is_not_told_of() -> None:
    more = ("principles:\n", "principles:\n  - {id: new, title: {en: New}, meaning: {en: A rule.}}\n")
    found = compare(garden(), changed(more))
    assert [one.path for one in found.changes] == [("principles", "#order"), ("principles", "new")]
    behind = ("targets:\n", "  - {id: new, title: {en: New}, meaning: {en: A rule.}}\ntargets:\n")
    assert [one.path for one in compare(garden(), changed(behind)).changes] == [("principles", "new")]


# --- People -----------------------------------------------------------------------------------------------------------


class Result:
    """As much of an assessment as counts here."""

    def __init__(self, number: int, readiness: str) -> None:
        self.person, self.role, self.readiness = f"P-{number:03}", "gardener", readiness


def moved(before: list[str], after: list[str | None]) -> Any:
    first: Any = [Result(number, code) for number, code in enumerate(before)]
    second: Any = [Result(number, code) for number, code in enumerate(after) if code]
    return impact(garden(), first, second, readiness_ranks(garden(), garden()))


def test_numbers_of_five_people_and_more_are_shown() -> None:
    found = moved(["fit"] * 12, [*["fit"] * 6, *["growing"] * 6])
    assert (found.people, found.better, found.same, found.worse, found.lost) == (12, 0, 6, 6, 0)


def test_numbers_that_tell_of_few_are_hidden_and_so_is_what_they_follow_from() -> None:
    found = moved(["fit"] * 12, [*["fit"] * 10, "growing", None])
    assert (found.same, found.worse, found.lost) == (None, None, None)
    assert [(one.person, one.direction) for one in found.shifts if one.direction != "same"] == [
        ("P-010", "worse"),
        ("P-011", "lost"),
    ]


def test_of_fewer_than_five_people_nothing_is_said() -> None:
    found = moved(["fit"] * 4, ["growing"] * 4)
    assert (found.people, found.better, found.same, found.worse, found.lost) == (None, None, None, None, None)


def test_an_open_must_have_is_the_worst() -> None:
    assert {one.direction for one in moved([MUST_HAVE_OPEN] * 5, ["fresh"] * 5).shifts} == {"better"}
