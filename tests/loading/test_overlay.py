"""One framework over another: what is added, changed and removed, where it came from, and what cannot be."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.loading.samples import GARDEN, edited, places_of, unmarked

from kiframework.api.origin import resolve
from kiframework.loading.extending import fits
from kiframework.loading.framework import LoadedFramework, load_framework, resolved_document
from kiframework.loading.questions import load_questions
from kiframework.rules import check_framework

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kiframework.model.framework import Framework

HEAD = 'extends: ../base@^2\nid: own\nversion: "1.0.0"\n'
QUESTIONS = """\
digging:
  anchor: {stem: {en: Do you dig?}}
pruning:
  anchor: {stem: {en: Do you cut?}}
"""


def put(folder: Path, **layers: str) -> None:
    """Write frameworks, each into a folder of its own."""
    for name, text in {"base": GARDEN, **layers}.items():
        (folder / name).mkdir(exist_ok=True)
        (folder / name / "framework.yaml").write_text(text, "utf-8")


def load(folder: Path, text: str, **layers: str) -> LoadedFramework:
    put(folder, own=text, **layers)
    return load_framework(folder / "own", "own")


def framework(folder: Path, text: str, **layers: str) -> Framework:
    loaded = load(folder, text, **layers)
    assert loaded.diagnostics == ()
    assert loaded.framework is not None
    return loaded.framework


def data(one: Framework) -> dict[str, Any]:
    return one.model_dump(exclude={"id", "version"})


def base(folder: Path) -> Framework:
    put(folder)
    found = load_framework(folder / "base", "base").framework
    assert found is not None
    return found


# --- Add, change, remove ----------------------------------------------------------------------------------------------


def test_an_empty_overlay_is_what_it_extends(tmp_path: Path) -> None:
    assert data(framework(tmp_path, HEAD)) == data(base(tmp_path))


def test_only_what_is_written_changes(tmp_path: Path) -> None:
    text = (
        "competencies: {digging: {weight: 3, anchors: {0: {en: Never.}}}}\n"
        "roles: {gardener: {requirements: {composting: {level: 3}}}}\n"
        "pillars: [{id: soil, title: {en: Earth}}]\n"
        "scale: [{level: 1, title: {en: A bit}}]\n"
        "scoring: {bands: [{id: fit, score: 90 %}], near_within: 1/4}\n"
        "title: {en: My garden}\n"
    )
    own, before = framework(tmp_path, HEAD + text), base(tmp_path)
    digging = own.competencies["digging"]
    assert (digging.weight, digging.anchors[0], digging.anchors[3]) == (3, {"en": "Never."}, {"en": "Teaches digging."})
    assert own.roles["gardener"].requirements["composting"].level == 3
    assert own.roles["gardener"].requirements["digging"] == before.roles["gardener"].requirements["digging"]
    assert [pillar.title["en"] for pillar in own.pillars] == ["Earth", "Tools"]
    assert [step.title["en"] for step in own.scale] == ["None", "A bit", "Good", "Best"]
    assert [band.id for band in own.scoring.bands] == ["fit", "growing", "fresh"]
    assert (own.id, own.version, own.license) == ("own", "1.0.0", "CC0-1.0")


def test_things_are_added_behind_those_that_are_there(tmp_path: Path) -> None:
    text = (
        "competencies:\n  mowing: {pillar: tools, title: {en: Mowing}, meaning: {en: Cuts the lawn.}, weight: 1}\n"
        "roles: {helper: {requirements: {mowing: {level: 2}}}}\n"
        "scoring: {sources: [{id: guest, title: {en: Guest}, weight: 1, confirms: false}]}\n"
    )
    own = framework(tmp_path, HEAD + text)
    assert list(own.competencies) == ["digging", "composting", "pruning", "mowing"]
    assert list(own.sources) == ["self", "boss", "quiz", "guest"]
    assert own.roles["helper"].requirements["mowing"].level == 2


def test_additions_may_stand_in_files_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "own" / "competencies").mkdir(parents=True)
    (tmp_path / "own" / "competencies" / "tools.yaml").write_text("pruning: {weight: 2}\n", "utf-8")
    assert framework(tmp_path, HEAD).competencies["pruning"].weight == 2


def test_things_are_removed_with_what_refers_to_them(tmp_path: Path) -> None:
    paths = ("competencies/composting", "roles/*/requirements/composting", "competencies/digging/anchors/3")
    gone = "remove:\n" + "".join(f"  - {path}\n" for path in paths)
    own = framework(tmp_path, HEAD + gone)
    assert list(own.competencies) == ["digging", "pruning"]
    assert list(own.roles["gardener"].requirements) == ["digging", "pruning"]
    assert list(own.competencies["digging"].anchors) == [0]


def test_a_single_word_of_a_list_can_be_removed(tmp_path: Path) -> None:
    assert (
        framework(tmp_path, HEAD + "remove: [competencies/composting/prerequisites/digging]\n")
        .competencies["composting"]
        .prerequisites
        == []
    )


def test_new_things_stand_before_the_known_one_that_follows_them(tmp_path: Path) -> None:
    top = "{id: top, title: {en: top}, score: 95 %, pillar: 90 %}"
    own = framework(tmp_path, f"{HEAD}scoring: {{bands: [{top}, {{id: fit}}]}}\n")
    assert [band.id for band in own.scoring.bands] == ["top", "fit", "growing", "fresh"]


def test_a_language_that_the_overlay_does_not_have_is_not_inherited(tmp_path: Path) -> None:
    both = edited(GARDEN, ("languages: [en]", "languages: [en, de]"), ("{en: Digging}", "{en: Digging, de: Graben}"))
    own = framework(tmp_path, HEAD + "languages: [de]\n", base=both)
    assert own.competencies["digging"].title == {"de": "Graben"}
    assert own.competencies["pruning"].title == {"en": "Pruning"}, "a text in no other language stays"
    (tmp_path / "base" / "questions").mkdir()
    text = "digging: {anchor: {stem: {en: Do you dig?, de: Graben Sie?}}}\n"
    (tmp_path / "base" / "questions" / "all.yaml").write_text(text, "utf-8")
    questions = load_questions(tmp_path / "own", "own").questions
    assert questions is not None
    assert questions.questions["digging"].anchor.stem == {"de": "Graben Sie?"}


def test_several_layers_are_laid_one_over_the_other(tmp_path: Path) -> None:
    weights = "competencies: {digging: {weight: 2}, pruning: {weight: 2}}\n"
    sector = f'extends: ../base@~2.1\nid: sector\nversion: "1.2.0"\n{weights}'
    own = framework(
        tmp_path, HEAD.replace("base@^2", "sector@^1.1") + "competencies: {digging: {weight: 3}}\n", sector=sector
    )
    assert [one.weight for one in own.competencies.values()] == [3, 2, 2]


def test_what_was_recorded_of_the_base_is_not_inherited(tmp_path: Path) -> None:
    recorded = GARDEN + f"recorded: {{version: 2.1.0, sha256: {'0' * 64}}}\n"
    assert framework(tmp_path, HEAD, base=recorded).recorded is None


def test_what_is_announced_for_a_version_of_the_base_is_not_inherited_but_what_became_of_things_is(
    tmp_path: Path,
) -> None:
    entries = "retired: {competencies: {digging: {since: 3.0.0}, fax: {since: 2.0.0, replaced_by: digging}}}\n"
    own = framework(tmp_path, HEAD.replace("1.0.0", "4.0.0"), base=GARDEN + entries)
    assert list(own.retired.competencies) == ["fax"]


def test_another_scale_says_what_becomes_of_each_level(tmp_path: Path) -> None:
    steps = "".join(f"  - {{level: {n}, title: {{en: L{n}}}, meaning: {{en: Level {n}.}}}}\n" for n in range(3))
    own = framework(tmp_path, f"{HEAD}scale:\n{steps}scale_map: {{0: 0, 1: 1, 2: 1, 3: 2}}\n")
    assert [step.title["en"] for step in own.scale] == ["L0", "L1", "L2"]
    assert {name: one.level for name, one in own.roles["gardener"].requirements.items()} == {
        "digging": 1,
        "composting": 1,
        "pruning": 2,
    }
    assert own.roles["gardener"].requirements["digging"].must_have
    assert own.competencies["digging"].anchors == {0: {"en": "Never dug."}, 2: {"en": "Teaches digging."}}
    assert own.sources["quiz"].ceiling == 1
    assert [step.level for step in own.scoring.shares] == [0, 1, 1]


# --- Where everything comes from --------------------------------------------------------------------------------------


def test_every_value_knows_its_layer(tmp_path: Path) -> None:
    text, places = unmarked(HEAD + "competencies: {digging: {weight: »3}}\nroles: {helper: {title: {de: »Hilfe}}}\n")
    put(tmp_path, own=text)
    source = resolved_document(tmp_path / "own", "own")
    paths = (["competencies", "digging", "weight"], ["roles", "helper", "title", "de"])
    found = [source.value(path) for path in paths]
    assert [(one.path, one.line, one.column) for one in found] == [("own/framework.yaml", *place) for place in places]
    inherited = source.value(["competencies", "digging", "title", "en"])
    line = GARDEN.splitlines().index("    title: {en: Digging}") + 1
    assert (inherited.path, inherited.line) == ("base/framework.yaml", line)


def test_diagnostics_point_into_the_layer_that_is_wrong(tmp_path: Path) -> None:
    text, places = unmarked(HEAD + "competencies: {digging: {weight: »heavy}}\n")
    loaded = load(tmp_path, text)
    assert places_of(loaded.diagnostics) == places
    assert {one.location.path for one in loaded.diagnostics} == {"own/framework.yaml"}
    text, places = unmarked(HEAD + "scoring: {bands: »[{id: last, title: {en: Last}}]}\n")
    own = load(tmp_path, text)
    assert own.framework is not None
    assert places_of(check_framework(own.framework, own.source)) == places
    broken = load(tmp_path, HEAD, base=edited(GARDEN, ("    weight: 3\nroles", "    weight: heavy\nroles")))
    assert {one.location.path for one in broken.diagnostics} == {"base/framework.yaml"}


# --- What cannot be ---------------------------------------------------------------------------------------------------

STEPS = "".join(f"  - {{level: {n}, title: {{en: L}}, meaning: {{en: M.}}}}\n" for n in range(5))
WRONG = {
    "no version": ("extends: »../base\nid: own\nversion: 1.0.0\n", "KIF250", "such as ki-mittelstand@^1"),
    "no framework": ("extends: »garten@^2\nid: own\nversion: 1.0.0\n", "KIF250", "There is no framework 'garten'."),
    "another version": ("extends: »../base@^3\nid: own\nversion: 1.0.0\n", "KIF250", "'garden' is 2.1.0 here"),
    "itself": ("extends: »../own@^1\nid: own\nversion: 1.0.0\n", "KIF250", "extends itself"),
    "a change of nothing": (HEAD + "competencies: {»diging: {weight: 2}}\n", "KIF251", "did you mean 'digging'?"),
    "a change of no requirement": (
        HEAD + "roles: {gardener: {requirements: {»prunning: {must_have: true}}}}\n",
        "KIF251",
        "did you mean 'pruning'?",
    ),
    "a change of no band": (HEAD + "scoring: {bands: [»{id: fitt, score: 90 %}]}\n", "KIF251", "did you mean 'fit'?"),
    "half a competency": (HEAD + "competencies: {»mowing: {weight: 2}}\n", "KIF251", "needs: pillar, title, meaning"),
    "removing nothing": (HEAD + "remove: [»competencies/diging]\n", "KIF252", "did you mean 'digging'?"),
    "removing from nothing": (HEAD + "remove: [»roles/boss/requirements/digging]\n", "KIF252", "no 'boss' in roles"),
    "removing by stars": (HEAD + "remove: [»roles/*/requirements/mowing]\n", "KIF252", "to be removed"),
    "no list": (HEAD + "remove: »competencies/digging\n", "KIF252", "Write a list of paths"),
    "needed": (HEAD + "remove: [»competencies/pruning]\n", "KIF253", "roles/helper/requirements/pruning"),
    "needed source": (HEAD + "remove: [»scoring/sources/self]\n", "KIF253", "scoring/agreement/own_source"),
    "no path": (HEAD + "remove: [»7]\n", "KIF252", "Write a path here"),
    "a text of a list": (HEAD + "remove: [»targets/half/role/x]\n", "KIF252", "write what it is part of anew"),
    "the id of the base": (
        'extends: »../base@^2\nid: garden\nversion: "1.0.0"\n',
        "KIF250",
        "has the id of what it extends",
    ),
    "the same twice": (
        HEAD + "pillars: [{id: soil, title: {en: A}}, »{id: soil, title: {en: B}}]\n",
        "KIF209",
        "stands twice",
    ),
    "a list as an id": (HEAD + "pillars: [{id: »[soil], title: {en: A}, meaning: {en: B.}}]\n", "KIF012", "text"),
    "a mapping as a level": (
        HEAD + "scale: [{level: »{a: 1}, title: {en: A}, meaning: {en: B.}}]\n",
        "KIF012",
        "whole number",
    ),
    "a level less": (HEAD + "remove: »[scale/3]\n", "KIF254", "becomes of every level"),
    "a map to nowhere": (
        f"{HEAD}scale:\n{STEPS}scale_map: »{{0: 0, 1: 1, 2: 2, 3: 9}}\n",
        "KIF254",
        "becomes of every level",
    ),
    "needed roles": (HEAD + "remove: [»roles/helper]\n", "KIF253", "ladders/career/steps/helper"),
    "needed pillar": (HEAD + "remove: [»pillars/tools]\n", "KIF253", "competencies/pruning"),
    "longer scale": (f"{HEAD}scale: »\n{STEPS}".replace("»\n  -", "\n  »-"), "KIF254", "scale_map: {0: …, 1: …"),
    "falling": (f"{HEAD}scale:\n{STEPS}scale_map: »{{0: 0, 1: 3, 2: 2, 3: 4}}\n", "KIF254", "never falling"),
    "a level without": (f"{HEAD}scale:\n{STEPS}scale_map: »{{0: 0, 1: 3, 2: 4}}\n", "KIF254", "becomes of every level"),
    "a map without scale": (f"{HEAD}scale_map: »{{0: 0, 1: 1, 2: 2, 3: 3}}\n", "KIF254", "becomes of every level"),
}


@pytest.mark.parametrize(("text", "code", "says"), WRONG.values(), ids=WRONG.keys())
def test_what_does_not_fit_is_found_at_its_place(tmp_path: Path, text: str, code: str, says: str) -> None:
    plain, places = unmarked(text)
    own = [one for one in load(tmp_path, plain).diagnostics if one.code == code]
    assert places_of(own) == places
    assert says in " ".join(f"{one.message} {one.help}" for one in own)


def test_layers_in_a_ring_are_found(tmp_path: Path) -> None:
    ring = 'extends: ../own@^1\nid: ring\nversion: "1.0.0"\n'
    loaded = load(tmp_path, HEAD.replace("base@^2", "ring@^1"), ring=ring)
    assert [(one.code, one.location.path) for one in loaded.diagnostics] == [("KIF250", "ring/framework.yaml")]


def test_a_base_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    found = load(tmp_path, HEAD.replace("../base", "../nowhere"))
    assert [one.code for one in found.diagnostics] == ["KIF001"]
    assert load(tmp_path, HEAD, base="[").framework is None


@pytest.mark.parametrize(
    ("version", "wanted", "fit"),
    [
        ("1.4.2", "^1", True), ("2.0.0", "^1", False), ("1.1.9", "^1.2", False), ("1.2.0", "^1.2", True),
        ("0.2.5", "^0.2", True), ("0.3.0", "^0.2", False), ("1.2.9", "~1.2", True), ("1.3.0", "~1.2", False),
        ("1.9.0", "~1", True), ("1.2.3", "1.2.3", True), ("1.2.4", "1.2.3", False), ("1.2.4", "1.2", True),
        ("1.2", "^1", False),
    ],
)  # fmt: skip
def test_ranges_of_versions(version: str, wanted: str, fit: bool) -> None:
    assert fits(version, wanted) is fit


# --- What lies beside -------------------------------------------------------------------------------------------------


def test_questions_are_inherited_for_what_is_there(tmp_path: Path) -> None:
    put(tmp_path, own=HEAD + "remove: [competencies/pruning, 'roles/*/requirements/pruning']\n")
    for layer, text in (("base", QUESTIONS), ("own", "digging: {anchor: {stem: {en: Do you turn soil?}}}\n")):
        (tmp_path / layer / "questions").mkdir()
        (tmp_path / layer / "questions" / "all.yaml").write_text(text, "utf-8")
    loaded = load_questions(tmp_path / "own", "own")
    assert loaded.diagnostics == ()
    assert loaded.questions is not None
    assert {name: one.anchor.stem["en"] for name, one in loaded.questions.questions.items()} == {
        "digging": "Do you turn soil?"
    }
    assert loaded.source.value(["questions", "digging", "anchor", "stem", "en"]).path == "own/questions/all.yaml"


def test_with_another_scale_questions_are_not_inherited(tmp_path: Path) -> None:
    put(tmp_path, own=f"{HEAD}scale:\n{STEPS}scale_map: {{0: 0, 1: 1, 2: 2, 3: 4}}\n")
    (tmp_path / "base" / "questions").mkdir()
    (tmp_path / "base" / "questions" / "all.yaml").write_text(QUESTIONS, "utf-8")
    assert load_questions(tmp_path / "own", "own").questions is None


# --- Properties -------------------------------------------------------------------------------------------------------

POOL: dict[tuple[str, ...], st.SearchStrategy[Any]] = {
    ("title", "en"): st.sampled_from(["Park", "Meadow"]),
    ("title", "de"): st.sampled_from(["Park", "Wiese"]),
    ("pillars", "soil", "title", "en"): st.sampled_from(["Earth", "Ground"]),
    ("scale", "1", "meaning", "de"): st.sampled_from(["Mit Hilfe.", "Angeleitet."]),
    ("scoring", "near_within"): st.sampled_from(["1/4", "1/3"]),
    ("scoring", "bands", "fit", "score"): st.sampled_from(["80 %", "90 %"]),
    ("scoring", "bands", "growing", "title", "de"): st.sampled_from(["wächst", "im Wachsen"]),
    ("scoring", "sources", "boss", "weight"): st.integers(1, 3),
    ("competencies", "digging", "weight"): st.integers(1, 3),
    ("competencies", "pruning", "weight"): st.integers(1, 3),
    ("competencies", "digging", "anchors", "0", "en"): st.sampled_from(["Never.", "Not yet."]),
    ("competencies", "digging", "anchors", "2", "en"): st.sampled_from(["Digs alone.", "Digs a bed."]),
    ("roles", "gardener", "title", "en"): st.sampled_from(["Groundsman", "Planter"]),
    ("roles", "gardener", "requirements", "composting", "level"): st.integers(1, 3),
    ("roles", "gardener", "requirements", "composting", "must_have"): st.booleans(),
    ("roles", "helper", "requirements", "composting", "level"): st.integers(1, 3),
    ("ladders", "career", "title", "en"): st.sampled_from(["Path", "Way"]),
}
"""Path of a value -> what a layer may write there."""
LISTS = {("pillars",): "id", ("scale",): "level", ("scoring", "bands"): "id", ("scoring", "sources"): "id"}

Changes = dict[tuple[str, ...], Any]


@st.composite
def changes(draw: st.DrawFn) -> Changes:
    """Return what one layer writes."""
    paths = draw(st.lists(st.sampled_from(sorted(POOL)), unique=True, max_size=8))
    return {path: draw(POOL[path]) for path in paths}


def written(changed: Changes) -> dict[str, Any]:
    """Return changes as the document of a layer."""
    document: dict[str, Any] = {}
    for path, value in changed.items():
        node: Any = document
        for depth, step in enumerate(path[:-1], 1):
            node = into(node, path[: depth - 1], step, [] if path[:depth] in LISTS else {})
        node[path[-1]] = value
    return document


def into(node: Any, path: tuple[str, ...], step: str, empty: Any) -> Any:
    """Return what stands at a step, made if it is not there yet."""
    if isinstance(node, dict):
        return node.setdefault(int(step) if path[-1:] == ("anchors",) else step, empty)
    key = LISTS[path]
    name: Any = int(step) if key == "level" else step
    found = next((item for item in node if item[key] == name), None)
    if found is None:
        node.append(found := {key: name})
    return found


def layer(below: str, name: str, changed: Changes) -> str:
    head = {"extends": f"../{below}", "id": name, "version": "1.0.0"}
    return yaml.safe_dump({**head, **written(changed)}, allow_unicode=True)


def steps_in(document: Any, path: Sequence[Any]) -> list[Any]:
    """Return a path by ids as keys and positions of one document."""
    steps: list[Any] = []
    for step in path:
        key = "level" if steps == ["scale"] else "id"
        if isinstance(document, list):
            steps.append(next(at for at, item in enumerate(document) if isinstance(item, dict) and item[key] == step))
        else:
            steps.append(step)
        document = document[steps[-1]]
    return steps


def leaves(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Yield every value of a document by its path; items of lists by their ids, other lists as they are."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from leaves(value, (*path, key))
    elif isinstance(node, list) and node and isinstance(node[0], dict) and {"id", "level"} & set(node[0]):
        key = "level" if path == ("scale",) else "id"
        if all(key in item for item in node):
            for item in node:
                yield from leaves(item, (*path, item[key]))
    elif not isinstance(node, list):
        yield path, node


def holds(document: Any, path: tuple[Any, ...]) -> bool:
    try:
        steps_in(document, path)
    except (KeyError, StopIteration, TypeError):
        return False
    return True


def node_at(text: str, steps: Sequence[Any]) -> yaml.Node:
    """Return the node at a path of a file, found without our own reader."""
    node: Any = yaml.compose(text)
    for step in steps:
        if isinstance(node, yaml.SequenceNode):
            node = node.value[step]
        else:
            node = next(value for key, value in node.value if key.value == str(step))
    return node  # type: ignore[no-any-return]


@settings(max_examples=25, deadline=None)
@given(count=st.integers(1, 4))
def test_layers_that_change_nothing_are_what_is_below_them(count: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        below = "base@^2"
        layers = {}
        for number in range(count):
            layers[f"l{number}"] = layer(below, f"l{number}", {})
            below = f"l{number}@^1"
        own = framework(Path(name), layer(below, "own", {}), **layers)
        assert data(own) == data(base(Path(name)))


@settings(max_examples=60, deadline=None)
@given(first=changes(), second=changes())
def test_the_upper_layer_wins_and_the_order_matters_only_where_both_touch_the_same(
    first: Changes, second: Changes
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        one = framework(folder, layer("low@^1", "own", second), low=layer("base@^2", "low", first))
        whole = resolved_document(folder / "own", "own").root
        other = framework(folder, layer("low@^1", "own", first), low=layer("base@^2", "low", second))
        for path, value in {**first, **second}.items():
            typed = tuple(int(step) if step.isdecimal() else step for step in path)
            node = whole
            for step in steps_in(whole, typed):
                node = node[step]
            assert node == value
        touched = any(first[path] != second[path] for path in first.keys() & second)
        assert (data(one) == data(other)) is not touched


@settings(max_examples=40, deadline=None)
@given(first=changes(), second=changes())
def test_the_origin_of_every_value_is_the_uppermost_layer_that_writes_it(first: Changes, second: Changes) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts = {"own": layer("low@^1", "own", second), "low": layer("base@^2", "low", first), "base": GARDEN}
        put(folder, own=texts["own"], low=texts["low"])
        source = resolved_document(folder / "own", "own")
        documents = {one: yaml.safe_load(text) for one, text in texts.items()}
        for path, _ in leaves(source.root):
            found = source.value(steps_in(source.root, path))
            if path == ("extends",):
                continue
            upper = next(one for one in texts if holds(documents[one], path))
            mark = node_at(texts[upper], steps_in(documents[upper], path)).start_mark
            wanted = (f"{upper}/framework.yaml", mark.line + 1, mark.column + 1)
            assert (found.path, found.line, found.column) == wanted, path


@settings(max_examples=20, deadline=None)
@given(changed=changes())
def test_resolving_keeps_everything_and_resolving_again_changes_nothing(changed: Changes) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        own = framework(folder, layer("base@^2", "own", changed))
        first = dict(resolve(str(folder / "own")))
        for path, content in first.items():
            (folder / "flat" / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / "flat" / path).write_bytes(content)
        flat = load_framework(folder / "flat", "flat").framework
        assert flat is not None
        assert flat.sha256 == own.sha256
        assert dict(resolve(str(folder / "flat"))) == first
