"""A comparison of two states of a framework for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiframework.model.changes import FrameworkDiff, Impact

SCHEMA_VERSION = 1
"""Version of the JSON document; raised when a field changes its meaning or goes away."""


def render_diff_json(diff: FrameworkDiff, impact: Impact | None, *, by_person: bool) -> bytes:
    """Return a comparison as UTF-8 JSON. Single people are in it only where they were asked for."""
    document = {
        "schema_version": SCHEMA_VERSION,
        "old": {"id": diff.old.id, "version": diff.old.version, "sha256": diff.old.sha256},
        "new": {"id": diff.new.id, "version": diff.new.version, "sha256": diff.new.sha256},
        "breaking": diff.breaking,
        "required": diff.required,
        "least_version": diff.least,
        "raised": diff.raised,
        "changes": [
            {"path": list(one.path), "step": one.step, "before": one.before, "after": one.after} for one in diff.changes
        ],
        "people": impact and {key: getattr(impact, key) for key in ("people", "better", "same", "worse", "lost")},
    }
    if impact is not None and by_person:
        document["shifts"] = [
            {"person": one.person, "role": one.role, "before": one.before, "after": one.after}
            for one in impact.shifts
            if one.direction != "same"
        ]
    return (json.dumps(document, indent=1, ensure_ascii=False) + "\n").encode()
