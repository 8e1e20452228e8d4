"""One cluster and one session for all tests of Spark."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np
import pytest
from tests.spark.cluster import LOOPBACK, QUICK, Cluster, running_cluster

from kiframework.api.spark.shipping import send_code
from kiframework.loading.framework import load_framework
from kiframework.resources import data_folder
from kiframework.scoring.bulk.compile import compile_roles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.model.framework import Framework
    from kiframework.scoring.bulk.compile import CompiledRoles

SETTINGS = {
    "spark.driver.extraJavaOptions": QUICK,
    "spark.driver.host": LOOPBACK,
    "spark.driver.memory": "512m",
    "spark.executor.extraJavaOptions": QUICK,
    "spark.executor.memory": "512m",
    "spark.hadoop.fs.file.impl": "org.apache.hadoop.fs.RawLocalFileSystem",
    "spark.log.level": "ERROR",
    "spark.sql.shuffle.partitions": "4",
    "spark.task.maxFailures": "2",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}

FOR_WORKERS = ("annotated_types", "numpy", "pyarrow", "pydantic", "typing_extensions", "typing_inspection")
"""What has to be installed on the machines of a cluster; our own code is sent to them."""


def missing(reason: str) -> NoReturn:
    """Skip for want of Spark, or fail where it has been promised."""
    if os.environ.get("KIFRAMEWORK_REQUIRE_SPARK") == "1":
        pytest.fail(f"{reason}, and KIFRAMEWORK_REQUIRE_SPARK asks for it")
    pytest.skip(reason)


def require_spark() -> Path:
    """Return the folder Spark is installed in."""
    if shutil.which("java") is None:
        missing("Java is not installed")
    try:
        import pyspark
    except ImportError:
        missing("pyspark is not installed")
    return Path(pyspark.__file__).parent


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    home = require_spark()
    with running_cluster(tmp_path_factory.mktemp("cluster"), home) as running:
        yield running


def bare_python(folder: Path) -> Path:
    """Make an interpreter that has all that workers may ask for, and nothing else."""
    packages = folder / "packages"
    packages.mkdir()
    place = Path(np.__file__).parents[1]
    for name in FOR_WORKERS:
        for part in place.glob(f"{name}*"):
            (packages / part.name).symlink_to(part)
    script = folder / "python"
    script.write_text(f'#!/bin/sh\nPYTHONPATH="$PYTHONPATH:{packages}" exec "{sys.executable}" -S "$@"\n', "utf-8")
    script.chmod(0o755)
    return script


@pytest.fixture(scope="session")
def spark(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Return a session on the cluster."""
    from pyspark import SparkContext
    from pyspark.sql import SparkSession

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYSPARK_PYTHON", str(bare_python(tmp_path_factory.mktemp("python"))))
        patch.setenv("SPARK_LOCAL_IP", LOOPBACK)
        session = SparkSession.builder.master(cluster.url).config(map=SETTINGS).getOrCreate()
        send_code(session)
        yield session
        session.stop()
        gateway = SparkContext._gateway
        SparkContext._gateway = SparkContext._jvm = None
        gateway.shutdown()
        # The Java process ends when nobody writes to it any more.
        gateway.proc.stdin.close()
        gateway.proc.wait(30)


@pytest.fixture(scope="session")
def framework() -> Framework:
    loaded = load_framework(data_folder("framework"), "framework").framework
    assert loaded is not None
    return loaded


@pytest.fixture(scope="session")
def compiled(framework: Framework) -> CompiledRoles:
    return compile_roles(framework, framework.role_ids)
