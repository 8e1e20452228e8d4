"""Shows what would become of a file, in the form that tools for patches read."""

from __future__ import annotations

import io
from difflib import unified_diff
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def file_diff(name: str, before: bytes, after: bytes) -> Iterator[str]:
    """Yield the lines of a unified diff between two states of a UTF-8 file."""
    # Tools that apply a diff know one end of lines only.
    old, new = (list(io.StringIO(data.decode(), newline="\n")) for data in (before, after))
    for line in unified_diff(old, new, name, name):
        yield line if line.endswith("\n") else line + "\n\\ No newline at end of file\n"
