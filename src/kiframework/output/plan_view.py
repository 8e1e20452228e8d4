"""The page for whoever plans: groups and dates, what does not fit, what comes of it, the goal for all staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.output.frame_view import Fact, cover
from kiframework.output.plan_cuts import ChoiceWords, cuts_of, small_groups
from kiframework.output.plan_words import baseline_steps, baseline_values, baseline_verdict
from kiframework.output.sheet import Column, Listing, Section, Sheet, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.model.curriculum import BaselinePlan
    from kiframework.output.frame_view import Frame
    from kiframework.output.plan_words import PlanWords


def plan_view(words: PlanWords, frame: Frame) -> Sheet:
    """Turn a plan into its page. Groups have a number of people; who they are stands on the trainers' sheets."""
    texts, wording, plan = words.texts, words.wording, words.plan
    company = wording.edition.branding.company
    subject = wording.plain(company) if company else texts("team.subject")
    facts = (
        Fact(texts("cover.people"), str(len(plan.paths))),
        Fact(texts("plan.period"), _period(words)),
        Fact(texts("plan.catalogue"), words.catalogue.version),
    )
    smallest = wording.framework.scoring.groups.smallest
    choice = ChoiceWords(texts, words.figures, plan)
    sections = [*_groups(words), *_nearest(words, choice), *_left_out(words), _readiness(words, smallest)]
    if plan.baseline is not None and plan.baseline.goal.people >= smallest:
        sections.append(_baseline(words, plan.baseline))
    return Sheet(
        f"{texts('cover.kind.plan')}: {subject}",
        cover(wording, "plan", subject, facts),
        texts("plan.headline", n=plan.demand.groups),
        f"{words.sums(plan.demand)}. {' '.join(choice.sentences())}",
        tuple(sections),
        frame,
    )


def _period(words: PlanWords) -> str:
    period, figures = words.plan.terms.period, words.figures
    ends = list(words.plan.schedule.ends.values())
    last = period.until or max(ends, default=period.start)
    return f"{figures.date_short(period.start)} – {figures.date_short(last)}"


def _groups(words: PlanWords) -> Iterator[Section]:
    texts, groups = words.texts, {group.id: group for group in words.plan.groups}
    rows = []
    for name, meetings in words.meetings.items():
        group = groups[name]
        where = wording_of(words, meetings[0].trainer, meetings[0].room)
        sessions = str(len(meetings))
        rows.append((words.titles[group.module], str(len(group.people)), sessions, words.span(name), where))
    if not rows:
        return
    columns = (
        Column(texts("plan.col.module")),
        Column(texts("cover.people"), is_number=True),
        Column(texts("plan.col.sessions"), is_number=True),
        Column(texts("plan.col.when"), is_date=True),
        Column(texts("plan.col.trainer")),
    )
    table = Table(texts("plan.groups.nav"), columns, tuple(rows))
    smallest = words.catalogue.group.smallest
    small = small_groups(words.plan, smallest)
    notes = (texts("plan.small", n=small, smallest=str(smallest)),) if small else ()
    headline = texts("plan.groups.headline", n=len(words.plan.schedule.meetings))
    yield Section("groups", texts("plan.groups.nav"), headline, notes, tables=(table,))


def _nearest(words: PlanWords, choice: ChoiceWords) -> Iterator[Section]:
    """Yield the nearest plan that can be held, where this one holds nothing."""
    if words.plan.nearest is None:
        return
    title = words.texts("choice.nearest.title")
    groups = Listing("", tuple(choice.nearest_groups(words.titles)))
    yield Section("nearest", title, title, (choice.nearest(),), lists=(groups,))


def wording_of(words: PlanWords, *names: str) -> str:
    """Join names from files: trainers, rooms."""
    return words.wording.facts(words.wording.plain(name) for name in names)


def _left_out(words: PlanWords) -> Iterator[Section]:
    texts, plan = words.texts, words.plan
    untaught = words.some_titles(need.step.competency for path in plan.paths for need in path.untaught)
    cuts = cuts_of(plan)
    if not cuts and not untaught:
        return
    heads = [texts("plan.col.module"), texts("cover.people"), texts("plan.col.must")]
    rows = [[words.titles[cut.module], str(cut.people), texts("word.yes") if cut.must_have else ""] for cut in cuts]
    if any(cut.obstacles for cut in cuts):
        heads.append(texts("plan.col.why"))
        for row, cut in zip(rows, cuts, strict=True):
            row.append("; ".join(texts(f"plan.left-out.{one}") for one in cut.obstacles))
    columns = tuple(Column(head, is_number=number == 1) for number, head in enumerate(heads))
    table = Table(texts("plan.left-out.nav"), columns, tuple(map(tuple, rows)))
    yield Section(
        "left-out",
        texts("plan.left-out.nav"),
        texts("plan.left-out.headline", n=len(plan.left_out)),
        (texts("plan.wanted", sums=words.sums(plan.wanted)),) if rows else (),
        tables=(table,) if rows else (),
        lists=(Listing(texts("plan.untaught"), untaught),) if untaught else (),
    )


def _readiness(words: PlanWords, smallest: int) -> Section:
    texts, changes = words.texts, words.plan.changes
    if len({one.person for one in changes}) < smallest:
        few = texts("plan.readiness.few", n=smallest)
        return Section("readiness", texts("plan.readiness.nav"), texts("plan.readiness.nav"), (few,))
    hidden, counted = texts("training.hidden", n=smallest), words.plan.readiness
    codes = [*words.wording.bands, *(code for code in words.wording.readiness if code not in words.wording.bands)]
    shown = {
        code: tuple(hidden if one is None else str(one) for one in counted[code]) for code in codes if code in counted
    }
    rows = tuple((words.wording.readiness[code], *counts) for code, counts in shown.items())
    heads = [Column(texts("plan.readiness.state"))]
    heads += [Column(texts(f"plan.readiness.{key}"), is_number=True) for key in ("now", "planned", "all")]
    now, planned, _ = shown.get(codes[0], ("0", "0", "0"))
    headline = texts("plan.readiness.headline", now=now, planned=planned)
    if hidden in (now, planned):
        headline = texts("plan.readiness.what")
    table = Table(texts("plan.readiness.nav"), tuple(heads), rows)
    note = texts("plan.readiness.note")
    return Section("readiness", texts("plan.readiness.nav"), headline, (note,), tables=(table,))


def _baseline(words: PlanWords, plan: BaselinePlan) -> Section:
    """Say the arithmetic of the goal for all staff, and whether it can be kept."""
    texts, values = words.texts, baseline_values(words.figures, plan)
    items = tuple(texts(f"plan.baseline.{step}", **values) for step in baseline_steps(plan))
    return Section(
        "baseline",
        texts("plan.baseline.nav"),
        texts(f"plan.baseline.{baseline_verdict(plan)}", **values),
        lists=(Listing("", items),) if items else (),
        paragraphs=(texts("plan.baseline.note"),),
    )
