"""What the fields of a model mean: the docstrings under them, for those who read a schema."""

from __future__ import annotations

import ast
import inspect
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import ModuleType


@cache
def field_descriptions(module: ModuleType) -> dict[tuple[str, str], str]:
    """Return (class, field) -> the docstring under the field, for all classes of a module.

    Read from the source when a schema is wanted: pydantic can do it too, but would in every run of every command.
    """
    classes = [node for node in ast.parse(inspect.getsource(module)).body if isinstance(node, ast.ClassDef)]
    return {
        (node.name, field.target.id): " ".join(text.value.value.split())
        for node in classes
        for field, text in pairwise(node.body)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        if isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant) and isinstance(text.value.value, str)
    }
