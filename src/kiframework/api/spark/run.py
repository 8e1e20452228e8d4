"""Scores files on a cluster that is there, and writes what comes of it."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kiframework.api.bulk.request import BulkRun
from kiframework.api.bulk.score import RowsWithProblemsError
from kiframework.api.bulk.work import SCORES, SKIPPED, SUMMARY
from kiframework.api.spark.batches import CountedScores
from kiframework.api.spark.failures import SPARK_ERRORS, in_our_words
from kiframework.api.spark.findings import findings_of
from kiframework.api.spark.opened import open_compiled
from kiframework.api.spark.rows import listed_rows, refused_rows, right_rows
from kiframework.api.spark.score import result_columns, scored, scored_or_ended
from kiframework.api.spark.shipping import send_code
from kiframework.api.spark.store import Store
from kiframework.api.spark.tables import read_tables
from kiframework.api.spark.work import Work
from kiframework.model.bulk import Findings
from kiframework.scoring.bulk.compile import compile_roles
from kiframework.scoring.bulk.population import describe
from kiframework.scoring.bulk.schema import GAPS
from kiframework.scoring.bulk.tally import Tally, counted_figures

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pyspark.sql import SparkSession

    from kiframework.api.bulk.score import Summarise
    from kiframework.api.setting import Setting
    from kiframework.api.spark.job import SparkRequest
    from kiframework.api.spark.opened import Opened


def score(
    spark: SparkSession, setting: Setting, roles: Sequence[str], request: SparkRequest, summarise: Summarise
) -> BulkRun:
    """Do what :func:`~kiframework.api.spark.job.score_on_spark` promises, in a session."""
    with explained():
        run = _Run(spark, setting, roles, request)
        run.work.refuse_existing(force=request.force)
        with run.work.open():
            return run.finish(summarise)


class _Run:
    """A run, once Spark is there."""

    def __init__(self, spark: SparkSession, setting: Setting, roles: Sequence[str], request: SparkRequest) -> None:
        self.spark, self.setting, self.request = spark, setting, request
        self.compiled = compile_roles(setting.framework, roles)
        self.store = Store(spark)
        self.work = Work(self.store, request.output)

    def finish(self, summarise: Summarise) -> BulkRun:
        """Score, count, and put everything in place."""
        send_code(self.spark)
        frame, files = read_tables(self.spark, self.store, self.request.inputs)
        opened = open_compiled(frame, self.setting.framework, self.compiled, self.request.today)
        found = self._score(opened)
        counted = self._counted()
        population = describe(self.compiled, counted, self.request.day, opened.shape.value, found.rows)
        self.store.write(self.work.place(SUMMARY), summarise(population))
        parts = len(list(self.store.files(self.work.place(SCORES))))
        self.work.publish()
        people = counted.people
        return BulkRun(self.setting, population, found, (), people, files, people * len(self.compiled.roles), 0, parts)

    def _score(self, opened: Opened) -> Findings:
        """Write the scores. Rows are only looked through for problems if there are any, or they shall be left out."""
        day, scores = self.request.day, self.work.place(SCORES)
        if self.request.on_error == "skip":
            found = self._set_aside(opened)
            self.work.write(scored(opened, right_rows(opened.rows), day), scores, self.request.form)
            return found
        try:
            self.work.write(scored_or_ended(opened, day), scores, self.request.form)
        except SPARK_ERRORS as error:
            found = self._set_aside(opened)
            if found.rows:
                raise RowsWithProblemsError(found) from error
            raise
        return Findings()

    def _set_aside(self, opened: Opened) -> Findings:
        """Write the rows that cannot be scored beside the result, and return what is wrong with them."""
        self.work.write(refused_rows(opened.rows), self.work.kept("refused"))
        refused = self.spark.read.parquet(self.work.kept("refused"))
        found = findings_of(refused)
        if found.rows:
            listed = listed_rows(refused)
            self.work.write(listed, self.work.kept("skipped"), "lines")
            header = ",".join(listed.columns) + "\n"
            self.store.join(header.encode(), self.store.files(self.work.kept("skipped")), self.work.place(SKIPPED))
        return found

    def _counted(self) -> Tally:
        """Count what was written: what tasks count on the way would be counted twice where one is repeated."""
        columns = result_columns(self.compiled)
        reader = self.spark.read.schema(columns).format(self.request.form).option("header", True)  # noqa: FBT003
        read = ("role", "readiness", "provisional_from", *counted_figures(self.compiled), *GAPS)
        rows = reader.load(self.work.place(SCORES)).select(*[f"`{name}`" for name in read])
        counted = Tally.empty(self.compiled)
        for row in rows.mapInArrow(CountedScores(self.compiled), "counted string").collect():
            counted.add(Tally.from_plain(json.loads(row.counted)))
        return counted


@contextmanager
def explained() -> Iterator[None]:
    """Say in one sentence why Spark has given up."""
    try:
        yield
    except SPARK_ERRORS as error:
        raise in_our_words(error) from error
