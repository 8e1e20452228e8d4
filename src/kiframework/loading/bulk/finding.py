"""Finds the files behind what the user has named: files, folders, globs."""

from __future__ import annotations

import glob
import os
from pathlib import Path
from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic, Location
from kiframework.loading.bulk.codes import DAMAGED, UNREADABLE_FILE
from kiframework.loading.files import Input, files_below, is_file, is_folder
from kiframework.model.bulk import TableForm

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FORM_OF = {
    ".parquet": TableForm.PARQUET,
    ".arrow": TableForm.ARROW,
    ".feather": TableForm.ARROW,
    ".ipc": TableForm.ARROW,
    ".csv": TableForm.CSV,
    ".tsv": TableForm.CSV,
}
"""Ending of a file -> how the table is kept in it."""
ENDINGS = tuple(FORM_OF)


def find_tables(given: Sequence[str]) -> Iterator[Input | Diagnostic]:
    """Yield the tables behind files, folders and globs, in order of their names within each. Each file comes once."""
    seen: set[str] = set()
    for one in given:
        for found in _behind(one):
            if isinstance(found, Input):
                place = os.path.realpath(found.path)
                if place in seen:
                    continue
                seen.add(place)
            yield found


def form_of(path: Path) -> TableForm | None:
    """Return how a table is kept in a file, as its ending says."""
    return FORM_OF.get(path.suffix.lower())


def _behind(given: str) -> Iterator[Input | Diagnostic]:
    path = Path(given)
    if is_folder(path):
        yield from _below(path, given)
    elif not is_file(path) and glob.has_magic(given):
        names = sorted(glob.glob(given, recursive=True))  # noqa: PTH207 - absolute patterns too
        if not names:
            yield Diagnostic(UNREADABLE_FILE, "No file has such a name.", Location(given))
        for name in names:
            yield from _behind(name) if is_folder(Path(name)) or form_of(Path(name)) else ()
    elif form_of(path) is None and is_file(path):
        message = "The ending of the name does not say what kind of table this is."
        yield Diagnostic(DAMAGED, message, Location(given), help=f"name it {', '.join(ENDINGS)}")
    else:
        yield Input(path, given, path.name)


def _below(folder: Path, given: str) -> Iterator[Input | Diagnostic]:
    found = False
    for file in files_below(folder, given, ENDINGS):
        # Spark and others keep notes of their own beside the data, under names that begin like this.
        if isinstance(file, Input) and any(part.startswith("_") for part in Path(file.relative).parts):
            continue
        found = True
        yield file
    if not found:
        help_ = f"the names of tables end in {', '.join(ENDINGS)}"
        yield Diagnostic(UNREADABLE_FILE, "There is no table here.", Location(given), help=help_)
