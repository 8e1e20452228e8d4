"""Answers that came back, fitted to the framework of today: by id, and ladders scored against their keys."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kiframework.diagnostics import Diagnostic, Severity
from kiframework.model.questions import ChoiceItem
from kiframework.model.skills import RatedLevel, Round
from kiframework.scoring.ladders import score_ladder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiframework.diagnostics import Places
    from kiframework.model.answers import Answer, Answers, Choice, LadderResult, Returned
    from kiframework.model.framework import Framework
    from kiframework.model.questions import Item, Questions
    from kiframework.model.skills import NoValue


@dataclass(slots=True)
class Fitted:
    """What of some answers belongs to the framework of today."""

    answers: Answers
    """Without competencies that exist no more."""
    places: Places
    framework: str | None
    """Framework and version that the answers were made against: id@1.0.0."""
    ladders: dict[str, LadderResult] = field(default_factory=dict)
    """Competency -> what became of its ladder."""
    diagnostics: list[Diagnostic] = field(default_factory=list)


def fit(returned: Returned, framework: Framework, questions: Questions) -> Fitted:
    """Map answers by id to a framework that may have changed since they were asked for, and score their ladders.

    KIF405 says what has changed, KIF408 which ladders do not count. Answers made against another framework stay as they
    are: the ordinary rules refuse them.
    """
    given = returned.answers.framework
    fitted = Fitted(returned.answers, returned.places, given)
    if given is not None and given.split("@")[0] == framework.id:
        _fit_version(fitted, framework, given)
    _score(fitted, questions)
    return fitted


def _fit_version(fitted: Fitted, framework: Framework, given: str) -> None:
    """Leave out what exists no more, and say so; the version is dealt with then, and no rule need say it again."""
    answers, places = fitted.answers, fitted.places
    version = given.split("@")[1]
    same_version = version == framework.version
    if same_version and answers.sha256 in (None, framework.sha256):
        return
    place = places.value(["framework"])
    if same_version:
        message = f"The content of version {version} has changed since this was handed out; answers are taken by id."
    else:
        message = f"This was handed out with version {version}; answers are taken by id to {framework.version}."
    help_ = "anchors may say something else by now: have the levels looked at"
    fitted.diagnostics.append(Diagnostic("KIF405", message, place, Severity.WARNING, help=help_))
    occasion = answers.ratings[0]
    for name in (*occasion.levels, *occasion.shares):
        if name not in framework.competencies:
            where = places.key(["ratings", 0, "levels" if name in occasion.levels else "shares", name])
            gone = f"'{name}' exists no more; this answer is left out."
            fitted.diagnostics.append(Diagnostic("KIF405", gone, where, Severity.WARNING))
    fitted.answers = answers.model_copy(
        update={"framework": None, "ratings": [only(occasion, set(framework.competencies))]}
    )


def only(occasion: Round, names: set[str]) -> Round:
    """Return a round with nothing but the values of some competencies."""
    levels = {name: level for name, level in occasion.levels.items() if name in names}
    shares = {name: share for name, share in occasion.shares.items() if name in names}
    return occasion.model_copy(update={"levels": levels, "shares": shares})


def _score(fitted: Fitted, questions: Questions) -> None:
    """Score every ladder whose items are still those that were asked."""
    items = fitted.answers.items
    known = {item.id: competency for competency, own in questions.questions.items() for item in own.ladder}
    for name in items:
        if name not in known:
            message = f"There is no question '{name}' any more; its answer is left out."
            place = fitted.places.key(["items", name])
            fitted.diagnostics.append(Diagnostic("KIF405", message, place, Severity.WARNING))
    for competency in dict.fromkeys(known[name] for name in items if name in known):
        own = questions.questions[competency]
        answered = {item.id: items[item.id] for item in own.ladder if item.id in items}
        problems = [one for item in own.ladder if item.id in answered for one in _problems(fitted, item)]
        fitted.diagnostics += problems
        if problems:
            continue
        result = fitted.ladders[competency] = score_ladder(own.ladder, answered)
        if result.level is None:
            message = f"The ladder of '{competency}' breaks off before a wrong answer; it does not count."
            place = fitted.places.key(["items", next(iter(answered))])
            fitted.diagnostics.append(Diagnostic("KIF408", message, place, Severity.WARNING))


def _problems(fitted: Fitted, item: Item) -> Iterator[Diagnostic]:
    """Yield why the answer to an item cannot be scored."""
    answers, places = fitted.answers, fitted.places
    place = places.value(["items", item.id])
    if answers.asked.get(item.id) != item.fingerprint:
        message = f"The question '{item.id}' has been reworded since; its ladder does not count."
        yield Diagnostic("KIF405", message, place, Severity.WARNING, help="hand out the form anew to have it answered")
    elif item.valid_until is not None and item.valid_until < answers.ratings[0].date:
        message = f"The key of '{item.id}' was known to be right until {item.valid_until}; its ladder does not count."
        yield Diagnostic("KIF408", message, place, Severity.WARNING)
    elif not _is_choice(item, answers.items[item.id]):
        yield Diagnostic("KIF403", f"This is no option of the question '{item.id}'.", place)


def _is_choice(item: Item, answer: Answer) -> bool:
    """Tell whether an answer names options that the item has."""
    if isinstance(item, ChoiceItem):
        return not isinstance(answer, list) and _among(answer, len(item.options))
    if not isinstance(answer, list) or len(answer) != len(item.parts):
        return False
    return all(one is None or _among(one, len(item.choices)) for one in answer)


def _among(choice: Choice, options: int) -> bool:
    return choice == "dont_know" or choice <= options


def ladder_round(fitted: Fitted, source: str, rater: str | None) -> Round | None:
    """Return the rating round that scored ladders amount to, each level with its items; None if there is none."""
    levels: dict[str, int | NoValue | RatedLevel] = {
        competency: RatedLevel(level=result.level, evidence=marks_text(result))
        for competency, result in fitted.ladders.items()
        if result.level is not None
    }
    day = fitted.answers.ratings[0].date
    return Round(source=source, rater=rater, date=day, levels=levels) if levels else None


def marks_text(result: LadderResult) -> str:
    """Write which items were right: in signs, because a skill file has no language."""
    return ", ".join(f"{one.item.id} {'✓' if one.right else '✗'}" for one in result.items)
