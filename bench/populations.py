"""Whole populations: against reading the same file, against what else somebody would take, and as sizes grow."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from typing import TYPE_CHECKING

from measure import DAY, Row, Section, compared, environment, in_turn, peak, plain, seconds, shown_time
from population import write_evidence, write_framework, write_levels
from setting import BENCH, versions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from measure import Command, Run
    from setting import Setting

COMPETENCIES, ROLES = 60, 6
MANY, SOME, FEW, COMPARED = 10_000_000, 1_000_000, 100_000, 20_000
"""People: in the large table, for other tools, for pandas, and of whom results are compared."""
EVIDENCE_PEOPLE, EVIDENCE_ROWS = 2_000_000, 50
THREADS = "2"
MOST_MEMORY = 600
MOST_BOTH = 2
"""What reading, scoring and writing may take of the time of reading and of writing alone."""
MOST_BYTES = 16
"""Bytes that a person may cost, for finding people who stand in several rows."""
MIB = 1 << 20
PEERS = {"duckdb": ("duckdb", SOME, 0.2), "polars": ("polars", SOME, 0.6), "pandas": ("pandas", FEW, 0.01)}
"""Tool -> distribution, people, and what kiframework may take of its time."""


def population(setting: Setting) -> Section:
    """Measure ten million people from Parquet: reading, scoring, and the whole command with its output."""
    people = {number: _levels(setting, number) for number in (SOME, MANY)}
    framework = _framework(setting)
    output = setting.folder / "population-result"
    read, scored, command = "read alone", "read and score", "kiframework bulk score"
    names = {number: f"{number:,} people: " for number in people}
    commands: dict[str, Command] = {}
    for number, table in people.items():
        commands[names[number] + read] = _ours(setting, "read", table, THREADS)
        commands[names[number] + scored] = _ours(setting, "score", framework, table, THREADS)
        commands[names[number] + command] = _command(setting, framework, table, output)
    parts, copied = "read the result", "read the result and write it again"
    commands[parts] = _ours(setting, "parts", output, THREADS)
    commands[copied] = _ours(setting, "copy", output, setting.folder / "copy", THREADS)
    runs = in_turn(commands, setting.rounds)
    section = Section(f"{MANY:,} people, {COMPETENCIES} competencies, {ROLES} roles, levels in Parquet")
    for number in people:
        floor, both, whole = (names[number] + one for one in (read, scored, command))
        section.rows += [plain(floor, runs), compared(both, floor, runs, most=4, per_second=(number, "people"))]
        section.rows.append(_with_memory(compared(whole, floor, runs, per_second=(number, "people")), runs[whole]))
    many = names[MANY]
    section.rows += [plain(parts, runs), plain(copied, runs)]
    section.rows.append(_against_both(runs, many + command, many + read, (copied, parts)))
    growth = (peak(runs[many + command]) - peak(runs[names[SOME] + command])) * MIB / (MANY - SOME)
    section.rows.append(
        Row(
            "memory of kiframework bulk score",
            "per person more",
            figure=f"{growth:.1f} bytes",
            target=f"≤ {MOST_BYTES}",
            met=growth <= MOST_BYTES,
        )
    )
    return section


def _with_memory(row: Row, runs: Sequence[Run]) -> Row:
    from dataclasses import replace

    return replace(row, target=f"≤ {MOST_MEMORY} MiB", met=peak(runs) <= MOST_MEMORY)


def _against_both(runs: Mapping[str, Sequence[Run]], what: str, read: str, written: tuple[str, str]) -> Row:
    """Compare with reading and writing, round by round: writing is what a copy takes beyond reading its source."""
    copied, parts = written
    ratios = [
        whole.wall / (reading.wall + copying.wall - source.wall)
        for whole, reading, copying, source in zip(runs[what], runs[read], runs[copied], runs[parts], strict=True)
    ]
    ratio = statistics.median(ratios)
    return Row(
        what,
        f"{read} + ({copied} − {parts})",
        f"{ratio:.2f}",
        figure=shown_time(seconds(runs[what])),
        target=f"≤ {MOST_BOTH}",
        met=ratio <= MOST_BOTH,
    )


def population_peers(setting: Setting) -> Section:
    """Compare with DuckDB, Polars and pandas computing the same columns of the same table."""
    section = Section(f"The same columns with other tools, {COMPETENCIES} competencies, {ROLES} roles")
    framework = _framework(setting)
    spec = setting.folder / "roles.json"
    _call(_ours(setting, "spec", framework, spec))
    sample, ours = _levels(setting, COMPARED), setting.folder / "ours.parquet"
    _call(_ours(setting, "keep", framework, sample, ours))
    for tool, (needs, people, most) in PEERS.items():
        known = versions(setting.peers, needs, "pyarrow")
        if needs not in known:
            section.notes.append(f"Left out: {tool}; it is not installed where the other tools are.")
            continue
        theirs = setting.folder / f"{tool}.parquet"
        _call(_peer(setting, tool, spec, sample, theirs))
        _call([sys.executable, BENCH / "population_check.py", tool, spec, ours, theirs])
        table = _levels(setting, people)
        name, own, floors = f"{tool} {known[needs]}", f"kiframework, {people:,} people", _floors(setting, table)
        runs = in_turn(
            {
                name: _peer(setting, tool, spec, table),
                own: _ours(setting, "score", framework, table, THREADS),
                **floors,
            },
            setting.rounds,
        )
        section.rows += [plain(name, runs), compared(own, name, runs, most=most, per_second=(people, "people"))]
        section.rows += [compared(floor, name, runs) for floor in floors]
        if people == FEW:
            section.rows.append(_alone(setting, framework, table, name, runs[name]))
        section.notes.append(f"{tool} comes to the same figures and words for {COMPARED:,} people.")
    return section


def _floors(setting: Setting, table: Path) -> dict[str, Command]:
    """Return what takes less than anything that scores a table can: reading it, and importing a reader."""
    read = "import sys, pyarrow.parquet as pq; pq.ParquetFile(sys.argv[1]).read()"
    return {
        "read alone": _ours(setting, "read", table, THREADS),
        "read with pyarrow alone": [setting.python, "-c", read, table],
        "import pyarrow": [setting.python, "-c", "import pyarrow"],
    }


def _alone(setting: Setting, framework: Path, table: Path, against: str, runs: Sequence[Run]) -> Row:
    """Compare scoring without start-up and reading, which are most of a run over so few people."""
    taken = json.loads(_call(_ours(setting, "kernel", framework, table)))["seconds"]
    return Row("scoring alone, one thread", against, f"{taken / seconds(runs):.4f}", figure=shown_time(taken))


def population_growth(setting: Setting) -> Section:
    """Tabulate the time of scoring alone as people, roles and competencies grow."""
    section = Section("Scoring alone, one thread, as sizes grow")
    sizes = [(people, ROLES, COMPETENCIES) for people in (10_000, 100_000, 1_000_000, 10_000_000)]
    sizes += [(FEW, roles, COMPETENCIES) for roles in (1, 2, 12, 25, 50, 100)]
    sizes += [(FEW, ROLES, competencies) for competencies in (20, 120, 250, 500, 1_000)]
    sizes += [(FEW, 100, 1_000)]
    taken: dict[tuple[int, int, int], list[float]] = {size: [] for size in sizes}
    for number in range(setting.rounds + 1):
        for size in sizes:
            people, roles, competencies = size
            framework = _framework(setting, competencies, roles)
            table = _levels(setting, people, competencies)
            found = json.loads(_call(_ours(setting, "kernel", framework, table)))
            if number:
                taken[size].append(found["seconds"])
    base = statistics.median(taken[FEW, ROLES, COMPETENCIES]) / FEW / ROLES
    for (people, roles, competencies), times in taken.items():
        each = statistics.median(times) / people
        section.rows.append(
            Row(
                f"{people:,} people, roles: {roles}, competencies: {competencies:,}",
                f"{FEW:,} people, roles: {ROLES}, competencies: {COMPETENCIES}, per person and role",
                f"{each / roles / base:.2f}",
                figure=f"{each * 1e9:,.0f} ns/person, {each / roles * 1e9:,.0f} ns/person and role",
            )
        )
    return section


def evidence(setting: Setting) -> Section:
    """Measure evidence: a row per value that somebody gave."""
    framework = _framework(setting)
    table = setting.folder / "evidence.parquet"
    write_evidence(table, COMPETENCIES, EVIDENCE_PEOPLE, EVIDENCE_ROWS)
    rows = json.loads(_call(_ours(setting, "rows", table)))
    floor, scored, command = "read alone", "read and score, people in order", "kiframework bulk score"
    runs = in_turn(
        {
            floor: _ours(setting, "read", table, THREADS),
            scored: _ours(setting, "score", framework, table, THREADS),
            command: _command(setting, framework, table, setting.folder / "evidence-result"),
        },
        min(setting.rounds, 3),
    )
    section = Section(f"{rows:,} rows of evidence about {EVIDENCE_PEOPLE:,} people")
    section.rows += [plain(floor, runs), compared(scored, floor, runs, per_second=(rows, "rows"))]
    section.rows.append(_with_memory(compared(command, floor, runs, per_second=(rows, "rows")), runs[command]))
    return section


def _framework(setting: Setting, competencies: int = COMPETENCIES, roles: int = ROLES) -> Path:
    folder = setting.folder / f"framework-{competencies}-{roles}"
    return folder if folder.exists() else write_framework(folder, competencies, roles)


def _levels(setting: Setting, people: int, competencies: int = COMPETENCIES) -> Path:
    table = setting.folder / f"levels-{competencies}-{people}.parquet"
    return table if table.exists() else write_levels(table, competencies, people)


def _ours(setting: Setting, *arguments: str | Path) -> Command:
    return [setting.python, BENCH / "population_run.py", *arguments]


def _command(setting: Setting, framework: Path, table: Path, output: Path) -> Command:
    return [
        setting.kiframework,
        "bulk",
        "score",
        table,
        "-o",
        output,
        "--framework",
        framework,
        "--date",
        DAY,
        "--force",
    ]


def _peer(setting: Setting, tool: str, *arguments: str | Path) -> Command:
    return [setting.peers, BENCH / "population_peers.py", tool, *arguments]


def _call(command: Command) -> bytes:
    """Return what a command prints on standard output; what else it says, and where it fails, is for the reader."""
    return subprocess.run([str(part) for part in command], stdout=subprocess.PIPE, check=True, env=environment()).stdout
