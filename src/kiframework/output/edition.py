"""What all documents of one run share: the framework, the day, the language, the readers, and a company's looks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from pathlib import Path

    from kiframework.model.assessment import FrameworkStamp, LeftOut
    from kiframework.model.framework import Framework
    from kiframework.output.texts import Catalogue

Audience = Literal["aggregate", "manager", "self"]
"""Who reads a document, and so what may stand in it (scoring rules 15 and 18)."""

Form = Literal["html", "md"]
"""A page for the browser and for paper, or the same content as Markdown."""


@dataclass(frozen=True, slots=True)
class Branding:
    """How a company's documents look. All of it is optional."""

    company: str | None = None
    """Name on the cover."""
    confidentiality: str | None = None
    """Line on the cover; the catalogue has one to start with."""
    accent: str | None = None
    """Colour of rules and marks, as ``#rrggbb``."""
    logo: str | None = None
    """A picture as ``data:`` URI."""
    templates: Path | None = None
    """A folder whose templates and style sheet replace the built-in ones of the same name."""
    texts: Catalogue = field(default_factory=dict)
    """Texts that replace single ones of the catalogue."""


@dataclass(frozen=True, slots=True)
class Edition:
    """What all documents of one run share."""

    framework: Framework
    stamp: FrameworkStamp
    date: dt.date
    """T, the assessment date."""
    lang: str
    """``de`` or ``en``."""
    audience: str
    """One of :data:`Audience`."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Pseudonym -> name, where a name may be shown."""
    left_out: tuple[LeftOut, ...] = ()
    """Files that were not assessed."""
    tool_version: str = ""
    branding: Branding = Branding()
