"""``kiframework schema``: JSON Schemas for editors, and for people who build on our output."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer


class Document(StrEnum):
    """Documents with a published schema."""

    FRAMEWORK = "framework"
    OVERLAY = "overlay"
    COMPETENCIES = "competencies"
    ROLES = "roles"
    LADDERS = "ladders"
    QUESTIONS = "questions"
    CATALOGUE = "catalogue"
    MODULES = "modules"
    SKILLS = "skills"
    ASSESSMENT = "assessment"
    DIFF = "diff"
    POPULATION = "population"


def schema(document: Annotated[Document, typer.Argument(help="The document to describe.")]) -> None:
    """Print the JSON Schema of a document.

    \b
    framework                     framework.yaml, for editors
    overlay                       framework.yaml of a framework that extends another one, for editors
    competencies, roles, ladders  the files in these folders of a framework, for editors
    questions                     the files in this folder beside them, for editors
    catalogue, modules            training/catalogue.yaml and the files in training/modules, for editors
    skills                        a skill file, for editors
    assessment, diff              what assess and diff print with --format json
    population                    summary.json in a result of bulk score
    """
    sys.stdout.write(_rendered(document))


def _rendered(document: Document) -> str:
    if document is Document.ASSESSMENT:
        from kiframework.output.schema import render_assessment_schema

        return render_assessment_schema()
    if document is Document.DIFF:
        from kiframework.output.schema import render_diff_schema

        return render_diff_schema()
    if document is Document.POPULATION:
        from kiframework.output.bulk.summary_schema import render_population_schema

        return render_population_schema()
    from kiframework.output import editor_schema

    rendered = {
        Document.FRAMEWORK: editor_schema.render_framework_schema,
        Document.OVERLAY: editor_schema.render_overlay_schema,
        Document.SKILLS: editor_schema.render_skills_schema,
        Document.QUESTIONS: editor_schema.render_questions_schema,
        Document.CATALOGUE: editor_schema.render_catalogue_schema,
        Document.MODULES: editor_schema.render_modules_schema,
    }
    if document in rendered:
        return rendered[document]()
    return editor_schema.render_section_schema(document.value)
