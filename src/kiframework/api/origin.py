"""Where values of a framework come from, and the framework as one whole, whatever layers it is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from kiframework.api.setting import collector_paused, framework_place, open_framework, open_setting, open_workspace
from kiframework.api.show import show
from kiframework.loading.extending import EXTENDS
from kiframework.loading.files import is_folder, read_bytes
from kiframework.loading.framework import QUESTIONS, TRAINING, Reading, load_with_document, resolved_document
from kiframework.loading.framework_text import by_pillar, framework_files, yaml_bytes
from kiframework.loading.questions import joined_questions
from kiframework.loading.training import MODULES, joined_catalogue
from kiframework.loading.yaml import read_data
from kiframework.rules import check_framework

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Location, SourceMap
    from kiframework.loading.framework import Beside

_SECTIONS = {"role": "roles", "competency": "competencies", "pillar": "pillars"}
_BIG = ("competencies", "roles", "ladders")


class Origin(NamedTuple):
    """One value of a framework, and where it is written."""

    path: str
    """``competencies/data-protection/anchors/2/de``."""
    value: str
    place: Location


def origins(wanted: str | None, framework: str | None) -> list[Origin]:
    """Return every value of a role, competency or pillar with its place; without an id, of the framework's top.

    Raises :class:`~kiframework.errors.KiframeworkError` as :func:`~kiframework.api.show.show` does.
    """
    run = show(wanted, framework)
    source = resolved_document(*framework_place(open_setting((), framework).workspace, framework))
    if run.kind == "framework":
        return [
            one
            for key in source.root
            if key not in (*_BIG, EXTENDS)
            for one in _values(source, (key,), source.root[key])
        ]
    section = source.root[_SECTIONS[run.kind]]
    step: Any = run.id
    if isinstance(section, list):
        step = next(number for number, one in enumerate(section) if one.get("id") == run.id)
    return list(_values(source, (_SECTIONS[run.kind], step), section[step]))


def _values(source: SourceMap, path: tuple[Any, ...], node: Any) -> Iterator[Origin]:
    inner = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for step, value in inner:
        yield from _values(source, (*path, step), value)
    if not isinstance(node, (dict, list)):
        yield Origin("/".join(_names(source.root, path)), " ".join(str(node).split()), source.value(path))


def _names(root: Any, path: tuple[Any, ...]) -> Iterator[str]:
    """Name the steps of a path: items of lists by their ids, where they have some."""
    for step in path:
        root = root[step]
        yield str(root.get("id", step)) if isinstance(root, dict) and isinstance(step, int) else str(step)


# --- The framework as one whole ---------------------------------------------------------------------------------------


def resolve(framework: str | None) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of the files of a framework in which all its layers have become one.

    Raises :class:`~kiframework.errors.KiframeworkError` if the framework cannot be used.
    """
    workspace = open_workspace(())
    path, shown = framework_place(workspace, framework)
    with collector_paused():
        loaded, around = load_with_document(path, shown)
        if loaded.framework is None or loaded.diagnostics or any(check_framework(loaded.framework, loaded.source)):
            open_framework(workspace, framework)  # says all that is wrong
    document = dict(around.whole or {})
    yield from framework_files(document)
    if is_folder(path):
        yield from _beside(around, {name: one["pillar"] for name, one in document["competencies"].items()})


def _beside(around: Beside, pillar: dict[str, str]) -> Iterator[tuple[str, bytes]]:
    """Yield questions and training, as far as there are any."""
    asked = joined_questions(around, Reading(read_bytes, read_data)).root.get(QUESTIONS, {})
    yield from by_pillar(QUESTIONS, asked, pillar)
    reading = Reading(read_bytes, read_data)
    if any(is_folder(layer.path / TRAINING) for layer in around.layers) and joined_catalogue(around, reading):
        top = reading.source.root
        yield f"{TRAINING}/catalogue.yaml", yaml_bytes({key: value for key, value in top.items() if key != MODULES})
        first = {name: module["steps"][0]["competency"] for name, module in top.get(MODULES, {}).items()}
        placed = {name: pillar[competency] for name, competency in first.items()}
        yield from by_pillar(f"{TRAINING}/{MODULES}", top.get(MODULES, {}), placed)
