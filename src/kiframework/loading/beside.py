"""Reads what lies in a folder beside a framework: one top file, and a folder of definitions that joins it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from kiframework.loading.files import Input, is_file, is_folder, read_bytes, shown_below
from kiframework.loading.overlay import Overlay

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kiframework.loading.framework import Beside, Reading

    Prune = Callable[[dict[Any, Any], Beside], list[tuple[Any, ...]]]
    """Tells which paths of what is inherited refer to something that the framework above does not have."""


class Spot(NamedTuple):
    """Where it lies."""

    folder: str
    """Folder beside the top file of the framework."""
    top: str
    """File with what holds for all definitions."""
    section: str
    """Folder of the definitions, and the key under which they join the document."""


def lies_beside(around: Beside, spot: Spot) -> bool:
    """Tell whether some layer has the folder."""
    return any(is_folder(layer.path / spot.folder) for layer in around.layers)


def joined(around: Beside, spot: Spot, reading: Reading, prune: Prune) -> bool:
    """Join the documents of all layers; tell whether there is one that can be used. It becomes the reading's root."""
    source, read, whole = reading.source, reading.read, None
    for layer in around.layers:
        # What is inherited is none of the run: it is read as it is.
        reading.read = read if layer is around.layers[-1] else read_bytes
        own = _own(layer.path, shown_below(layer.shown, spot.folder), spot, reading, needed=whole is None)
        if own is None:
            return False
        if layer is not around.layers[-1]:
            own = around.in_its_languages(source, source.copy_without(own, prune(own, around)))
        overlay = Overlay(source, reading.diagnostics)
        whole = own if whole is None else overlay.merged(whole, own, ())
    source.root = whole
    return whole is not None


def _own(path: Path, shown: str, spot: Spot, reading: Reading, *, needed: bool) -> dict[Any, Any] | None:
    """Join the files of one layer; None if its top file is needed, or there, and cannot be used."""
    reading.source.path = shown_below(shown, spot.top)
    whole: dict[Any, Any] = {}
    if needed or is_file(path / spot.folder / spot.top):
        document = reading.document(Input(path / spot.folder / spot.top, reading.source.path, ""))
        if document is None:
            return None
        whole = dict(document.data)
        reading.source.record(whole, reading.source.places_of(document.data))
    reading.source.root = whole
    reading.section(path / spot.folder / spot.section, shown_below(shown, spot.section), whole)
    return whole
