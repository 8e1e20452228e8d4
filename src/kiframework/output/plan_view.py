"""The page for whoever plans: groups and dates, what does not fit, what comes of it, the goal for all staff."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.output.frame_view import Fact, cover
from kiframework.output.plan_words import baseline_values, baseline_verdict
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
    sections = [_groups(words), *_left_out(words), _readiness(words, smallest)]
    if plan.baseline is not None and plan.baseline.goal.people >= smallest:
        sections.append(_baseline(words, plan.baseline))
    return Sheet(
        f"{texts('cover.kind.plan')}: {subject}",
        cover(wording, "plan", subject, facts),
        texts("plan.headline", n=plan.demand.groups),
        f"{words.sums(plan.demand)}. {_choice(words)}",
        tuple(sections),
        frame,
    )


def _period(words: PlanWords) -> str:
    period, figures = words.plan.terms.period, words.figures
    ends = list(words.plan.ends.values())
    last = period.until or max(ends, default=period.start)
    return f"{figures.date_short(period.start)} – {figures.date_short(last)}"


def _choice(words: PlanWords) -> str:
    """Say how good the plan is."""
    choice, texts = words.plan.choice, words.texts
    if choice.method == "complete":
        return texts("plan.complete")
    share = words.figures.percent(choice.value / choice.wanted) if choice.wanted else ""
    key = "plan.best" if choice.gap == 0 else f"plan.{choice.method}"
    return texts(key, share=share, gap="" if choice.gap is None else words.figures.percent(choice.gap, 2))


def _groups(words: PlanWords) -> Section:
    texts, plan = words.texts, words.plan
    trainers = {group: meetings[0] for group, meetings in words.meetings.items()}
    order = {group: number for number, group in enumerate(trainers)}
    late = set(plan.late)
    rows = []
    for group in sorted(plan.groups, key=lambda one: order.get(one.id, len(order))):
        first = trainers.get(group.id)
        where = wording_of(words, first.trainer, first.room) if first else ""
        span = words.span(group.id)
        when = f"{span} ({texts('plan.late.cell')})" if group.id in late else span
        sessions = str(len(words.catalogue.modules[group.module].sessions))
        rows.append((words.titles[group.module], str(len(group.people)), sessions, when, where))
    columns = (
        Column(texts("plan.col.module")),
        Column(texts("cover.people"), is_number=True),
        Column(texts("plan.col.sessions"), is_number=True),
        Column(texts("plan.col.when")),
        Column(texts("plan.col.trainer")),
    )
    table = Table(texts("plan.groups.nav"), columns, tuple(rows))
    notes = [texts("plan.late", n=len(late), date=words.figures.date(max(plan.ends.values())))] if late else []
    if plan.schedule.unplaced:
        notes.append(texts("plan.unplaced", n=len(plan.schedule.unplaced)))
    headline = texts("plan.groups.headline", n=len(words.plan.schedule.meetings))
    return Section("groups", texts("plan.groups.nav"), headline, tuple(notes), tables=(table,) if rows else ())


def wording_of(words: PlanWords, *names: str) -> str:
    """Join names from files: trainers, rooms."""
    return words.wording.facts(words.wording.plain(name) for name in names)


def _left_out(words: PlanWords) -> Iterator[Section]:
    texts, plan = words.texts, words.plan
    untaught = words.some_titles(need.step.competency for path in plan.paths for need in path.untaught)
    counts: dict[str, int] = {}
    must: set[str] = set()
    for _, step in plan.left_out:
        counts[step.module] = counts.get(step.module, 0) + 1
        must |= {step.module} if step.must_have else set()
    if not counts and not untaught:
        return
    rows = tuple(
        (words.titles[module], str(count), texts("word.yes") if module in must else "")
        for module, count in sorted(counts.items(), key=lambda one: one[0] not in must)
    )
    columns = (
        Column(texts("plan.col.module")),
        Column(texts("cover.people"), is_number=True),
        Column(texts("plan.col.must")),
    )
    yield Section(
        "left-out",
        texts("plan.left-out.nav"),
        texts("plan.left-out.headline", n=len(plan.left_out)),
        (texts("plan.wanted", sums=words.sums(plan.wanted)),) if rows else (),
        tables=(Table(texts("plan.left-out.nav"), columns, rows),) if rows else (),
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
    steps = ("need", "planned", "sessions") if plan.need else ()
    items = tuple(texts(f"plan.baseline.{step}", **values) for step in steps)
    return Section(
        "baseline",
        texts("plan.baseline.nav"),
        texts(f"plan.baseline.{baseline_verdict(plan)}", **values),
        lists=(Listing("", items),) if items else (),
        paragraphs=(texts("plan.baseline.note"),),
    )
