"""Finds the data folders that travel with the package: ``framework``, ``templates``."""

from pathlib import Path
from typing import Final

BUILT_IN: Final = "built-in"
"""What the folder of the built-in framework is called in messages: no folder of the user's is meant."""

_PACKAGE = Path(__file__).parent


def data_folder(name: str) -> Path:
    """Return a data folder: inside an installed package, else at the top of a source checkout."""
    packaged = _PACKAGE / "_data" / name
    return packaged if packaged.is_dir() else _PACKAGE.parents[1] / name
