"""What the report on a population prints, section by section: counts where they may be shown, else "hidden"."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from kiframework.output import charts
from kiframework.output.bulk.histogram import Step, histogram
from kiframework.output.bulk.population_findings import population_summary
from kiframework.output.frame_view import Fact, cover
from kiframework.output.heat_view import TONES, step_figure

if TYPE_CHECKING:
    from markupsafe import Markup

    from kiframework.model.population import CodeCount, FigureSummary, Population, RolePopulation
    from kiframework.model.team import ShareStep
    from kiframework.output.frame_view import Cover, Frame
    from kiframework.output.team_findings import Summary
    from kiframework.output.wording import Wording

MOST_GAPS = 5
"""Gaps that are listed for each role."""


class CountCell(NamedTuple):
    """A number of people with the step of its share, or a figure."""

    text: str
    share: str
    tone: str
    """``s1`` to ``s5``, or ``none``."""


class Row(NamedTuple):
    """One role."""

    title: str
    cells: tuple[CountCell, ...]


class Grid(NamedTuple):
    """Roles by something."""

    headline: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


class BinText(NamedTuple):
    """People between two percentages."""

    range: str
    people: str


class Distribution(NamedTuple):
    """How the scores of everybody lie in one role."""

    title: str
    mean: str
    chart: Markup
    bins: tuple[BinText, ...]


class GapRow(NamedTuple):
    """A competency that is a large gap of many."""

    title: str
    bar: Markup | str
    people: str
    share: str


class GapGroup(NamedTuple):
    """The most common gaps in one role."""

    title: str
    rows: tuple[GapRow, ...]


class PopulationView(NamedTuple):
    """All that the report prints."""

    title: str
    cover: Cover
    summary: Summary | None
    """None where the population is too small."""
    readiness: Grid
    distributions: tuple[Distribution, ...]
    means: Grid
    gaps_headline: str
    gaps: tuple[GapGroup, ...]
    reading: tuple[Fact, ...]
    too_small: str
    frame: Frame


def population_view(wording: Wording, population: Population, frame: Frame) -> PopulationView:
    """Turn a summary into what its report prints."""
    texts, company = wording.texts, wording.edition.branding.company
    subject = wording.plain(company) if company else texts("population.subject")
    people = texts("population.hidden") if population.people is None else _number(wording, population.people)
    facts = [Fact(texts("cover.people"), people)]
    if population.skipped_rows:
        facts.append(Fact(texts("population.skipped"), _number(wording, population.skipped_rows)))
    small = population.people is None
    return PopulationView(
        f"{texts('cover.kind.population')}: {subject}",
        cover(wording, "population", subject, facts),
        None if small else population_summary(wording, population),
        _readiness(wording, population),
        tuple(_distribution(wording, number, role) for number, role in enumerate(population.roles)),
        _means(wording, population),
        _gaps_headline(wording, population),
        tuple(_gaps(wording, role) for role in population.roles if role.gaps),
        _reading(wording, population),
        texts("team.too-small", smallest=str(population.smallest)) if small else "",
        frame,
    )


def count_text(wording: Wording, count: CodeCount) -> str:
    """Write a number of people, or that it is hidden."""
    return wording.texts("population.hidden") if count.people is None else _number(wording, count.people)


def _number(wording: Wording, count: int) -> str:
    return wording.figures.number(count, 0)


def _readiness(wording: Wording, population: Population) -> Grid:
    codes = [one.id for one in population.roles[0].readiness] if population.roles else []
    columns = (*(wording.readiness[code] for code in codes), wording.texts("population.provisional"))
    rows = tuple(
        Row(wording.role(role.role), tuple(_cell(wording, one) for one in (*role.readiness, role.provisional)))
        for role in population.roles
    )
    return Grid(wording.texts("population.readiness.headline"), columns, rows)


def _cell(wording: Wording, count: CodeCount) -> CountCell:
    return CountCell(count_text(wording, count), step_figure(wording, count.share), _tone(count.share))


def _tone(step: ShareStep) -> str:
    return f"s{min(TONES, 1 + int(step.low * TONES))}"


def _distribution(wording: Wording, number: int, role: RolePopulation) -> Distribution:
    texts, title = wording.texts, wording.role(role.role)
    mean = _mean(wording, role.score)
    sums = sum(one.people or 0 for one in role.score.bins) or 1
    steps = [
        Step(one.low, one.high, None if one.people is None else Fraction(one.people, sums)) for one in role.score.bins
    ]
    summary = texts("population.distribution.chart", role=title, mean=mean)
    return Distribution(
        title,
        mean,
        histogram(f"score-{number}", title, summary, steps, role.score.mean),
        tuple(_bin(wording, one.low, one.high, one.people) for one in role.score.bins),
    )


def _bin(wording: Wording, low: int, high: int, people: int | None) -> BinText:
    share = wording.figures.percent_range(Fraction(low, 100), Fraction(high, 100), 0)
    return BinText(share, wording.texts("population.hidden") if people is None else _number(wording, people))


def _means(wording: Wording, population: Population) -> Grid:
    texts = wording.texts
    pillars = [pillar.id for pillar in wording.framework.pillars]
    columns = (texts("population.score"), *(wording.pillars[pillar] for pillar in pillars), texts("team.col.rated"))
    rows = tuple(_mean_row(wording, role, pillars) for role in population.roles)
    return Grid(texts("population.means.headline"), columns, rows)


def _mean_row(wording: Wording, role: RolePopulation, pillars: list[str]) -> Row:
    of_pillars = dict(role.pillars)
    figures = (role.score, *(of_pillars.get(pillar) for pillar in pillars), role.coverage)
    return Row(wording.role(role.role), tuple(_mean_cell(wording, figure) for figure in figures))


def _mean_cell(wording: Wording, figure: FigureSummary | None) -> CountCell:
    if figure is None:
        return CountCell(wording.texts("word.none"), "", "none")
    return CountCell(_mean(wording, figure), "", "none" if figure.step is None else _tone(figure.step))


def _mean(wording: Wording, figure: FigureSummary) -> str:
    """Write a mean; where it would tell that (nearly) all are the same, its step."""
    if figure.mean is not None:
        return wording.figures.percent(figure.mean)
    return wording.texts("population.hidden") if figure.step is None else step_figure(wording, figure.step)


def _gaps_headline(wording: Wording, population: Population) -> str:
    first = [role.gaps[0].id for role in population.roles if role.gaps]
    if not first:
        return wording.texts("team.gaps.headline.none")
    most = max(first, key=lambda one: (first.count(one), -first.index(one)))
    return wording.texts("population.gaps.headline", title=wording.titles[most], n=first.count(most))


def _gaps(wording: Wording, role: RolePopulation) -> GapGroup:
    shown = role.gaps[:MOST_GAPS]
    largest = max((one.people or 0 for one in shown), default=0)
    return GapGroup(
        wording.role(role.role),
        tuple(
            GapRow(
                wording.titles[one.id],
                charts.ranked_bar(Fraction(one.people), Fraction(largest)) if one.people else "",
                count_text(wording, one),
                step_figure(wording, one.share),
            )
            for one in shown
        ),
    )


def _reading(wording: Wording, population: Population) -> tuple[Fact, ...]:
    texts, policy = wording.texts, wording.framework.scoring
    values = {
        "smallest": str(population.smallest),
        "hidden": wording.figures.quoted(texts("population.hidden")),
        "step": wording.figures.percent_short(policy.groups.share_step),
    }
    topics = ("group", "steps", "readiness", "means", "distribution", "gaps", "verdict")
    return tuple(
        Fact(texts(f"population.reading.{key}.label"), texts(f"population.reading.{key}", **values)) for key in topics
    )
