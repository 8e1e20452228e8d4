"""Says in our words why Spark has given up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from py4j.protocol import Py4JJavaError
from pyspark.errors import PySparkException

from kiframework.api.bulk.opening import UNUSABLE
from kiframework.api.setting import UnusableInputError
from kiframework.api.spark.tables import shown
from kiframework.diagnostics import Diagnostic, Location
from kiframework.errors import KiframeworkError
from kiframework.loading.bulk.codes import DAMAGED, MIXED_TABLES, RAGGED_ROW

if TYPE_CHECKING:
    from collections.abc import Iterator

SPARK_ERRORS = (PySparkException, Py4JJavaError)
"""What Spark raises: some errors have a face in Python, others are Java's."""
_READING = re.compile(r"reading file (\S+?)\.?(?:\s|$)")
_OF_FILES = {
    "MALFORMED": (
        RAGGED_ROW,
        "A row of this table has more or fewer values than there are columns.",
        "count what stands between the delimiters; Spark takes a line break within a value for the end of the row",
    ),
    "CSV header": (MIXED_TABLES, "This table names other columns than the first one, or in another order.", None),
    "": (DAMAGED, "This file is damaged, or not what its name says.", "write it anew, or copy it again"),
}
"""What the causes of an error say -> code, message and way out."""


def in_our_words(error: Exception) -> KiframeworkError:
    """Return what a user can do something about, with all that Spark says left in the cause."""
    causes = list(_messages(error))
    read = next((found for cause in causes if (found := _READING.search(cause))), None)
    if read:
        every = "\n".join(causes)
        code, message, help_ = next(words for sign, words in _OF_FILES.items() if sign in every)
        return UnusableInputError(UNUSABLE, [Diagnostic(code, message, Location(shown(read[1])), help=help_)])
    if any("MERGE_SCHEMA" in cause for cause in causes):
        help_ = "write the tables with the same types, or score them apart"
        return KiframeworkError("The tables have columns of the same name with different types.", help_)
    return KiframeworkError(f"Spark could not finish: {first_line(error)}.")


def first_line(error: Exception) -> str:
    """Return what an error says, without the trace that follows."""
    text = next(_messages(error), "").split("\n", 1)[0]
    plain = re.sub(r"^\[[A-Z0-9_.]+\] |\s*SQLSTATE: \w+", "", text)
    return " ".join(plain.split()).rstrip(".")[:300] or type(error).__name__


def _messages(error: Exception) -> Iterator[str]:
    """Yield what an error and its causes say, the outermost first."""
    java: Any = getattr(error, "java_exception", None)
    if java is None:
        yield str(error)
    while java is not None:
        yield str(java.getMessage())
        java = java.getCause()
