"""Prints a calibration: the group first, then what there is to talk about with whom. A working paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.cli.screen import MOST_ROWS, Screen
from kiframework.output.agreement_view import kappa_figure
from kiframework.output.typography import printable

if TYPE_CHECKING:
    from typing import TextIO

    from kiframework.api.calibration import CalibrationRun
    from kiframework.model.calibration import Comparison, GroupCalibration, OtherView, PersonCalibration
    from kiframework.model.team import Agreement


def print_calibration(run: CalibrationRun, lang: str, stream: TextIO, *, people: bool) -> None:
    """Print how well the levels are understood alike, and below it, if wanted, what lies far apart by person."""
    screen = Screen(run.assessed.setting.framework, lang, stream)
    name, date = screen.words(screen.framework.title), screen.figures.date(run.document.date)
    version = screen.framework.version
    screen.say(screen.texts("calibration.title", framework=name, version=version, date=date), "bold")
    _print_group(screen, run.document.group)
    if not people:
        return
    _print_people(screen, run.document.people)
    screen.say()
    screen.say(screen.texts("assess.paper"), "dim")
    screen.say(screen.texts("calibration.next-step"))


def _print_group(screen: Screen, group: GroupCalibration) -> None:
    texts, policy = screen.texts, screen.framework.scoring.agreement
    screen.title(texts("calibration.group"))
    heads = (f"calibration.{head}" for head in ("part", "pairs", "kappa", "difference", "finding"))
    table = screen.table(*(texts(head) for head in heads), right=(1, 2, 3))
    screen.row(table, texts("calibration.overall"), *_figures(screen, group.overall))
    too_few = 0
    for pillar in group.pillars if group.overall else ():
        title = screen.words(screen.framework.pillars[screen.framework.pillar_order[pillar.pillar]].title)
        screen.row(table, title, *_figures(screen, pillar.agreement))
        for one in pillar.competencies:
            if one.agreement is None:
                too_few += 1
            else:
                screen.row(table, f"· {screen.competency(one.competency)}", *_figures(screen, one.agreement))
    screen.show(table)
    screen.say()
    if too_few:
        screen.say(texts("calibration.too-few.rest", n=too_few))
    limits = {"pairs": str(policy.smallest_pairs), "people": str(policy.smallest_people)}
    screen.say(texts("calibration.purpose", **limits))


def _figures(screen: Screen, agreement: Agreement | None) -> tuple[str, str, str, str]:
    """Return pairs, kappa, mean difference and finding."""
    texts, figures = screen.texts, screen.figures
    if agreement is None:
        return "–", "–", "–", texts("calibration.too-few")
    difference = figures.number(agreement.mean_difference, 2)
    if agreement.kappa is None:
        return str(agreement.pairs), "–", difference, texts("calibration.undefined")
    kappa = kappa_figure(figures, agreement.kappa, screen.framework.scoring.agreement.alarm_below)
    finding = texts("calibration.near" if agreement.alarm else "calibration.met")
    return str(agreement.pairs), kappa, difference, finding


def _print_people(screen: Screen, people: tuple[PersonCalibration, ...]) -> None:
    texts = screen.texts
    screen.title(texts("calibration.talk", limit=screen.figures.short(screen.framework.scoring.clarify_from)))
    rows = [(person.person, one) for person in people for one in person.to_talk]
    if not rows:
        screen.say(texts("calibration.nothing"))
        return
    if len(rows) > MOST_ROWS:
        screen.say(texts("calibration.many", n=len(rows)))
        return
    heads = (f"calibration.{head}" for head in ("person", "competency", "own", "apart", "others"))
    table = screen.table(*(texts(head) for head in heads), right=(2, 3))
    for name, one in rows:
        screen.row(table, name, *_cells(screen, one))
    screen.show(table)
    quiet = sum(1 for person in people if not person.to_talk)
    if quiet:
        screen.say()
        screen.say(texts("calibration.nothing-to-talk", n=quiet))


def _cells(screen: Screen, one: Comparison) -> tuple[str, str, str, str]:
    apart = screen.figures.apart(one.apart or 0, screen.framework.scoring.clarify_from)
    others = " · ".join(_view(screen, view) for view in one.others if view.value is not None)
    return screen.competency(one.competency), str(one.own), apart, others


def _view(screen: Screen, view: OtherView) -> str:
    source = screen.framework.sources.get(view.source or "")
    title = screen.words(source.title) if source else screen.texts("calibration.merged")
    return printable(f"{title} {screen.figures.short(view.value or 0)}")
