"""Compares the result of another tool with ours: ``python population_check.py TOOL SPEC OURS THEIRS``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import polars as pl
from peers import DisagreementError

CLOSE = 1e-6
"""Percent by which figures of one decimal may differ: the last bit of a float."""


def require_equal(tool: str, spec: dict[str, Any], ours: Path, theirs: Path) -> None:
    """Raise unless both came to the same columns for every person and role."""
    own, other = pl.read_parquet(ours), pl.read_parquet(theirs)
    for number, role in enumerate(spec["roles"]):
        mine = own.filter(pl.col("role") == role["role"]).sort("person")
        prefix = "" if "role" in other.columns else f"r{number}_"
        found = other if prefix else other.filter(pl.col("role") == role["role"])
        found = found.sort("person")
        for name in set(mine.columns) - {"person", "role"}:
            wrong = _differences(mine[name], found[prefix + name])
            if wrong:
                raise DisagreementError(f"{tool}: {name} of {role['role']} differs for {wrong} people")


def _differences(mine: pl.Series, theirs: pl.Series) -> int:
    if mine.dtype.is_float():
        same = ((mine - theirs).abs() < CLOSE).fill_null(value=False) | (mine.is_null() & theirs.is_null())
        return int((~same).sum())
    return int(mine.cast(pl.String).ne_missing(theirs.cast(pl.String)).sum())


if __name__ == "__main__":
    require_equal(sys.argv[1], json.loads(Path(sys.argv[2]).read_text("utf-8")), *map(Path, sys.argv[3:]))
