"""One person's own page: the modules in order with their reasons and dates, and the learning contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.output.frame_view import Fact, cover
from kiframework.output.sheet import Column, Listing, Section, Sheet, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.model.curriculum import PathStep, PersonPath
    from kiframework.output.frame_view import Frame
    from kiframework.output.plan_words import PlanWords


def path_view(words: PlanWords, path: PersonPath, frame: Frame) -> Sheet:
    """Turn a path into its page, for the person alone."""
    texts, wording = words.texts, words.wording
    person = wording.person(path.person)
    roles = wording.listed(wording.role(role) for role in path.roles)
    taken = [step for step in path.steps if (path.person, step.module) in words.plan.choice.taken]
    hours = words.figures.trimmed(sum((step.hours for step in taken), start=path.hours * 0), 2)
    return Sheet(
        f"{texts('cover.kind.path')}: {person}",
        cover(wording, "path", person, (Fact(texts("cover.person"), person), Fact(texts("cover.role"), roles))),
        texts("path.headline", n=len(taken)) if taken else texts("path.headline.none"),
        texts("path.lead", hours=hours),
        (*_modules(words, path), *_other(words, path), *_contract(words, path, taken)),
        frame,
    )


def _modules(words: PlanWords, path: PersonPath) -> Iterator[Section]:
    if not path.steps:
        return
    texts = words.texts
    columns = (
        Column(texts("plan.col.module")),
        Column(texts("path.col.reason")),
        Column(texts("path.col.hours"), is_number=True),
        Column(texts("plan.col.when"), is_date=True),
    )
    rows = tuple(_row(words, path, step) for step in path.steps)
    headline = texts("path.modules.headline")
    table = Table(texts("path.modules.nav"), columns, rows)
    yield Section("modules", texts("path.modules.nav"), headline, (texts("path.modules.intro"),), tables=(table,))


def _row(words: PlanWords, path: PersonPath, step: PathStep) -> tuple[str, ...]:
    texts = words.texts
    group = words.group_of.get((path.person, step.module))
    why_not = words.plan.obstacles.get((path.person, step.module), "limit")
    when = texts(f"path.left-out.{why_not}") if group is None else words.span(group)
    reason = words.reason(step)
    if step.assumes:
        reason += f" ({texts('path.assumes', modules=words.wording.listed(words.titles[one] for one in step.assumes))})"
    return words.titles[step.module], reason, words.figures.trimmed(step.hours, 2), when


def _other(words: PlanWords, path: PersonPath) -> Iterator[Section]:
    texts = words.texts
    found = (
        ("path.coaching", path.coaching),
        ("path.unrated", path.unrated),
        ("plan.untaught", tuple(need.step.competency for need in path.untaught)),
    )
    lists = tuple(Listing(texts(key), words.some_titles(names)) for key, names in found if names)
    if lists:
        yield Section("other", texts("path.other.nav"), texts("path.other.headline"), lists=lists)


def _contract(words: PlanWords, path: PersonPath, taken: list[PathStep]) -> Iterator[Section]:
    """Return what person and manager agree on: goal, time, help, and how both will see that it worked."""
    if not taken:
        return
    texts, wording = words.texts, words.wording
    goals = {
        need.step.competency: need for step in taken for need in sorted(step.closes, key=lambda one: one.step.level)
    }
    anchors = ((wording.titles[name], wording.anchor(name, need.step.level)) for name, need in goals.items())
    goal = tuple(f"{title}, {anchor.level}: {anchor.behaviour}" for title, anchor in anchors)
    checks = []
    for step in taken:
        group = words.group_of[path.person, step.module]
        module = words.catalogue.modules[step.module]
        checks.append(
            texts(
                "path.contract.check",
                module=words.titles[step.module],
                date=words.check_day(group, module.checks.behaviour.weeks),
                check=wording.text(module.checks.behaviour.text),
            )
        )
    hours = words.figures.trimmed(sum((step.hours for step in taken), start=path.hours * 0), 2)
    yield Section(
        "contract",
        texts("path.contract.nav"),
        texts("path.contract.headline"),
        (texts("path.contract.time", hours=hours), texts("path.contract.note")),
        lists=(
            Listing(texts("path.contract.goal"), goal),
            Listing(texts("path.contract.checks"), tuple(checks)),
        ),
        signatures=(wording.person(path.person), texts("path.contract.manager")),
    )
