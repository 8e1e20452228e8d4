"""Renders person reports in one process and prints how long each round took, as JSON.

Takes processor time: rendering waits for nothing, so on a quiet machine it is the time on the clock.

Run by itself, in the environment that is measured: ``python render.py FOLDER DAY ROUNDS``.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
import time
from typing import TYPE_CHECKING, Any

from kiframework import __version__
from kiframework.api.assess import AssessRequest, assess
from kiframework.output.documents import Documents, Edition

if TYPE_CHECKING:
    from kiframework.api.assess import AssessRun


class TemplateOnly(Documents):
    """Keeps what was made ready for the template, to measure how long the template alone takes."""

    def __init__(self, edition: Edition) -> None:
        """Begin with nothing kept."""
        super().__init__(edition)
        self.views: list[Any] = []

    def _render(self, kind: Any, form: Any, view: Any) -> str:
        self.views.append((kind, form, view))
        return ""

    def render_kept(self) -> int:
        """Render everything that was kept; return the number of characters."""
        return sum(len(super(TemplateOnly, self)._render(*kept)) for kept in self.views)


def edition(run: AssessRun) -> Edition:
    """Return an edition for the person alone, in German."""
    return Edition(
        run.setting.framework, run.document.framework, run.document.date, "de", "self", tool_version=__version__
    )


def timed(run: AssessRun, form: Any) -> float:
    """Render a report of everybody, templates compiled anew; return seconds."""
    started = time.process_time()
    documents = Documents(edition(run))
    for assessment in run.document.assessments:
        documents.person(assessment, run.shown_sources(assessment), form).encode()
    return time.process_time() - started


def timed_template(run: AssessRun) -> float:
    """Do the same with everything made ready before: what is left is Jinja's share."""
    documents = TemplateOnly(edition(run))
    for assessment in run.document.assessments:
        documents.person(assessment, run.shown_sources(assessment), "html")
    started = time.process_time()
    documents.render_kept()
    return time.process_time() - started


def main() -> None:
    """Print the results."""
    folder, day, rounds = sys.argv[1:]
    today = dt.date.fromisoformat(day)
    run = assess(AssessRequest((folder,), today, today))
    first = run.document.assessments[0]
    page = Documents(edition(run)).person(first, run.shown_sources(first), "html")
    taken: dict[str, list[float]] = {"html": [], "template": [], "md": []}
    for _ in range(int(rounds)):
        taken["html"].append(timed(run, "html"))
        taken["template"].append(timed_template(run))
        taken["md"].append(timed(run, "md"))
    json.dump({"count": len(run.document.assessments), "bytes": len(page.encode()), "taken": taken}, sys.stdout)


main()
