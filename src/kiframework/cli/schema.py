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
    METHOD = "method"
    TEMPLATES = "templates"
    PILOT = "pilot"
    ROADMAP = "roadmap"
    ASSESSMENT = "assessment"
    DIFF = "diff"
    CURRICULUM = "curriculum"
    TRAINING = "training"
    PILOTS = "pilots"
    STANDING = "standing"
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
    method, templates             pilots/method.yaml and the files in pilots/templates of a framework, for editors
    pilot, roadmap                a pilot and the roadmap of a workspace, for editors
    assessment, diff              what assess and diff print with --format json
    curriculum, training          what curriculum and training report print with --format json
    pilots, standing              what pilot and roadmap print with --format json
    population                    summary.json in a result of bulk score
    """
    sys.stdout.write(_rendered(document))


def _rendered(document: Document) -> str:
    from kiframework.output import editor_schema, plan_schema, standing_schema
    from kiframework.output import schema as printed
    from kiframework.output.bulk.summary_schema import render_population_schema

    rendered = {
        Document.CURRICULUM: plan_schema.render_curriculum_schema,
        Document.TRAINING: plan_schema.render_training_schema,
        Document.FRAMEWORK: editor_schema.render_framework_schema,
        Document.OVERLAY: editor_schema.render_overlay_schema,
        Document.SKILLS: editor_schema.render_skills_schema,
        Document.QUESTIONS: editor_schema.render_questions_schema,
        Document.CATALOGUE: editor_schema.render_catalogue_schema,
        Document.MODULES: editor_schema.render_modules_schema,
        Document.METHOD: editor_schema.render_method_schema,
        Document.TEMPLATES: editor_schema.render_templates_schema,
        Document.PILOT: editor_schema.render_pilot_schema,
        Document.ROADMAP: editor_schema.render_roadmap_schema,
        Document.ASSESSMENT: printed.render_assessment_schema,
        Document.DIFF: printed.render_diff_schema,
        Document.PILOTS: standing_schema.render_pilots_schema,
        Document.STANDING: standing_schema.render_standing_schema,
        Document.POPULATION: render_population_schema,
    }
    if document in rendered:
        return rendered[document]()
    return editor_schema.render_section_schema(document.value)
