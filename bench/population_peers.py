"""Runs where the other tools are: the scores of a population as somebody would work them out there.

    python population_peers.py duckdb|polars|pandas SPEC TABLE [OUT]

Computes every column that kiframework gives (figures low, point, high, coverage, in total and per pillar, must-haves,
readiness with its range, the three most pressing gaps), with floating point and a small margin at the limits. Without
OUT the result is dropped as it comes.
"""

from __future__ import annotations

import json
import sys
from math import lcm
from pathlib import Path
from typing import Any

MARGIN = 1e-9
ENDS = ("low", "point", "high")


def pillars_of(role: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Return pillar -> what is required in it."""
    found: dict[str, list[dict[str, Any]]] = {pillar: [] for pillar in role["weights"]}
    for one in role["required"]:
        found[one["pillar"]].append(one)
    return found


def gap_numbers(role: dict[str, Any]) -> tuple[int, int]:
    """Return what the most pressing gap weighs, and how many competencies share a priority."""
    return max(one["required"] * one["factor"] for one in role["required"]), len(role["order"])


# --- DuckDB -----------------------------------------------------------------------------------------------------------


def duckdb_sql(spec: dict[str, Any], table: str) -> str:
    """Return one query for all roles: sums first, then figures, then words."""
    sums, figures, shown = [], [], []
    for number, role in enumerate(spec["roles"]):
        own = f"r{number}_"
        sums += _sql_sums(role, own)
        figures += _sql_figures(role, own)
        shown += _sql_shown(spec, role, own)
    with_sums = f"SELECT person, {', '.join(sums)} FROM read_parquet('{table}')"
    with_figures = f"SELECT *, {', '.join(figures)} FROM sums"
    return f"WITH sums AS ({with_sums}), figures AS ({with_figures}) SELECT person, {', '.join(shown)} FROM figures"


def _sql_sums(role: dict[str, Any], own: str) -> list[str]:
    columns = []
    for pillar, required in pillars_of(role).items():
        unit = lcm(*[one["required"] for one in required])
        terms = [_sql_term(one, one["weight"] * (unit // one["required"])) for one in required]
        rated = [f'CASE WHEN "{one["competency"]}" IS NULL THEN 0 ELSE {one["weight"]} END' for one in required]
        columns += [f"{' + '.join(terms)} AS {own}{pillar}_n", f"{' + '.join(rated)} AS {own}{pillar}_r"]
    must = [one for one in role["required"] if one["must_have"]]
    below = [f'coalesce("{one["competency"]}" < {one["required"]}, false)' for one in must]
    absent = [f'"{one["competency"]}" IS NULL' for one in must]
    columns.append(f"({' OR '.join(below) or 'false'}) AS {own}open")
    columns.append(f"({' OR '.join(absent) or 'false'}) AS {own}absent")
    most, count = gap_numbers(role)
    keys = []
    for one in role["required"]:
        level, required = f'"{one["competency"]}"::INTEGER', one["required"]
        key = f"({most} - ({required} - {level}) * {one['factor']}) * {count} + {one['place']}"
        keys.append(f"CASE WHEN {level} < {required} THEN {key} END")
    return [*columns, f"list_sort(list_filter([{', '.join(keys)}], lambda x: x IS NOT NULL))[1:3] AS {own}gaps"]


def _sql_term(one: dict[str, Any], weight: int) -> str:
    name = f'"{one["competency"]}"'
    return f"CASE WHEN {name} IS NULL THEN 0 ELSE least({name}::INTEGER, {one['required']}) * {weight} END"


def _sql_figures(role: dict[str, Any], own: str) -> list[str]:
    columns, terms = [], {end: [] for end in ENDS}
    whole = sum(role["weights"].values())
    for pillar, required in pillars_of(role).items():
        unit, weight = lcm(*[one["required"] for one in required]), sum(one["weight"] for one in required)
        n, r = f"{own}{pillar}_n", f"{own}{pillar}_r"
        one = {
            "low": f"{n} / {float(unit * weight)}",
            "point": f"{n} / nullif({r} * {float(unit)}, 0)",
            "high": f"({n} + ({weight} - {r}) * {unit}) / {float(unit * weight)}",
        }
        columns += [f"{sql} AS {own}{pillar}_{end}" for end, sql in one.items()]
        columns.append(f"{r} / {float(weight)} AS {own}{pillar}_coverage")
        for end, sql in one.items():
            terms[end].append(f"{role['weights'][pillar] / whole} * ({sql})")
    columns += [f"{' + '.join(own_terms)} AS {own}{end}" for end, own_terms in terms.items()]
    weight = sum(one["weight"] for one in role["required"])
    rated = " + ".join(f"{own}{pillar}_r" for pillar in role["weights"])
    return [*columns, f"({rated}) / {float(weight)} AS {own}coverage"]


def _sql_shown(spec: dict[str, Any], role: dict[str, Any], own: str) -> list[str]:
    parts = ["", *(f"{pillar}_" for pillar in role["weights"])]
    columns = [
        f"floor({own}{part}{figure} * 1000 + 0.5 + {MARGIN}) / 10 AS {own}{part}{figure}"
        for part in parts
        for figure in (*ENDS, "coverage")
    ]
    overall, pillar_limit = spec["coverage"]
    enough = [f"{own}coverage >= {overall - MARGIN}"]
    enough += [f"{own}{pillar}_coverage >= {pillar_limit - MARGIN}" for pillar in role["weights"]]
    known = f"NOT {own}absent AND {own}point IS NOT NULL AND {' AND '.join(enough)}"
    low, point, high = (_sql_band(spec, role, own, end) for end in ENDS)
    open_ = f"NOT {own}open AND {known} AND ({low} <> {point} OR {point} <> {high})"
    columns += [
        f"CASE WHEN {own}open THEN 'must-have-open' WHEN {known} THEN {point} ELSE 'not-assessable' END {own}readiness",
        f"CASE WHEN {open_} THEN {low} END AS {own}provisional_from",
        f"CASE WHEN {open_} THEN {high} END AS {own}provisional_to",
        f"CASE WHEN {own}open THEN 'open' WHEN {own}absent THEN 'unconfirmed' ELSE 'met' END AS {own}must_haves",
    ]
    order = ", ".join(f"'{name}'" for name in role["order"])
    count = len(role["order"])
    return columns + [f"[{order}][{own}gaps[{rank}] % {count} + 1] AS {own}gap_{rank}" for rank in (1, 2, 3)]


def _sql_band(spec: dict[str, Any], role: dict[str, Any], own: str, end: str) -> str:
    lowest = f"least({', '.join(f'{own}{pillar}_{end}' for pillar in role['weights'])})"
    *limited, (last, _, _) = spec["bands"]
    cases = [
        f"WHEN {own}{end} >= {score - MARGIN} AND {lowest} >= {pillar - MARGIN} THEN '{name}'"
        for name, score, pillar in limited
    ]
    return f"CASE {' '.join(cases)} ELSE '{last}' END"


def run_duckdb(spec: dict[str, Any], table: str, out: str | None) -> None:
    """Run the query; batches are dropped as they come."""
    import duckdb

    connection = duckdb.connect()
    sql = duckdb_sql(spec, table)
    if out:
        connection.execute(f"COPY ({sql}) TO '{out}' (FORMAT parquet)")
        return
    for _ in connection.execute(sql).to_arrow_reader(100_000):
        pass


# --- Polars -----------------------------------------------------------------------------------------------------------


def run_polars(spec: dict[str, Any], table: str, out: str | None) -> None:
    """Run lazy expressions in the streaming engine; batches are dropped as they come."""
    import polars as pl

    frame = pl.scan_parquet(table)
    for number, role in enumerate(spec["roles"]):
        own = f"r{number}_"
        frame = frame.with_columns(_pl_sums(pl, role, own))
        frame = frame.with_columns(_pl_figures(pl, role, own))
        frame = frame.with_columns(_pl_totals(pl, role, own))
        frame = frame.with_columns([_pl_band(pl, spec, role, own, end).alias(f"{own}{end}_band") for end in ENDS])
        for rank in (1, 2, 3):
            frame = frame.with_columns(_pl_key(pl, role, own, rank))
    wanted = [
        column for number, role in enumerate(spec["roles"]) for column in _pl_shown(pl, spec, role, f"r{number}_")
    ]
    frame = frame.select("person", *wanted)
    if out:
        frame.collect(engine="streaming").write_parquet(out)
    else:
        frame.sink_batches(lambda _: None, engine="streaming")


def _pl_sums(pl: Any, role: dict[str, Any], own: str) -> list[Any]:
    columns = []
    for pillar, required in pillars_of(role).items():
        unit = lcm(*[one["required"] for one in required])
        terms = [
            pl.col(one["competency"]).cast(pl.Int32).clip(upper_bound=one["required"])
            * (one["weight"] * (unit // one["required"]))
            for one in required
        ]
        rated = [pl.col(one["competency"]).is_not_null().cast(pl.Int32) * one["weight"] for one in required]
        columns += [
            pl.sum_horizontal(terms).alias(f"{own}{pillar}_n"),
            pl.sum_horizontal(rated).alias(f"{own}{pillar}_r"),
        ]
    must = [one for one in role["required"] if one["must_have"]]
    below = [(pl.col(one["competency"]) < one["required"]).fill_null(value=False) for one in must]
    absent = [pl.col(one["competency"]).is_null() for one in must]
    columns += [
        pl.any_horizontal(below or [pl.lit(False)]).alias(f"{own}open"),  # noqa: FBT003
        pl.any_horizontal(absent or [pl.lit(False)]).alias(f"{own}absent"),  # noqa: FBT003
    ]
    return columns


def _pl_key(pl: Any, role: dict[str, Any], own: str, rank: int) -> Any:
    """Return the smallest key that is larger than the one before."""
    most, count = gap_numbers(role)
    keys = []
    for one in role["required"]:
        level = pl.col(one["competency"]).cast(pl.Int32)
        key = (most - (one["required"] - level) * one["factor"]) * count + one["place"]
        later = (
            level < one["required"] if rank == 1 else (level < one["required"]) & (key > pl.col(f"{own}key_{rank - 1}"))
        )
        keys.append(pl.when(later).then(key))
    return pl.min_horizontal(keys).alias(f"{own}key_{rank}")


def _pl_figures(pl: Any, role: dict[str, Any], own: str) -> list[Any]:
    columns = []
    for pillar, required in pillars_of(role).items():
        unit, weight = lcm(*[one["required"] for one in required]), sum(one["weight"] for one in required)
        n, r = pl.col(f"{own}{pillar}_n"), pl.col(f"{own}{pillar}_r")
        columns += [
            (n / (unit * weight)).alias(f"{own}{pillar}_low"),
            pl.when(r > 0).then(n / (r * unit)).alias(f"{own}{pillar}_point"),
            ((n + (weight - r) * unit) / (unit * weight)).alias(f"{own}{pillar}_high"),
            (r / weight).alias(f"{own}{pillar}_coverage"),
        ]
    weight = sum(one["weight"] for one in role["required"])
    rated = sum(pl.col(f"{own}{pillar}_r") for pillar in role["weights"])
    return [*columns, (rated / weight).alias(f"{own}coverage")]


def _pl_totals(pl: Any, role: dict[str, Any], own: str) -> list[Any]:
    whole = sum(role["weights"].values())
    return [
        sum(pl.col(f"{own}{pillar}_{end}") * (weight / whole) for pillar, weight in role["weights"].items()).alias(
            f"{own}{end}"
        )
        for end in ENDS
    ]


def _pl_shown(pl: Any, spec: dict[str, Any], role: dict[str, Any], own: str) -> list[Any]:
    parts = ["", *(f"{pillar}_" for pillar in role["weights"])]
    names = [f"{own}{part}{figure}" for part in parts for figure in (*ENDS, "coverage")]
    columns = [((pl.col(name) * 1000 + 0.5 + MARGIN).floor() / 10).alias(name) for name in names]
    overall, limit = spec["coverage"]
    known = (
        (pl.col(f"{own}coverage") >= overall - MARGIN) & ~pl.col(f"{own}absent") & pl.col(f"{own}point").is_not_null()
    )
    for pillar in role["weights"]:
        known &= pl.col(f"{own}{pillar}_coverage") >= limit - MARGIN
    low, point, high = (pl.col(f"{own}{end}_band") for end in ENDS)
    is_open = pl.col(f"{own}open")
    provisional = known & ~is_open & ((low != point) | (point != high))
    readiness = pl.when(is_open).then(pl.lit("must-have-open")).when(~known).then(pl.lit("not-assessable"))
    must = pl.when(is_open).then(pl.lit("open")).when(pl.col(f"{own}absent")).then(pl.lit("unconfirmed"))
    columns += [
        readiness.otherwise(point).alias(f"{own}readiness"),
        pl.when(provisional).then(low).alias(f"{own}provisional_from"),
        pl.when(provisional).then(high).alias(f"{own}provisional_to"),
        must.otherwise(pl.lit("met")).alias(f"{own}must_haves"),
    ]
    order, count = pl.lit(pl.Series(role["order"])), len(role["order"])
    words = [order.gather(pl.col(f"{own}key_{rank}") % count).alias(f"{own}gap_{rank}") for rank in (1, 2, 3)]
    return columns + words


def _pl_band(pl: Any, spec: dict[str, Any], role: dict[str, Any], own: str, end: str) -> Any:
    lowest = pl.min_horizontal([pl.col(f"{own}{pillar}_{end}") for pillar in role["weights"]])
    *limited, (last, _, _) = spec["bands"]
    found = pl.when(False)  # noqa: FBT003
    found = found.then(pl.lit(last))
    for name, score, pillar in limited:
        reached = (pl.col(f"{own}{end}") >= score - MARGIN) & (lowest >= pillar - MARGIN)
        found = found.when(reached).then(pl.lit(name))
    return found.otherwise(pl.lit(last))


def main() -> None:
    """Run one tool."""
    tool, spec, table, *out = sys.argv[1:]
    wanted = json.loads(Path(spec).read_text("utf-8"))
    if tool == "pandas":
        from population_pandas import run_pandas

        run_pandas(wanted, table, out[0] if out else None)
    else:
        {"duckdb": run_duckdb, "polars": run_polars}[tool](wanted, table, out[0] if out else None)


main()
