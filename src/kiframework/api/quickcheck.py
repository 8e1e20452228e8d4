"""``kiframework quickcheck``: one person at a time, saved after every answer, and into the skill file at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from kiframework.api.import_answers import ImportRun, Intake, write_planned
from kiframework.api.publish import publish
from kiframework.api.session import Session
from kiframework.diagnostics import Severity, SourceMap
from kiframework.errors import KiframeworkError
from kiframework.loading.answers import load_answers
from kiframework.loading.files import Input, is_file, shown_below
from kiframework.model.answers import Returned
from kiframework.model.skills import Round

if TYPE_CHECKING:
    import datetime as dt

    from kiframework.api.questionnaire import Prepared


class Quickcheck:
    """One person's quick check with the file that keeps it between two runs.

    The file lies beside the skill files, hidden, and has the form of answers that come back from elsewhere.
    """

    def __init__(self, prepared: Prepared, today: dt.date) -> None:
        """Begin, or go on where the person stopped.

        Raises :class:`~kiframework.errors.KiframeworkError` if what was saved cannot be used.
        """
        self._prepared = prepared
        self._today = today
        questionnaire, start = prepared.asked[0]
        if start.round is None and start.person is not None:
            like = Round(source=start.source, rater=start.rater, date=start.date or today)
            rounds = prepared.files.rounds(start.person, like)
            start = start.model_copy(update={"round": next(iter(rounds), None)})
        assert start.person is not None, "the caller has asked who it is"  # noqa: S101 - a fault of ours
        self._person = start.person
        parts = [start.person, start.role, start.source, *([start.rater] if start.rater else [])]
        name = "." + ".".join(quote(part, safe="") for part in parts) + ".answers.json"
        self._draft = Input(prepared.files.folder / name, shown_below(prepared.files.shown, name), name)
        self.session = Session(questionnaire, start)
        self.resumed = is_file(self._draft.path)
        """Whether the person has begun before."""
        self.dropped = self._resume() if self.resumed else 0
        """Saved answers that no longer fit the questions."""

    def _resume(self) -> int:
        loaded = load_answers(self._draft, {})
        if len(loaded.returned) != 1 or loaded.diagnostics:
            message = f"What was saved in {self._draft.shown} cannot be used."
            raise KiframeworkError(message, "remove the file to begin anew")
        return self.session.resume(loaded.returned[0].answers)

    def save(self) -> None:
        """Keep everything said so far."""
        answers = self.session.answers(self._person, self._today, finished=False)
        text = answers.model_dump_json(indent=1, exclude_defaults=True)
        publish(self._draft.path.parent, [(self._draft.path.name, f"{text}\n".encode())], force=True)

    def finish(self) -> ImportRun:
        """Write the answers into the skill file, in place of what the person has said before on the same day."""
        prepared = self._prepared
        intake = Intake(prepared.setting, prepared.questions, prepared.files, self._today)
        answers = self.session.answers(self._person, self._today, finished=True)
        intake.correct(Returned(answers, SourceMap(self._draft.shown)))
        run = intake.run()
        if not any(one.severity is Severity.ERROR for one in run.diagnostics):
            write_planned(run.planned)
            self._draft.path.unlink(missing_ok=True)
        return run
