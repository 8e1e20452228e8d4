"""``kiframework bulk score --engine spark``: files in, files out, by way of a cluster."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import datetime as dt

    from kiframework.model.bulk import Findings
    from kiframework.model.framework import Framework


@dataclass(frozen=True, slots=True)
class SparkJob:
    """What to score, and where."""

    inputs: tuple[str, ...]
    """Files, folders and globs, as Spark takes them: paths, or addresses such as ``hdfs://`` and ``abfss://``. All
    machines of the cluster must reach them."""
    output: str
    """Folder for the result, likewise."""
    framework: Framework
    roles: tuple[str, ...]
    """Ids of roles, in the order of the framework."""
    day: dt.date
    """T, the assessment date."""
    today: dt.date
    """Evidence dated later is an error."""
    master: str = "local[*]"
    """Address of the cluster, such as ``spark://host:7077``; ``local[*]`` is all cores of this machine."""
    form: Literal["parquet", "csv"] = "parquet"
    """What the result is written as."""
    on_error: Literal["stop", "skip"] = "stop"
    """Whether rows with problems end the run, or are left out and written to ``<output>-skipped``."""
    force: bool = False
    """Whether to replace an existing output."""


@dataclass(frozen=True, slots=True)
class SparkOutcome:
    """What came of a job."""

    people: int
    """People scored."""
    rows: int
    """Rows of the result: people times roles."""
    findings: Findings
    """What was wrong with rows. Places name the person, because Spark knows no rows."""
    seconds: float
    """What scoring and writing took, without the start of Spark."""


def run_job(job: SparkJob) -> SparkOutcome:
    """Score files on a cluster and write the result whole or not at all.

    With ``stop``, problems in rows raise :class:`~kiframework.api.setting.UnusableInputError` with the first of them,
    and nothing is written. Raises :class:`~kiframework.errors.KiframeworkError` if Spark or Java is missing, no cluster
    answers, files cannot be read, columns are wrong, or the output exists.
    """
    raise NotImplementedError
