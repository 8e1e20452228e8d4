"""What ``bulk`` shows on the terminal: problems of rows, counted, and a table of the population."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.cli.messages import say, say_diagnostics
from kiframework.cli.screen import Screen
from kiframework.model.bulk import SHOWN

if TYPE_CHECKING:
    from typing import TextIO

    from kiframework.model.bulk import Findings
    from kiframework.model.framework import Framework
    from kiframework.model.population import CodeCount, Population, RolePopulation


def say_findings(found: Findings) -> None:
    """Write how many problems of each kind rows have; the first ones are said elsewhere, each with its place."""
    if not found.counts:
        return
    from kiframework.rules.catalogue import rule_texts

    total = sum(found.counts.values())
    if total > SHOWN:
        say(f"These are the first {SHOWN} of {total:,} problems.")
    for code, count in sorted(found.counts.items()):
        say(f"  {code} {rule_texts()[code].name}: {count:,}")


def say_all_findings(found: Findings) -> None:
    """Write the first problems of rows, and how many there are of each kind."""
    say_diagnostics(found.shown)
    say_findings(found)


def print_population(framework: Framework, population: Population, lang: str, stream: TextIO) -> None:
    """Print a row per role: how many are ready, how many are not and why, and the score."""
    screen = Screen(framework, lang, stream)
    texts, day = screen.texts, screen.figures.date(population.date)
    screen.say(
        texts("assess.title", framework=screen.words(framework.title), version=framework.version, date=day), "bold"
    )
    if population.people is None:
        screen.say(texts("bulk.few", n=population.smallest))
        return
    screen.say(texts("bulk.people", people=screen.figures.number(population.people, 0)))
    screen.say()
    best, worst = framework.scoring.bands[0].id, population.roles[0].readiness[0].id
    heads = (texts("assess.role"), *(screen.readiness_word(code) for code in (best, worst)), texts("bulk.mean"))
    table = screen.table(*heads, texts("bulk.gap"), right=(1, 2, 3))
    for role in population.roles:
        screen.row(table, *_cells(screen, role, (best, worst)))
    screen.show(table)
    screen.say()
    screen.say(texts("bulk.paper"), "dim")


def _cells(screen: Screen, role: RolePopulation, codes: tuple[str, ...]) -> list[str]:
    counts = {one.id: one for one in role.readiness}
    mean = role.score.mean
    gap = role.gaps[0].id if role.gaps else None
    return [
        screen.role(role.role),
        *(_count(screen, counts[code]) for code in codes),
        "–" if mean is None else screen.figures.percent(mean),
        "–" if gap is None else screen.competency(gap),
    ]


def _count(screen: Screen, count: CodeCount) -> str:
    """Write a number of people; where it is hidden, the step of its share."""
    if count.people is not None:
        return screen.figures.number(count.people, 0)
    decimals = 0 if (count.share.low * 100).denominator == (count.share.high * 100).denominator == 1 else 1
    return screen.figures.percent_range(count.share.low, count.share.high, decimals)
