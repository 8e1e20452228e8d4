"""``kiframework import``: answers that came back become ratings in skill files, all of them or none."""

from __future__ import annotations

import os
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kiframework.api.fitting import Fitted, fit, ladder_round, only
from kiframework.api.publish import publish
from kiframework.api.questionnaire import open_questions, open_skill_files
from kiframework.api.setting import Setting, open_setting
from kiframework.api.skill_files import Known, PlannedFile, SkillFiles, values_of
from kiframework.diagnostics import Diagnostic, Location, Severity, in_order
from kiframework.errors import KiframeworkError
from kiframework.loading.answers import load_answers
from kiframework.loading.files import Input
from kiframework.model.sheets import squeezed
from kiframework.model.skills import SkillFile
from kiframework.rules import check_person, check_skills
from kiframework.rules.base import PersonFile, PersonFiles, SkillContext

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from kiframework.api.skill_files import Value
    from kiframework.model.answers import Returned
    from kiframework.model.framework import Framework
    from kiframework.model.questions import Questions
    from kiframework.model.skills import Round

    Watch = Callable[[Sequence[Input]], Iterable[Input]]
    Join = Callable[[Known, Value], Value | None]


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """What to take over."""

    files: tuple[str, ...]
    """Forms, workbooks and CSV files as they came back."""
    today: dt.date
    """Answers dated later are errors."""
    folder: str | None = None
    """Folder of the skill files; None for that of the workspace, else ``skills`` in the current folder."""
    framework: str | None = None
    """Folder or file of the framework; None for that of the workspace, else the built-in one."""
    supervised_by: str | None = None
    """Who watched over the ladders, as a pseudonym; None if nobody did."""
    partial: bool = False
    """Whether what is right is taken although something else is wrong."""


class Taken(NamedTuple):
    """What became of the answers of one person."""

    fitted: Fitted
    added: int
    """Levels that are new."""
    same: int
    """Levels that stood there already."""


class Counted(NamedTuple):
    """A rating that the same answers have become already."""

    source: str
    place: Location


@dataclass(frozen=True, slots=True)
class ImportRun:
    """What a run is going to write; nothing is written yet."""

    setting: Setting
    questions: Questions
    taken: tuple[Taken, ...]
    planned: tuple[PlannedFile, ...]
    """Skill files that change; none if something is wrong and only all or nothing was asked for."""
    diagnostics: tuple[Diagnostic, ...]


def import_answers(request: ImportRequest, watch: Watch = iter) -> ImportRun:
    """Read what came back, and find out what it changes.

    ``watch`` is handed the list of files and gives them back one by one; a progress bar can be put there.
    """
    setting = open_setting((), request.framework)
    questions = open_questions(setting, request.framework, request.today)
    files = open_skill_files(setting, request.folder)
    intake = Intake(setting, questions, files, request.today, request.supervised_by, partial=request.partial)
    intake.diagnostics += files.diagnostics
    titles = _titles(setting.framework)
    for file in watch([Input(Path(name), name, name) for name in dict.fromkeys(request.files)]):
        loaded = load_answers(file, titles)
        intake.diagnostics += loaded.diagnostics
        for returned in loaded.returned:
            intake.take(returned)
    return intake.run()


def _titles(framework: Framework) -> dict[str, str]:
    """Return what tables may call competencies: each title in each language that is the title of one alone."""
    named: dict[str, set[str]] = defaultdict(set)
    for name, competency in framework.competencies.items():
        for title in competency.title.values():
            named[squeezed(title).casefold()].add(name)
    return {title: name for title, (name, *others) in named.items() if not others}


def write_planned(planned: Sequence[PlannedFile]) -> None:
    """Write skill files in place, each of them whole."""
    if planned:
        places = [(Path(os.path.realpath(file.path)), file.after) for file in planned]
        top = Path(os.path.commonpath([path.parent for path, _ in places]))
        publish(top, [(str(path.relative_to(top)), data) for path, data in places], force=True)


class Intake:
    """Takes answers into skill files one after the other."""

    def __init__(
        self,
        setting: Setting,
        questions: Questions,
        files: SkillFiles,
        today: dt.date,
        supervised_by: str | None = None,
        *,
        partial: bool = False,
    ) -> None:
        """Prepare for answers against one framework, into the skill files of one folder."""
        if supervised_by is not None and ("@" in supervised_by or len(supervised_by.split()) != 1):
            raise KiframeworkError("The supervisor is no pseudonym.", "use an id such as R-07")
        self.diagnostics: list[Diagnostic] = []
        self._setting = setting
        self._framework = setting.framework
        self._questions = questions
        self._files = files
        self._context = SkillContext(setting.framework, today)
        self._supervised_by = supervised_by
        self._partial = partial
        self._taken: list[Taken] = []

    def run(self) -> ImportRun:
        """Return what came of everything that was taken."""
        diagnostics = in_order(self.diagnostics)
        wrong = any(one.severity is Severity.ERROR for one in diagnostics)
        planned = () if wrong and not self._partial else tuple(self._files.planned())
        return ImportRun(self._setting, self._questions, tuple(self._taken), planned, diagnostics)

    def take(self, returned: Returned) -> None:
        """Take the answers of one person over where they add something. What contradicts a rating is an error."""
        self._take(returned, Known.joined)

    def correct(self, returned: Returned) -> None:
        """Take the answers of one person over in place of what they have said before on the same day."""
        self._take(returned, Known.corrected)

    def _take(self, returned: Returned, join: Join) -> None:
        fitted = self._checked(fit(returned, self._framework, self._questions))
        if fitted is not None:
            rounds = [self._joined(fitted, one, join) for one in self._rounds(fitted)]
            self._put(fitted, [one for one in rounds if one.levels or one.shares])

    def _checked(self, fitted: Fitted) -> Fitted | None:
        """Run the rules for skill files; return what is right, or None if nothing of it can be used."""
        answers = fitted.answers
        problems = [*fitted.diagnostics, *self._files.problems(answers.person)]
        problems += check_skills(answers, fitted.places, self._context)
        if not answers.finished and not self._partial:
            help_ = "have it finished, or take over what is there with --partial"
            message = "These answers are not finished."
            problems.append(Diagnostic("KIF407", message, fitted.places.value(["finished"]), help=help_))
        occasion = answers.ratings[0]
        place = fitted.places.value(["ratings", 0])
        # Where something was wrong with the only answer, it has been said, and it is no second mistake that it is gone.
        said = any(one.location.path == place.path for one in self.diagnostics)
        if not (occasion.levels or occasion.shares or answers.items or said):
            problems.append(Diagnostic("KIF402", "There are no answers.", place, help="have the questions answered"))
        self.diagnostics += problems
        errors = {_point(one.location) for one in problems if one.severity is Severity.ERROR}
        if not errors:
            return fitted
        wrong = {name for name in (*occasion.levels, *occasion.shares) if errors & set(_places(fitted, name))}
        explained = {place for name in wrong for place in _places(fitted, name)}
        if not self._partial or errors - explained:
            return None
        kept = only(occasion, {*occasion.levels, *occasion.shares} - wrong)
        return replace(fitted, answers=answers.model_copy(update={"ratings": [kept]}))

    def _rounds(self, fitted: Fitted) -> list[Round]:
        """Return the rating rounds that answers amount to: what was rated, and what the ladders show."""
        policy = self._framework.scoring.ladders
        source = policy.unsupervised if self._supervised_by is None else policy.supervised
        ladders = ladder_round(fitted, source, self._supervised_by) if source in self._framework.sources else None
        rated = fitted.answers.ratings[0]
        return [one for one in (rated, ladders) if one is not None and (one.levels or one.shares)]

    def _joined(self, fitted: Fitted, occasion: Round, join: Join) -> Round:
        """Join a round with what stands in the skill files; what cannot be joined is said, and left out."""
        known = self._files.known(fitted.answers.person, occasion)
        counted = self._counted(fitted, occasion)
        values = values_of(occasion)
        for name, given in tuple(values.items()):
            joined = join(known[name], given) if name in known else given
            if name in counted:
                message = f"These answers about '{name}' count already, as '{counted[name].source}'."
                help_ = "remove that round to have them count otherwise"
                self._refuse(fitted, occasion, name, message, help_, counted[name].place)
            elif joined is None:
                message = f"'{name}' was rated otherwise on the same day by the same rater."
                help_ = "correct the skill file, or the answers, so that both say the same"
                self._refuse(fitted, occasion, name, message, help_, known[name].place)
            else:
                values[name] = joined
                continue
            del values[name]
        levels = {name: values[name] for name in occasion.levels if name in values}
        shares = {name: values[name] for name in occasion.shares if name in values}
        return occasion.model_copy(update={"levels": levels, "shares": shares})

    def _counted(self, fitted: Fitted, occasion: Round) -> dict[str, Counted]:
        """Return what ladders count for already: taken once, they count once, whoever watched over them."""
        policy = self._framework.scoring.ladders
        if not fitted.ladders or occasion.source == fitted.answers.ratings[0].source:
            return {}
        return {
            name: Counted(other.source, file.source.value(["ratings", number, "levels", name]))
            for file in self._files.of(fitted.answers.person)
            for number, other in enumerate(file.skills.ratings)
            if other.source in (policy.unsupervised, policy.supervised) and other.date == occasion.date
            if (other.source, other.rater) != (occasion.source, occasion.rater)
            for name, level in occasion.levels.items()
            if other.levels.get(name) == level
        }

    def _refuse(self, fitted: Fitted, occasion: Round, name: str, message: str, help_: str, known: Location) -> None:
        """Note what cannot be taken over because of something that stands there already."""
        of_ladder = occasion.source != fitted.answers.ratings[0].source
        path = ["items"] if of_ladder else ["ratings", 0, "levels" if name in occasion.levels else "shares", name]
        related = (("stands there already", known),)
        self.diagnostics.append(Diagnostic("KIF406", message, fitted.places.value(path), help=help_, related=related))

    def _put(self, fitted: Fitted, rounds: Sequence[Round]) -> None:
        answers = fitted.answers
        person = answers.person
        known = [self._files.known(person, one) for one in rounds]
        new = [only(one, {*one.levels, *one.shares} - before.keys()) for one, before in zip(rounds, known, strict=True)]
        clashes = self._clashes(fitted, [one for one in new if one.levels or one.shares])
        self.diagnostics += clashes
        if clashes:
            return
        for one in rounds:
            problem = self._files.put(person, answers.role, fitted.framework, one)
            if problem is not None:
                self.diagnostics.append(problem)
                return
        added = sum(len(one.levels) + len(one.shares) for one in new)
        given = sum(len(one.levels) + len(one.shares) for one in rounds)
        self._taken.append(Taken(fitted, added, given - added))

    def _clashes(self, fitted: Fitted, new: Sequence[Round]) -> list[Diagnostic]:
        """Return what new ratings contradict in the person's files, beyond what was wrong with them before."""
        person = fitted.answers.person
        files = tuple(PersonFile(one.skills, one.source) for one in self._files.of(person))
        added = PersonFile(SkillFile(person=person, ratings=list(new)), fitted.places)
        before = set(check_person(PersonFiles(person, files), self._context))
        return [one for one in check_person(PersonFiles(person, (*files, added)), self._context) if one not in before]


def _point(place: Location) -> tuple[str, int, int]:
    return place.path, place.line, place.column


def _places(fitted: Fitted, competency: str) -> Iterator[tuple[str, int, int]]:
    """Yield where a competency and its value stand in the answers."""
    for key in ("levels", "shares"):
        path = ["ratings", 0, key, competency]
        yield _point(fitted.places.key(path))
        yield _point(fitted.places.value(path))
