"""The scores of a population as a script with pandas would work them out: melt, merge, group by."""

from __future__ import annotations

from math import lcm
from typing import Any

import numpy as np
import pandas as pd

MARGIN = 1e-9
ENDS = ("low", "point", "high")


def run_pandas(spec: dict[str, Any], table: str, out: str | None) -> None:
    """Compute all columns, a row per person and role."""
    wide = pd.read_parquet(table)
    lines = wide.melt("person", var_name="competency", value_name="level").merge(_required(spec), on="competency")
    lines["known"] = lines["level"].notna()
    lines["n"] = np.minimum(lines["level"].fillna(0).astype("int64"), lines["required"]) * lines["factor_n"]
    lines["r"] = lines["known"] * lines["weight"]
    lines["below"] = lines["known"] & (lines["level"].fillna(0) < lines["required"])
    pillars = _pillars(lines)
    result = _scores(spec, lines, pillars)
    _words(spec, result, pillars)
    _gaps(result, lines)
    if out:
        result.join(pillars.unstack("pillar").pipe(_flat)).reset_index().to_parquet(out)  # noqa: PD010 - the index is what is unstacked


def _required(spec: dict[str, Any]) -> pd.DataFrame:
    rows = []
    for role in spec["roles"]:
        for one in role["required"]:
            same = [other["required"] for other in role["required"] if other["pillar"] == one["pillar"]]
            unit = lcm(*same)
            share = role["weights"][one["pillar"]] / sum(role["weights"].values())
            factor = one["weight"] * (unit // one["required"])
            rows.append({**one, "role": role["role"], "unit": unit, "share": share, "factor_n": factor})
    return pd.DataFrame(rows)


def _pillars(lines: pd.DataFrame) -> pd.DataFrame:
    groups = lines.groupby(["person", "role", "pillar"], sort=False)
    found = groups.agg(
        n=("n", "sum"), r=("r", "sum"), w=("weight", "sum"), unit=("unit", "first"), share=("share", "first")
    )
    found["low"] = found["n"] / (found["unit"] * found["w"])
    found["point"] = found["n"] / (found["unit"] * found["r"].where(found["r"] > 0))
    found["high"] = (found["n"] + (found["w"] - found["r"]) * found["unit"]) / (found["unit"] * found["w"])
    found["coverage"] = found["r"] / found["w"]
    return found


def _scores(spec: dict[str, Any], lines: pd.DataFrame, pillars: pd.DataFrame) -> pd.DataFrame:
    parts = pillars[[*ENDS]].mul(pillars["share"], axis=0)
    groups = parts.groupby(level=["person", "role"], sort=False)
    result = groups.sum()
    result["point"] = result["point"].where(groups["point"].count() == groups["point"].size())
    of_role = pillars.groupby(level=["person", "role"], sort=False)
    result["coverage"] = of_role["r"].sum() / of_role["w"].sum()
    result["thin"] = of_role["coverage"].min() < spec["coverage"][1] - MARGIN
    for end in ENDS:
        result[f"lowest_{end}"] = of_role[end].min()
    must = lines[lines["must_have"]].groupby(["person", "role"], sort=False)
    result["open"] = must["below"].any()
    result["absent"] = ~must["known"].all().astype(bool)
    return result.fillna({"open": False, "absent": False}).astype({"open": bool, "absent": bool})


def _words(spec: dict[str, Any], result: pd.DataFrame, pillars: pd.DataFrame) -> None:
    for end in ENDS:
        limits = [
            (result[end] >= score - MARGIN) & (result[f"lowest_{end}"] >= pillar - MARGIN)
            for _, score, pillar in spec["bands"][:-1]
        ]
        result[f"{end}_band"] = np.select(limits, [name for name, _, _ in spec["bands"][:-1]], spec["bands"][-1][0])
    known = (result["coverage"] >= spec["coverage"][0] - MARGIN) & ~result["thin"] & ~result["absent"]
    known &= result["point"].notna()
    result["readiness"] = np.select(
        [result["open"], ~known], ["must-have-open", "not-assessable"], result["point_band"]
    )
    bands = [result[f"{end}_band"] for end in ENDS]
    provisional = known & ~result["open"] & ((bands[0] != bands[1]) | (bands[1] != bands[2]))
    result["provisional_from"] = bands[0].where(provisional)
    result["provisional_to"] = bands[2].where(provisional)
    result["must_haves"] = np.select([result["open"], result["absent"]], ["open", "unconfirmed"], "met")
    for frame in (result, pillars):
        for figure in (*ENDS, "coverage"):
            frame[figure] = np.floor(frame[figure] * 1000 + 0.5 + MARGIN) / 10


def _gaps(result: pd.DataFrame, lines: pd.DataFrame) -> None:
    gaps = lines[lines["below"]].copy()
    gaps["priority"] = (gaps["required"] - gaps["level"]) * gaps["factor"]
    gaps = gaps.sort_values(["priority", "place"], ascending=[False, True])
    groups = gaps.groupby(["person", "role"], sort=False)["competency"]
    gaps["rank"] = groups.cumcount() + 1
    for rank in (1, 2, 3):
        result[f"gap_{rank}"] = gaps[gaps["rank"] == rank].set_index(["person", "role"])["competency"]


def _flat(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the figures of pillars with one name per column."""
    frame = frame[[*ENDS, "coverage"]]
    return frame.set_axis([f"{pillar}_{figure}" for figure, pillar in frame.columns], axis=1)
