"""What came of training, as a page: the record of measures (AI Act, Art. 4), the four checks, levels before and after.

Measures and attendance stand apart from what was learned. Figures about fewer people than the framework allows are
hidden; the number of those who took part says nothing about any of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.output.frame_view import Fact, cover
from kiframework.output.heat_view import step_figure
from kiframework.output.sheet import Column, Listing, Section, Sheet, Table
from kiframework.output.typography import MINUS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator
    from fractions import Fraction

    from kiframework.model.outcome import Found, Gain, Measure, TrainingReport
    from kiframework.model.training import Catalogue
    from kiframework.output.frame_view import Frame
    from kiframework.output.wording import Wording

_NOTHING = "–"
MEASURE = ("when", "measure", "content", "audience", "why", "systems", "people", "owner", "refresh")
"""What is said of a measure."""


class TrainingWords:
    """The tables of the report in the language of an edition."""

    def __init__(self, wording: Wording, report: TrainingReport, catalogue: Catalogue) -> None:
        """Look up titles once."""
        self.wording, self.report, self.catalogue = wording, report, catalogue
        self.texts, self.figures = wording.texts, wording.figures
        self.titles = {name: wording.text(module.title) for name, module in catalogue.modules.items()}
        self.hidden = self.texts("training.hidden", n=report.smallest)

    def sums(self) -> str:
        """Say how much was held."""
        measures = self.report.measures
        parts = (
            self.texts("training.sum.groups", n=len(measures)),
            self.texts("training.sum.days", n=sum(len(one.days) for one in measures)),
            self.texts("training.sum.seats", n=sum(one.people for one in measures)),
        )
        return self.wording.facts(parts)

    def measures(self) -> Table:
        """Return the record of measures: when, what and why, for whom, with which systems, how many, who answers."""
        heads = ("when", "measure", "audience", "systems", "people", "owner", "refresh")
        columns = tuple(
            Column(self.texts(f"training.col.{head}"), head == "people", head in ("when", "refresh")) for head in heads
        )
        rows = []
        for one in self.report.measures:
            cells = dict(zip(MEASURE, self.measure(one), strict=True))
            cells["measure"] = self.texts("training.measure", **cells)
            rows.append(tuple(cells[head] for head in heads))
        return Table(self.texts("training.measures.nav"), columns, tuple(rows))

    def contents(self) -> Listing:
        """Return for each module the levels it leads to."""
        why = {one.module: self._why(one) for one in self.report.measures}
        items = (self.texts("training.contents", measure=self.titles[name], why=text) for name, text in why.items())
        return Listing(self.texts("training.contents.title"), tuple(items))

    def measure(self, one: Measure) -> tuple[str, ...]:
        """Return what is said of a measure, in the order of :data:`MEASURE`."""
        return (
            self._days(one),
            self.titles[one.module],
            self.texts("training.content.old" if one.outdated else "training.content", version=one.content),
            self._roles(one.audience),
            self._why(one),
            self._joined(one.systems),
            str(one.people),
            self.wording.plain(one.owner) if one.owner else _NOTHING,
            self.figures.date_short(one.refresh) if one.refresh else _NOTHING,
        )

    def measures_short(self) -> Table:
        """Return the record of measures for a terminal."""
        heads = ("when", "measure", "audience", "people", "owner")
        columns = tuple(Column(self.texts(f"training.col.{head}"), head == "people") for head in heads)
        rows = (dict(zip(MEASURE, self.measure(one), strict=True)) for one in self.report.measures)
        cells = tuple(tuple(row[head] for head in heads) for row in rows)
        return Table(self.texts("training.measures.nav"), columns, cells)

    def outcomes(self) -> Table:
        """Return what the first three checks found, module by module, where anything may be shown."""
        heads = ("module", "reaction", "learning", "behaviour")
        columns = tuple(Column(self.texts(f"training.col.{head}")) for head in heads)
        rows = tuple(
            (self.titles[one.module], self._mean(one.reaction), self._share(one.learning), self._share(one.behaviour))
            for one in self.report.outcomes
            if any(found.checked is not None for found in (one.reaction, one.learning, one.behaviour))
        )
        return Table(self.texts("training.outcomes.nav"), columns, rows)

    def results(self) -> Iterator[Table]:
        """Yield figures of the work before and after, if there are any."""
        heads = ("module", "measured", "before", "after")
        columns = tuple(Column(self.texts(f"training.col.{head}"), head in ("before", "after")) for head in heads)
        rows = tuple(
            (
                f"{self.titles[one.module]} ({self.wording.plain(group)})",
                f"{self.wording.plain(figure.measure)} ({self.figures.date_short(figure.date)})",
                self.figures.trimmed(figure.before, 2),
                self.figures.trimmed(figure.after, 2),
            )
            for one in self.report.outcomes
            for group, figure in one.results
        )
        if rows:
            yield Table(self.texts("training.results.nav"), columns, rows)

    def gains(self) -> Table:
        """Return levels before and after, competency by competency, where they may be shown."""
        heads = ("competency", "people", "before", "after", "gain")
        columns = tuple(Column(self.texts(f"training.col.{head}"), head != "competency") for head in heads)
        rows = tuple(row for row in map(self._gain, self.report.gains) if row)
        return Table(self.texts("training.gains.nav"), columns, rows)

    def due(self, day: dt.date | None = None) -> Table:
        """Return checks that are not recorded yet; with a day, those that are due by then."""
        heads = ("due", "check", "group")
        columns = tuple(Column(self.texts(f"training.col.{head}"), is_date=head == "due") for head in heads)
        rows = tuple(
            (
                self.figures.date_short(one.due),
                self.texts(f"training.check.{one.check}"),
                f"{self.titles[one.module]} ({self.wording.plain(one.group)})",
            )
            for one in self.report.due
            if day is None or one.due <= day
        )
        return Table(self.texts("training.due.nav"), columns, rows)

    def _why(self, one: Measure) -> str:
        """Say which competencies the module leads to which level."""
        highest = {step.competency: step.level for step in sorted(one.closes)}
        levels: dict[int, list[str]] = {}
        for competency, level in highest.items():
            levels.setdefault(level, []).append(self._title(competency))
        parts = (
            self.texts("training.why", titles=", ".join(titles), level=str(level))
            for level, titles in sorted(levels.items())
        )
        return "; ".join(parts)

    def _days(self, one: Measure) -> str:
        if not one.days:
            return _NOTHING
        first, last = (self.figures.date_short(day) for day in (one.days[0], one.days[-1]))
        return first if first == last else f"{first} – {last}"

    def _roles(self, roles: Iterable[str]) -> str:
        known = self.wording.framework.roles
        return self._joined(self.wording.role(role) if role in known else role for role in roles)

    def _title(self, competency: str) -> str:
        return self.wording.titles.get(competency, competency)

    def _joined(self, words: Iterable[str]) -> str:
        return ", ".join(map(self.wording.plain, words)) or _NOTHING

    def _mean(self, found: Found) -> str:
        if found.mean is None:
            return self.hidden
        return self.texts("training.mean", mean=self.figures.number(found.mean), n=found.checked)

    def _share(self, found: Found) -> str:
        if found.share is None:
            return self.hidden
        return self.texts("training.share", share=step_figure(self.wording, found.share), n=found.checked)

    def _gain(self, one: Gain) -> tuple[str, ...]:
        """Return the row of a competency; empty where it is hidden."""
        if one.before is None or one.after is None or one.gain is None:
            return ()
        levels = (self.figures.number(one.before), self.figures.number(one.after), self._signed(one.gain))
        return self._title(one.competency), str(one.people), *levels

    def _signed(self, gain: Fraction) -> str:
        text = self.figures.number(gain)
        return text if text.startswith(MINUS) or not gain else f"+{text}"


def training_view(words: TrainingWords, frame: Frame) -> Sheet:
    """Turn a report on training into its page."""
    texts, wording, report = words.texts, words.wording, words.report
    company = wording.edition.branding.company
    subject = wording.plain(company) if company else texts("team.subject")
    facts = (
        Fact(texts("plan.catalogue"), words.catalogue.version),
        Fact(texts("training.legal.label"), texts("training.legal")),
    )
    sections = [
        Section(
            "measures",
            texts("training.measures.nav"),
            texts("training.measures.headline"),
            (texts("training.measures.intro"), texts("training.refresh")),
            tables=(words.measures(),),
            lists=(words.contents(),),
        ),
        _outcomes(words),
        _gains(words),
    ]
    if report.due:
        headline = texts("training.due.headline", n=len(report.due))
        sections.append(Section("due", texts("training.due.nav"), headline, tables=(words.due(),)))
    return Sheet(
        f"{texts('cover.kind.training')}: {subject}",
        cover(wording, "training", subject, facts),
        texts("training.headline", n=len(report.measures)),
        words.sums() + ". " + texts("training.note"),
        tuple(sections),
        frame,
    )


def _outcomes(words: TrainingWords) -> Section:
    texts, nav = words.texts, words.texts("training.outcomes.nav")
    tables = tuple(table for table in (words.outcomes(), *words.results()) if table.rows)
    if not tables:
        return Section("outcomes", nav, texts("training.outcomes.none"), (_from(words),))
    paragraphs = (texts("training.outcomes.intro"), _from(words))
    return Section("outcomes", nav, texts("training.outcomes.headline"), paragraphs, tables=tables)


def _gains(words: TrainingWords) -> Section:
    texts, table = words.texts, words.gains()
    nav = texts("training.gains.nav")
    if not table.rows:
        return Section("gains", nav, texts("training.gains.none"), (texts("training.gains.wait"), _from(words)))
    paragraphs = (texts("training.gains.intro"), _from(words))
    return Section("gains", nav, texts("training.gains.headline"), paragraphs, tables=(table,))


def _from(words: TrainingWords) -> str:
    """Say from how many people on anything is shown."""
    return words.texts("training.from", n=words.report.smallest)
