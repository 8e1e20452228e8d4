"""Sends our code to the machines of a cluster, so that they need only Python, numpy, pyarrow and pydantic."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import kiframework

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


def send_code(spark: SparkSession) -> None:
    """Send the code of kiframework to all machines of a cluster, in the version that runs here.

    It comes before a version that is installed there, so that all machines count alike.
    """
    from pyspark import SparkFiles

    # Machines fetch it whenever they need it; Spark removes this folder when it ends.
    folder = Path(SparkFiles.getRootDirectory()) / "sent"
    if folder.exists():
        return
    folder.mkdir()
    package = Path(kiframework.__file__).parent
    with zipfile.ZipFile(folder / "kiframework.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        for file in sorted(package.rglob("*.py")):
            packed.write(file, Path("kiframework") / file.relative_to(package))
    spark.sparkContext.addPyFile(str(folder / "kiframework.zip"))
