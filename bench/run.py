"""Runs all benchmarks: ``python bench/run.py [--write docs/benchmarks.md]``.

Needs a POSIX system. Results are ratios of processes that ran in turn, so they compare across machines; absolute
figures do not.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bulk import bulk
from checks import checks, checks_by_schema
from curriculum import curriculum, curriculum_days
from large_framework import large_framework
from overlay import overlay
from peers import gap_table, schema_check
from populations import evidence, population, population_growth, population_peers
from reports import reports
from returned import returned
from setting import Setting, describe, make_environment
from spark import spark, spark_evidence
from startup import sample, startup

if TYPE_CHECKING:
    from collections.abc import Callable

    from measure import Row, Section

SUBJECTS: dict[str, Callable[[Setting], Section]] = {
    "startup": startup,
    "sample": sample,
    "framework": large_framework,
    "overlay": overlay,
    "reports": reports,
    "bulk": bulk,
    "population": population,
    "population-peers": population_peers,
    "population-growth": population_growth,
    "evidence": evidence,
    "spark": spark,
    "spark-evidence": spark_evidence,
    "returned": returned,
    "curriculum": curriculum,
    "curriculum-days": curriculum_days,
    "gap-table": gap_table,
    "schema-check": schema_check,
    "checks": checks,
    "checks-by-schema": checks_by_schema,
}
FEWEST_ROUNDS = 2
BEGIN, END = "<!-- results: made by bench/run.py -->", "<!-- end of results -->"
HEADS = ("", "against", "ratio [quartiles]", "CPU", "time here", "MiB", "target", "")


def main() -> int:
    """Measure, print, and write if asked to."""
    wish = _arguments()
    with tempfile.TemporaryDirectory(prefix="kiframework-bench-") as scratch:
        folder = Path(scratch)
        python = wish.python or make_environment(folder)
        setting = Setting(python.absolute(), wish.peers.absolute(), folder, wish.rounds)
        about = f"{describe(setting)}; {wish.rounds} rounds, {time.strftime('%Y-%m-%d', time.gmtime())}."
        print(about, flush=True)
        sections = []
        for name in wish.subjects or SUBJECTS:
            sections.append(SUBJECTS[name](setting))
            print("\n" + _as_text(sections[-1]), flush=True)
    missed = [row.what for section in sections for row in section.rows if row.met is False]
    print("\n" + (f"Missed: {'; '.join(missed)}" if missed else "Every target was met."))
    if wish.write:
        _write(wish.write, "\n\n".join([about, *map(_as_markdown, sections)]))
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure kiframework against bare Python and other tools.")
    parser.add_argument("subjects", nargs="*", metavar="SUBJECT", help=f"some of: {', '.join(SUBJECTS)} (default: all)")
    parser.add_argument("--rounds", type=int, default=7, help="rounds of each comparison (default: 7)")
    parser.add_argument("--python", type=Path, help="interpreter of an environment to measure (default: a fresh one)")
    parser.add_argument(
        "--peers", type=Path, default=Path(sys.executable), help="interpreter of an environment with the other tools"
    )
    parser.add_argument("--write", type=Path, help="Markdown file whose results are replaced")
    wish = parser.parse_args()
    unknown = set(wish.subjects) - set(SUBJECTS)
    if unknown:
        parser.error(f"no such subject: {', '.join(sorted(unknown))}")
    if wish.rounds < FEWEST_ROUNDS:
        parser.error(f"--rounds is {FEWEST_ROUNDS} at least: tables show quartiles")
    return wish


def _as_text(section: Section) -> str:
    rows = [HEADS, *map(_cells, section.rows)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADS))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([f"== {section.title}", *lines, *section.notes])


def _as_markdown(section: Section) -> str:
    lines = [f"### {section.title}", ""]
    if section.rows:
        table = [HEADS, ("---",) * len(HEADS), *map(_cells, section.rows)]
        lines += ["| " + " | ".join(cells) + " |" for cells in table]
    notes = [f"\n{note}" for note in section.notes]
    return "\n".join([*lines, *notes])


def _cells(row: Row) -> tuple[str, ...]:
    return (row.what, row.against, row.ratio, row.cpu, row.figure, row.peak, row.target, row.verdict)


def _write(path: Path, results: str) -> None:
    """Replace what stands between the two marks; the text around it is written by hand."""
    before, begin, rest = path.read_text("utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise SystemExit(f"{path} has no place for results: {BEGIN} ... {END}")
    path.write_text(f"{before}{BEGIN}\n\n{results}\n\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
