"""``kiframework bulk template``: the columns that tables of people have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.api.bulk.opening import chosen_roles, require_extra
from kiframework.api.setting import open_setting
from kiframework.errors import KiframeworkError
from kiframework.model.bulk import Shape

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pyarrow as pa

    from kiframework.model.bulk import TableForm


def template_form(path: Path) -> TableForm:
    """Return how a table is kept in a file of this name; raise :class:`KiframeworkError` if its ending says nothing."""
    require_extra()
    from kiframework.loading.bulk.finding import ENDINGS, form_of

    form = form_of(path)
    if form is None:
        raise KiframeworkError(f"The ending of {path} names no kind of table.", f"use {', '.join(ENDINGS)}")
    return form


def template_schema(shape: Shape, framework: str | None, roles: Sequence[str]) -> pa.Schema:
    """Return columns and types of a shape. Levels are those that the roles ask for; without roles, all there are."""
    require_extra()
    import pyarrow as pa

    from kiframework.scoring.bulk.compile import compile_roles
    from kiframework.scoring.bulk.schema import PERSON, evidence_schema, level_schema

    known = open_setting((), framework).framework
    compiled = compile_roles(known, chosen_roles(known, roles))
    if shape is Shape.EVIDENCE:
        return evidence_schema()
    schema = level_schema(compiled)
    asked = {PERSON, *(line.competency for profile in compiled.profiles for line in profile.required)}
    return pa.schema([field for field in schema if field.name in asked]) if roles else schema
