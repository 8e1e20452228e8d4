"""Reads what a company writes about its way: a file for each pilot, and one with the roadmap."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kiframework.loading.files import read_bytes
from kiframework.loading.single import LoadedFile, load_file
from kiframework.model.pilot import Pilot
from kiframework.model.roadmap import Roadmap

if TYPE_CHECKING:
    from kiframework.loading.files import Input, ReadBytes

ROADMAP_FILE: Final = "roadmap.yaml"
"""Usual name of the roadmap in a workspace."""


def load_pilot(file: Input, read: ReadBytes = read_bytes) -> LoadedFile[Pilot]:
    """Read and bind one pilot."""
    return load_file(Pilot, "A pilot", file, read)


def load_roadmap(file: Input, read: ReadBytes = read_bytes) -> LoadedFile[Roadmap]:
    """Read and bind a roadmap."""
    return load_file(Roadmap, "A roadmap", file, read)
