"""Populations on Spark: what it costs to begin, and what each person costs, beside one machine without it."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from measure import DAY, Row, Section, compared, environment, in_turn, plain, seconds
from population import write_evidence, write_framework, write_levels
from setting import ROOT, versions

sys.path.insert(0, str(ROOT))  # the cluster is the one of the tests
from tests.spark.cluster import running_cluster

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from measure import Command, Run
    from setting import Setting

COMPETENCIES, ROLES, EVIDENCE_ROWS = 60, 6, 50
MICRO = 1_000_000
MEMORY = "2g"
"""What a worker may hand out; an executor takes half of it."""


class Sizes(NamedTuple):
    """People of the two tables that overhead and cost per person are worked out from."""

    few: int
    many: int


LEVELS, EVIDENCE = Sizes(100_000, 4_000_000), Sizes(10_000, 200_000)
HERE, ALONE, CLUSTER = "one machine, two threads", "Spark, local[2]", "Spark, master and two workers of one core"


def spark(setting: Setting) -> Section:
    """Measure levels."""
    return _section(setting, "levels", LEVELS)


def spark_evidence(setting: Setting) -> Section:
    """Measure evidence, which has to be moved between the workers."""
    return _section(setting, "evidence", EVIDENCE)


def _section(setting: Setting, shape: str, sizes: Sizes) -> Section:
    title = f"Spark: {shape} of {sizes.few:,} and {sizes.many:,} people, {ROLES} roles, Parquet in and out"
    if shutil.which("java") is None:
        return Section(title, notes=["Not measured: Spark needs Java."])
    home = _spark_home(setting)
    tables = {people: _table(setting, shape, people) for people in sizes}
    framework = setting.folder / "framework-of-spark"
    if not framework.exists():
        write_framework(framework, COMPETENCIES, ROLES)
    folder = setting.folder / f"cluster-{shape}"
    folder.mkdir()
    with running_cluster(folder, home, memory=MEMORY) as cluster:
        engines: dict[str, Sequence[str]] = {
            HERE: ["--threads", "2"],
            ALONE: ["--engine", "spark", "--master", "local[2]"],
            CLUSTER: ["--engine", "spark", "--master", cluster.url],
        }
        runs = in_turn(
            {
                _name(engine, people): _command(setting, framework, table, options)
                for engine, options in engines.items()
                for people, table in tables.items()
            },
            setting.rounds,
        )
    section = Section(title)
    for engine in engines:
        section.rows += [_row(engine, people, runs) for people in sizes]
        section.rows.append(_costs(engine, sizes, runs))
    return section


def _name(engine: str, people: int) -> str:
    return f"{engine}: {people:,} people"


def _row(engine: str, people: int, runs: Mapping[str, Sequence[Run]]) -> Row:
    """Compare with one machine. Memory of Java, and whatever workers take, is not seen from the command."""
    from dataclasses import replace

    if engine == HERE:
        return plain(_name(engine, people), runs)
    row = compared(_name(engine, people), _name(HERE, people), runs, per_second=(people, "people"))
    return replace(row, cpu=row.cpu if engine == ALONE else "", peak="")


def _costs(engine: str, sizes: Sizes, runs: Mapping[str, Sequence[Run]]) -> Row:
    """Put a straight line through the two sizes: where it begins, and how it rises."""
    few, many = (runs[_name(engine, people)] for people in sizes)
    begins, rises = _line(sizes, seconds(few), seconds(many))
    said = f"{begins:.1f} s to begin, {rises:.2f} µs each person"
    if engine != CLUSTER:
        begins, rises = _line(sizes, _processor(few), _processor(many))
        said += f"; of processors {begins:.1f} s and {rises:.2f} µs"
    return Row(f"{engine}: costs", figure=said)


def _line(sizes: Sizes, few: float, many: float) -> tuple[float, float]:
    """Return where the line begins, in seconds, and how it rises, in microseconds a person."""
    each = (many - few) / (sizes.many - sizes.few)
    return few - each * sizes.few, each * MICRO


def _processor(runs: Sequence[Run]) -> float:
    return statistics.median(run.cpu for run in runs)


def _table(setting: Setting, shape: str, people: int) -> Path:
    path = setting.folder / f"spark-{shape}-{people}.parquet"
    if shape == "levels":
        return write_levels(path, COMPETENCIES, people)
    return write_evidence(path, COMPETENCIES, people, EVIDENCE_ROWS)


def _command(setting: Setting, framework: Path, table: Path, options: Sequence[str]) -> Command:
    output = setting.folder / "result-of-spark"
    wishes = ("-o", output, "--framework", framework, "--date", DAY, "--force")
    return [setting.kiframework, "bulk", "score", table, *wishes, *options]


def _spark_home(setting: Setting) -> Path:
    """Return where Spark lies in the environment that is measured; it is installed there first if it is missing."""
    if "pyspark" not in versions(setting.python, "pyspark"):
        pins = ("-r", ROOT / "requirements" / "spark.txt")
        install = [setting.python, "-m", "pip", "install", "--quiet", "--no-deps", *pins]
        subprocess.run([str(part) for part in install], env=environment(), check=True)
    code = "import pyspark; print(pyspark.__path__[0])"
    found = subprocess.run([setting.python, "-c", code], capture_output=True, text=True, check=True, env=environment())
    return Path(found.stdout.strip())
