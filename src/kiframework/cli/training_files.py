"""The files that ``training report`` writes: name and content of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.cli.documents import edition_of
from kiframework.output.documents import Documents
from kiframework.output.training_data import render_measures_csv, render_training_json
from kiframework.output.training_view import TrainingWords

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kiframework.api.training_report import ReportRun
    from kiframework.output.documents import Form


def training_files(run: ReportRun, formats: Sequence[str], lang: str) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of the report in every format asked for."""
    forms: list[Form] = [form for form in ("html", "md") if form in formats]
    documents = Documents(edition_of(run.setting, run.report.date, lang, "aggregate", left_out=run.left_out))
    words = TrainingWords(documents.wording, run.report, run.catalogue)
    for form in forms:
        yield f"training.{form}", documents.training(words, form).encode()
    if "json" in formats:
        yield "training.json", render_training_json(run.report, documents.edition.stamp, run.catalogue.version)
    if "csv" in formats:
        yield "measures.csv", render_measures_csv(words)
