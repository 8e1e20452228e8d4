"""Reads tables of people from files, as Spark reads them."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from kiframework.api.bulk.opening import UNUSABLE
from kiframework.api.setting import UnusableInputError
from kiframework.api.spark.rows import FILE
from kiframework.diagnostics import Diagnostic, Location
from kiframework.errors import KiframeworkError
from kiframework.loading.bulk.codes import DAMAGED, EMPTY_FILE, MIXED_TABLES, UNREADABLE_FILE
from kiframework.model.bulk import PERSON

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pyspark.sql import DataFrame, SparkSession

    from kiframework.api.spark.store import Store, StoredFile

FORMS = {".parquet": "parquet", ".orc": "orc", ".csv": "csv", ".tsv": "csv"}
"""Ending of a file -> what Spark calls its form."""
_PACKED = (".gz", ".bz2", ".zst")
_DELIMITERS = ",;\t|"
_CSV = {
    "header": True,
    # By itself Spark takes the header of one file for that of all others, fills up short rows with nothing, and cuts
    # off what is too much.
    "enforceSchema": False,
    "mode": "FAILFAST",
    "columnPruning": False,
}


def read_tables(spark: SparkSession, store: Store, inputs: Sequence[str]) -> tuple[DataFrame, int]:
    """Return the rows of all tables that paths, folders and patterns name, each with its file, and the number of files.

    Raises :class:`~kiframework.api.setting.UnusableInputError` if there are none, or of several forms.
    """
    from pyspark.sql import functions as sql

    files = dict.fromkeys(file for one in inputs for file in _named(store, one))
    forms = {file.address: form for file in files if (form := _form(file.address)) is not None}
    problems = [*_empty(files), *_of_another_form(forms)]
    if problems:
        raise UnusableInputError(UNUSABLE, problems)
    form = next(iter(forms.values()))
    reader = spark.read.format(form)
    if form == "csv":
        header = spark.read.text(next(iter(forms))).first()
        frame = reader.options(**_CSV, sep=_delimiter(header[0] if header else "")).load(list(forms))
        frame = frame.toDF(*[name.strip() for name in frame.columns])
    else:
        frame = reader.option("mergeSchema", True).load(list(forms))  # noqa: FBT003
    return frame.withColumn(FILE, sql.input_file_name()), len(forms)


def shown(address: str) -> str:
    """Return an address for a message: files of this machine without ``file:``."""
    return address.removeprefix("file://").removeprefix("file:")


def _named(store: Store, given: str) -> list[StoredFile]:
    if not given:
        raise KiframeworkError(
            "An empty path names no file.", "name a file, a folder or a pattern such as 'part-*.csv'"
        )
    files = list(store.files(given))
    if not any(_form(file.address) for file in files):
        help_ = f"Spark reads tables whose names end in {', '.join(FORMS)}"
        code = DAMAGED if files else UNREADABLE_FILE
        raise UnusableInputError(UNUSABLE, [Diagnostic(code, "There is no table here.", Location(given), help=help_)])
    return files


def _empty(files: Iterable[StoredFile]) -> Iterator[Diagnostic]:
    """Yield the tables without a single byte: Spark passes over them without a word."""
    for file in files:
        if not file.size and _form(file.address):
            yield Diagnostic(EMPTY_FILE, "The file is empty.", Location(shown(file.address)))


def _of_another_form(forms: Mapping[str, str]) -> Iterator[Diagnostic]:
    first, *others = (next(file for file in forms if forms[file] == form) for form in dict.fromkeys(forms.values()))
    for other in others:
        message = f"This table is of another form than {shown(first)}."
        yield Diagnostic(MIXED_TABLES, message, Location(shown(other)), help="score each form by itself")


def _form(file: str) -> str | None:
    name = file.lower()
    for ending in _PACKED:
        name = name.removesuffix(ending)
    return next((form for ending, form in FORMS.items() if name.endswith(ending)), None)


def _delimiter(header: str) -> str:
    """Return the delimiter that makes most sense of a header."""
    rows = {one: [name.strip() for name in next(csv.reader([header], delimiter=one), [])] for one in _DELIMITERS}
    return max(_DELIMITERS, key=lambda one: (PERSON in rows[one], len(rows[one])))
