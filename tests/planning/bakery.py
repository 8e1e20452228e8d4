"""People of the bakery, and what they lack."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from tests.rules.content_cases import BAKERY
from tests.rules.training_cases import TRAINING

from kiframework.api.assess import AssessRequest, assess
from kiframework.loading.training import load_catalogue
from kiframework.planning.needs import person_needs

if TYPE_CHECKING:
    from pathlib import Path

    from kiframework.model.curriculum import PersonNeeds
    from kiframework.model.training import Catalogue

DAY = dt.date(2026, 11, 23)


def catalogue(folder: Path, text: str = TRAINING) -> Catalogue:
    (folder / "training").mkdir(exist_ok=True)
    (folder / "framework.yaml").write_text(BAKERY, "utf-8")
    (folder / "training" / "catalogue.yaml").write_text(text, "utf-8")
    loaded = load_catalogue(folder, "fw")
    assert loaded.diagnostics == ()
    assert loaded.catalogue is not None
    return loaded.catalogue


def needs(folder: Path, own: dict[str, int], master: dict[str, int], *roles: str) -> PersonNeeds:
    """Return what P-001 lacks, from their own view (weight 1) and that of the master (weight 2)."""
    (folder / "framework.yaml").write_text(BAKERY, "utf-8")
    rounds = "".join(
        f"  - {{source: {source}, date: 2026-11-20, levels: {{{', '.join(f'{k}: {v}' for k, v in levels.items())}}}}}\n"
        for source, levels in (("self", own), ("master", master))
        if levels
    )
    (folder / "p.yaml").write_text(f"person: P-001\nratings:\n{rounds}", "utf-8")
    run = assess(AssessRequest((str(folder / "p.yaml"),), DAY, DAY, str(folder / "framework.yaml"), roles))
    assert run.diagnostics == ()
    return person_needs(run.setting.framework, run.document.assessments)
