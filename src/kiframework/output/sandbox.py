"""Jinja, shut in: templates of a company can read what they are given and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from jinja2 import Environment


class _Sandbox(ImmutableSandboxedEnvironment):
    """Views are named tuples of text: their fields are safe without a look at what kind of object they are."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return a field of a view at once; leave everything else to the base class."""
        if attribute in getattr(type(obj), "_fields", ()):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)


def environment(folders: Sequence[Path], finalize: Callable[[Any], Any] | None) -> Environment:
    """Make an environment over template folders, the first one first.

    Without ``finalize`` values are escaped for HTML; with it, ``finalize`` has to make them safe.
    """
    return _Sandbox(
        loader=ChoiceLoader([FileSystemLoader(folder, encoding="utf-8") for folder in folders]),
        autoescape=finalize is None,
        finalize=finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        cache_size=-1,
    )
