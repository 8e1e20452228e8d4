"""``kiframework schema``: JSON Schemas for people who build on our output."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer


class Document(StrEnum):
    """Documents with a published schema."""

    ASSESSMENT = "assessment"


def schema(document: Annotated[Document, typer.Argument(help="The document to describe.")]) -> None:
    """Print the JSON Schema of a document."""
    from kiframework.output.schema import render_assessment_schema

    renderers = {Document.ASSESSMENT: render_assessment_schema}
    sys.stdout.write(renderers[document]())
