"""``kiframework bulk score --engine spark``: files in, files out, by way of a cluster."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kiframework.api.bulk.opening import chosen_roles
from kiframework.api.setting import open_setting
from kiframework.api.spark.session import require_extra, session

if TYPE_CHECKING:
    import datetime as dt

    from kiframework.api.bulk.request import BulkRun, OnError
    from kiframework.api.bulk.score import Summarise


@dataclass(frozen=True, slots=True)
class SparkRequest:
    """What to score, and where."""

    inputs: tuple[str, ...]
    """Files, folders and globs, as Spark takes them: paths, or addresses such as ``hdfs://`` and ``abfss://``. All
    machines of the cluster must reach them."""
    output: str
    """Folder for the result, likewise."""
    day: dt.date
    """T, the assessment date."""
    today: dt.date
    """Evidence dated later is an error."""
    master: str = "local[*]"
    """Address of the cluster, such as ``spark://host:7077``; ``local[*]`` is all cores of this machine."""
    framework: str | None = None
    """Folder or file of the framework; None for that of the workspace, else the built-in one."""
    roles: tuple[str, ...] = ()
    """Roles to score everybody against; empty for all roles of the framework."""
    form: Literal["parquet", "csv"] = "parquet"
    """What scores are written as."""
    on_error: OnError = "stop"
    """Whether rows with problems end the run, or are left out and written beside the result."""
    force: bool = False
    """Whether to replace a result that exists."""
    progress: bool = False
    """Whether Spark may draw its progress bar on standard error."""


def score_on_spark(request: SparkRequest, summarise: Summarise) -> BulkRun:
    """Score tables on a cluster, and put the result with its summary in place as a whole.

    The result is laid out as on one machine; places of problems name the person, because Spark knows no rows. Raises
    what :func:`~kiframework.api.bulk.score.score_population` raises, and
    :class:`~kiframework.errors.KiframeworkError` if Spark or Java is missing or no cluster answers.
    """
    require_extra()
    from kiframework.api.spark.run import score

    setting = open_setting((), request.framework)
    roles = chosen_roles(setting.framework, request.roles)
    with session(request.master, progress=request.progress) as spark:
        return score(spark, setting, roles, request, summarise)
