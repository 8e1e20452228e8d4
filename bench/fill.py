"""Writes workbooks as they come back, all questions answered: ``python fill.py FOLDER COUNT``."""

import datetime as dt
import sys
from pathlib import Path

from kiframework import __version__
from kiframework.api.questionnaire import QuickcheckRequest, prepare
from kiframework.model.skills import RatedLevel, Round
from kiframework.output.edition import Branding
from kiframework.output.workbook import render_workbook

DAY = dt.date(2026, 11, 20)

folder, count = Path(sys.argv[1]), int(sys.argv[2])
folder.mkdir()
questionnaire, start = prepare(QuickcheckRequest("ki-consultant", DAY, source="manager", date=DAY)).asked[0]
for number in range(1, count + 1):
    levels = {name: (number + place) % 4 for place, name in enumerate(questionnaire.competencies)}
    marked = {name: RatedLevel(level=level, comment="seen in June") for name, level in levels.items() if not level}
    answered = Round(source="manager", date=DAY, levels=levels | marked)
    asked = start.model_copy(update={"person": f"P-{number:03}", "round": answered})
    data = render_workbook([(questionnaire, asked)], Branding(), "de", __version__)
    (folder / f"P-{number:03}.xlsx").write_bytes(data)
