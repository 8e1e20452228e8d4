"""Reads and writes the reviews of a framework, which lie in a file beside its top file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic, SourceMap
from kiframework.loading.binding import bind
from kiframework.loading.files import decode, is_file, is_folder, read_bytes, shown_below
from kiframework.loading.framework import REVIEWS
from kiframework.loading.skill_yaml import STEP, flow
from kiframework.loading.yaml import read_yaml
from kiframework.model.reviews import Reviews

if TYPE_CHECKING:
    from pathlib import Path

    from kiframework.diagnostics import Places
    from kiframework.loading.files import ReadBytes


@dataclass(frozen=True, slots=True)
class LoadedReviews:
    """Reviews as read; None if there are none, or nothing is left of them."""

    reviews: Reviews | None
    source: Places
    diagnostics: tuple[Diagnostic, ...]


def load_reviews(path: Path, shown: str, read: ReadBytes = read_bytes) -> LoadedReviews:
    """Read the reviews of the framework in a folder; a framework in a single file has none."""
    name = shown_below(shown, REVIEWS)
    if not is_folder(path) or not is_file(path / REVIEWS):
        return LoadedReviews(None, SourceMap(name), ())
    data = read(path / REVIEWS, name)
    text = data if isinstance(data, Diagnostic) else decode(data, name)
    if isinstance(text, Diagnostic):
        return LoadedReviews(None, SourceMap(name), (text,))
    document = read_yaml(text, name)
    if document.data is None:
        return LoadedReviews(None, document.source, tuple(document.diagnostics))
    bound = bind(Reviews, document.source)
    return LoadedReviews(bound.model, bound.source, (*document.diagnostics, *bound.diagnostics))


def reviews_text(reviews: Reviews) -> str:
    """Return reviews as YAML, a line each, in the order of their ids."""
    lines = ["# Written by kiframework review. A changed competency or role is unreviewed until it is looked at again."]
    for section in ("competencies", "roles"):
        entries = getattr(reviews, section)
        lines += [f"{section}:" if entries else f"{section}: {{}}"]
        lines += [
            f"{STEP}{name}: {flow({'fingerprint': one.fingerprint, 'by': one.by, 'date': one.date.isoformat()})}"
            for name, one in sorted(entries.items())
        ]
    return "\n".join(lines) + "\n"
