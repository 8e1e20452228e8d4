"""What is asked of one person about one role, and what is known of it already."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kiframework.api.roles import find_role
from kiframework.api.setting import Setting, UnusableInputError, framework_place, open_setting
from kiframework.api.skill_files import SkillFiles
from kiframework.diagnostics import LatePlaces, Severity, SourceMap, did_you_mean
from kiframework.errors import KiframeworkError
from kiframework.loading.questions import load_questions
from kiframework.model.answers import Questionnaire, Start
from kiframework.model.questions import Questions
from kiframework.model.skills import Round
from kiframework.rules.base import QuestionContext
from kiframework.rules.questions import check_questions

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from kiframework.model.base import Text
    from kiframework.model.framework import Framework
    from kiframework.model.questions import Item


@dataclass(frozen=True, slots=True)
class QuickcheckRequest:
    """Whom to ask about what."""

    role: str
    today: dt.date
    """Ladders whose keys have run out by then are left out."""
    people: tuple[str | None, ...] = (None,)
    """Pseudonyms; None for somebody who enters it in the form."""
    source: str | None = None
    """Who answers; None for the person concerned."""
    rater: str | None = None
    """The rater's pseudonym, of sources where somebody else rates."""
    date: dt.date | None = None
    """The day of the rating; None for the day on which it is finished."""
    short: bool = False
    """Whether to leave out the ladders."""
    framework: str | None = None
    """Folder or file of the framework; None for that of the workspace, else the built-in one."""
    folder: str | None = None
    """Folder of the skill files; None for that of the workspace, else ``skills`` in the current folder."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """Everything that a form or the terminal needs in order to ask."""

    request: QuickcheckRequest
    setting: Setting
    questions: Questions
    """All questions of the framework, with their keys."""
    files: SkillFiles
    asked: tuple[tuple[Questionnaire, Start], ...]
    """For each person what is asked, and what is known."""
    left_out: tuple[str, ...]
    """Items whose keys have run out; their ladders are not asked."""


def prepare(request: QuickcheckRequest) -> Prepared:
    """Find out what to ask. Raises :class:`~kiframework.errors.KiframeworkError` if that cannot be done."""
    setting = open_setting((), request.framework)
    framework = setting.framework
    find_role(framework, request.role)
    source = _source(framework, request)
    for person in request.people:
        check_pseudonym(framework, person)
    if request.date is not None and request.date > request.today:
        raise KiframeworkError(f"{request.date} is still to come.", "ratings are dated on the day they are made")
    questions = open_questions(setting, request.framework, request.today)
    files = open_skill_files(setting, request.folder)
    ladders, outdated = _ladders(framework, questions, request, source)
    asked = tuple(_asked(request, source, questions, ladders, files, person) for person in request.people)
    return Prepared(request, setting, questions, files, asked, outdated)


def open_questions(setting: Setting, chosen: str | None, today: dt.date) -> Questions:
    """Read the questions beside the framework in use; there may be none.

    Raises :class:`~kiframework.api.setting.UnusableInputError` if something is wrong with them.
    """
    path, shown = framework_place(setting.workspace, chosen)
    loaded = load_questions(path, shown)
    problems = list(loaded.diagnostics)
    if loaded.questions is not None:
        context = QuestionContext(setting.framework, LatePlaces(lambda: SourceMap(shown)), today)
        complete = not loaded.diagnostics
        problems += check_questions(loaded.questions, loaded.source, context, complete=complete)
    errors = [one for one in problems if one.severity is Severity.ERROR]
    if errors:
        raise UnusableInputError("The questions of the framework cannot be used.", errors)
    return loaded.questions or Questions(questions={})


def open_skill_files(setting: Setting, folder: str | None) -> SkillFiles:
    """Find the skill files in a folder: the one named, else that of the workspace."""
    path = setting.workspace.path(setting.workspace.settings.skills) if folder is None else Path(folder)
    return SkillFiles(path, path.as_posix() if folder is None else folder, setting.framework)


def check_pseudonym(framework: Framework, person: str | None) -> None:
    """Refuse what is no pseudonym. It is not repeated: it may be a name."""
    pattern = framework.scoring.person_pattern
    if person is not None and re.compile(pattern).fullmatch(person) is None:
        help_ = f"pseudonyms have the form {pattern}; names are kept elsewhere"
        raise KiframeworkError("This is no pseudonym of a person.", help_)


def _source(framework: Framework, request: QuickcheckRequest) -> str:
    """Return who answers, if such a rater can."""
    source = request.source or framework.scoring.agreement.own_source
    ladders = framework.scoring.ladders
    if source not in framework.sources:
        help_ = did_you_mean(source, framework.sources) or f"one of {', '.join(framework.sources)}"
        raise KiframeworkError(f"The framework has no source '{source}'.", help_)
    if source in (ladders.unsupervised, ladders.supervised):
        message = f"'{source}' is what ladders of questions become, and nobody's rating."
        raise KiframeworkError(message, f"ladders are asked with --source {framework.scoring.agreement.own_source}")
    rater = request.rater
    if rater is not None and framework.sources[source].by_person:
        raise KiframeworkError(
            f"With '{source}' people rate themselves.", "leave out --rater, or choose another --source"
        )
    if rater is not None and ("@" in rater or len(rater.split()) != 1):
        raise KiframeworkError("The rater is no pseudonym.", "use an id such as R-07")
    if framework.sources[source].by_person and len(request.people) > 1:
        help_ = "write one form for each person, so that nobody is handed the answers of others"
        raise KiframeworkError("People who rate themselves do not share a form.", help_)
    return source


def _ladders(
    framework: Framework, questions: Questions, request: QuickcheckRequest, source: str
) -> tuple[dict[str, tuple[Item, ...]], tuple[str, ...]]:
    """Return the ladders of must-haves and of what is required at the ladder's top or above, and outdated items."""
    policy = framework.scoring
    if request.short or source != policy.agreement.own_source or policy.ladders.unsupervised not in framework.sources:
        return {}, ()
    ladders: dict[str, tuple[Item, ...]] = {}
    outdated: list[str] = []
    for competency, requirement in framework.roles[request.role].requirements.items():
        ladder = questions.questions[competency].ladder if competency in questions.questions else []
        if not ladder or not (requirement.must_have or requirement.level >= max(item.level for item in ladder)):
            continue
        gone = [item.id for item in ladder if item.valid_until is not None and item.valid_until < request.today]
        outdated += gone
        if not gone:
            ladders[competency] = tuple(ladder)
    return ladders, tuple(outdated)


def _asked(
    request: QuickcheckRequest,
    source: str,
    questions: Questions,
    ladders: dict[str, tuple[Item, ...]],
    files: SkillFiles,
    person: str | None,
) -> tuple[Questionnaire, Start]:
    framework = files.framework
    competencies = tuple(_competencies(framework, request.role, files, person))
    own_ladders = {name: ladders[name] for name in competencies if name in ladders}
    stems = {name: _stem(framework, questions, source, name) for name in competencies}
    start = Start(
        framework=f"{framework.id}@{framework.version}",
        sha256=framework.sha256,
        person=person,
        role=request.role,
        source=source,
        rater=request.rater,
        date=request.date,
        asked={item.id: item.fingerprint for ladder in own_ladders.values() for item in ladder},
        round=_round(request, source, files, person),
    )
    return Questionnaire(framework, request.role, source, competencies, stems, own_ladders), start


def _stem(framework: Framework, questions: Questions, source: str, competency: str) -> Text:
    """Return what is asked about a competency. Questions speak to the person, so others are told what it means."""
    if framework.sources[source].by_person and competency in questions.questions:
        return questions.questions[competency].anchor.stem
    return framework.competencies[competency].meaning


def _competencies(framework: Framework, role: str, files: SkillFiles, person: str | None) -> Iterator[str]:
    """Yield what the role requires in the order of the pillars, without what is not applicable to the person."""
    of_person = files.of(person) if person is not None else []
    ruled_out = {entry.competency for file in of_person for entry in file.skills.not_applicable}
    required = framework.roles[role].requirements
    for pillar in framework.pillars:
        for name, competency in framework.competencies.items():
            needed = name in required and required[name].level > 0
            if competency.pillar == pillar.id and needed and name not in ruled_out:
                yield name


def _round(request: QuickcheckRequest, source: str, files: SkillFiles, person: str | None) -> Round | None:
    """Return the rater's own round of that very day, to go on with. Nobody is handed what others have said."""
    if person is None or request.date is None:
        return None
    like = Round(source=source, rater=request.rater, date=request.date)
    return next(iter(files.rounds(person, like)), None)
