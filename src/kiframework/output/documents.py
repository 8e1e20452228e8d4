"""Renders documents: the same content as a page (HTML) and as Markdown, through templates a company may replace.

Templates are compiled once per run and run in a sandbox. HTML templates escape everything by themselves; in Markdown
templates every value that is printed goes through :func:`kiframework.output.markdown.escaped`.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from kiframework.errors import KiframeworkError
from kiframework.output.bulk.population_view import population_view
from kiframework.output.calibration_view import group_calibration_view, person_calibration_view
from kiframework.output.diff_view import diff_view
from kiframework.output.edition import Audience, Branding, Edition, Form
from kiframework.output.frame_view import frame
from kiframework.output.handout_view import learner_view, trainer_view
from kiframework.output.ladder_view import ladders_view
from kiframework.output.management import management_view
from kiframework.output.markdown import Markdown, escaped
from kiframework.output.method_view import method
from kiframework.output.palette import accent_colours
from kiframework.output.path_view import path_view
from kiframework.output.person_view import person_view
from kiframework.output.pilots_view import pilot_view, pilots_view, verdict_view
from kiframework.output.plan_view import plan_view
from kiframework.output.progress_view import progress_view
from kiframework.output.roadmap_view import roadmap_view
from kiframework.output.team_view import team_view
from kiframework.output.training_view import training_view
from kiframework.output.wording import Wording
from kiframework.resources import data_folder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

    from jinja2 import Environment, Template
    from markupsafe import Markup

    from kiframework.model.answers import Answers, LadderResult
    from kiframework.model.assessment import Assessment, ShownSource
    from kiframework.model.calibration import GroupCalibration, PersonCalibration
    from kiframework.model.changes import Impact
    from kiframework.model.curriculum import Group, PersonPath
    from kiframework.model.population import Population
    from kiframework.model.standing import PilotResult
    from kiframework.model.team import TeamResult
    from kiframework.output.diff_words import DiffWords
    from kiframework.output.frame_view import Frame
    from kiframework.output.management import ManagementWords
    from kiframework.output.method_view import Method
    from kiframework.output.pilot_words import PilotWords
    from kiframework.output.plan_words import PlanWords
    from kiframework.output.progress_view import ProgressWords
    from kiframework.output.roadmap_view import RoadmapWords
    from kiframework.output.training_view import TrainingWords

__all__ = ["Audience", "Branding", "Documents", "Edition", "Form"]

Kind = Literal["calibration", "diff", "ladders", "management", "person", "population", "sheet", "team"]

SYMBOLS = {"met": "●", "near": "◆", "gap": "▼", "missing": "◌", "not-applicable": "–"}
"""Status symbols in Markdown; the same shapes as on the page."""


class Documents:
    """The documents of one edition. Making one is cheap after the first of its kind."""

    def __init__(self, edition: Edition) -> None:
        """Prepare templates, words and looks."""
        self.edition = edition
        self.wording = Wording(edition)
        self._folders = _folders(edition.branding.templates)
        self._environments: dict[Form, Environment] = {}
        self._templates: dict[tuple[Kind, Form], Template] = {}

    def person(self, assessment: Assessment, sources: Mapping[str, tuple[ShownSource, ...]], form: Form) -> str:
        """Render the report of one person in one role. ``sources`` holds what it may show of the evidence."""
        view = person_view(self.wording, assessment, sources, self._method, self._person_frame)
        return self._render("person", form, view)

    def team(self, team: TeamResult, assessments: Sequence[Assessment], form: Form) -> str:
        """Render the report of a group; single people appear in it for the audience ``manager`` only."""
        return self._render("team", form, team_view(self.wording, team, assessments, self._team_frame))

    def person_calibration(self, person: PersonCalibration, assessment: Assessment, form: Form) -> str:
        """Render one person's own ratings beside those of others. ``assessment`` holds all that is known of them."""
        view = person_calibration_view(self.wording, person, assessment, self._person_frame)
        return self._render("calibration", form, view)

    def group_calibration(self, group: GroupCalibration, form: Form) -> str:
        """Render how well own ratings and those of others agree; no single person appears in it."""
        return self._render("calibration", form, group_calibration_view(self.wording, group, self._team_frame))

    def ladders(self, answers: Answers, ladders: Mapping[str, LadderResult], form: Form) -> str:
        """Render one person's answers to the ladders with the right ones and the reasons, for that person alone."""
        return self._render("ladders", form, ladders_view(self.wording, answers, ladders, self._person_frame))

    def plan(self, words: PlanWords, form: Form) -> str:
        """Render the page for whoever plans; groups have a number of people."""
        return self._render("sheet", form, plan_view(words, self._team_frame))

    def path(self, words: PlanWords, path: PersonPath, form: Form) -> str:
        """Render one person's path and learning contract, for that person alone."""
        return self._render("sheet", form, path_view(words, path, self._person_frame))

    def trainer_sheet(self, words: PlanWords, group: Group, form: Form) -> str:
        """Render what the trainer of a group works with; it names who comes and nothing about levels."""
        return self._render("sheet", form, trainer_view(words, group, self._team_frame))

    def learner_sheet(self, words: PlanWords, group: Group, form: Form) -> str:
        """Render what everybody in a group gets; no person appears in it."""
        return self._render("sheet", form, learner_view(words, group, self._team_frame))

    def training(self, words: TrainingWords, form: Form) -> str:
        """Render the record of measures and what came of them; no single person appears in it."""
        return self._render("sheet", form, training_view(words, self._team_frame))

    def pilots(self, words: PilotWords, one: PilotResult | None, form: Form, *, as_form: bool) -> str:
        """Render the list of pilots, one of them, or the form for its verdict; teams have a mean at most."""
        if one is None:
            view = pilots_view(words, self._team_frame)
        else:
            view = (verdict_view if as_form else pilot_view)(words, one, self._team_frame)
        return self._render("sheet", form, view)

    def roadmap(self, words: RoadmapWords, form: Form) -> str:
        """Render where a company stands on its way; of people, shares alone."""
        return self._render("sheet", form, roadmap_view(words, self._team_frame))

    def management(self, words: ManagementWords, form: Form) -> str:
        """Render where a company stands on one page; of people, shares alone."""
        return self._render("management", form, management_view(words))

    def progress(self, words: ProgressWords, person: str | None, form: Form) -> str:
        """Render the same people at several dates: of one person for that person, else of the group."""
        return self._render(
            "sheet", form, progress_view(words, person, self._person_frame if person else self._team_frame)
        )

    def population(self, population: Population, form: Form) -> str:
        """Render the report on a whole population; no single person appears in it."""
        return self._render("population", form, population_view(self.wording, population, self._team_frame))

    def diff(self, words: DiffWords, impact: Impact | None, shown: tuple[str, ...], form: Form) -> str:
        """Render what has changed in a framework; ``shown`` tells of single pseudonyms where that was asked for."""
        # For a pull request nothing but the changes: what stands around a page would bury them there.
        kind: Kind = "diff" if form == "md" else "sheet"
        return self._render(kind, form, diff_view(words, impact, shown, self._team_frame))

    @cached_property
    def _method(self) -> Method:
        return method(self.wording)

    @cached_property
    def _person_frame(self) -> Frame:
        return frame(self.wording, "person")

    @cached_property
    def _team_frame(self) -> Frame:
        return frame(self.wording, "team")

    @cached_property
    def _styles(self) -> Markup:
        from markupsafe import Markup

        accent = accent_colours(self.edition.branding.accent)
        sheet = next(folder / "style.css" for folder in self._folders if (folder / "style.css").is_file())
        try:
            rules = sheet.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise KiframeworkError(f"The style sheet {sheet} cannot be read: {error}") from error
        colours = f":root{{--accent:{accent.light};--accent-dark:{accent.dark}}}"
        return Markup(f"{colours}\n{_shortened(rules)}")  # noqa: S704 - the sheet is ours, or the company's own

    def _render(self, kind: Kind, form: Form, view: Any) -> str:
        name = f"{kind}.{form}.j2"
        try:
            template = self._templates.get((kind, form))
            if template is None:
                template = self._templates[kind, form] = self._environment(form).get_template(name)
            return template.render(view=view)
        except KiframeworkError:
            raise
        except Exception as error:
            # Built-in templates do not fail on their own account; if they do, that is our bug and stays one.
            if self.edition.branding.templates is None:
                raise
            raise _template_error(name, error, self.edition.branding.templates) from error

    def _environment(self, form: Form) -> Environment:
        known = self._environments.get(form)
        if known is None:
            from kiframework.output.sandbox import environment

            known = self._environments[form] = environment(self._folders, escaped if form == "md" else None)
            known.globals.update(self._globals(form))
        return known

    def _globals(self, form: Form) -> dict[str, Any]:
        # Messages of the catalogue are Markdown as they stand: they are ours, and may emphasise.
        messages = self.wording.texts.messages
        shared = {"lang": self.edition.lang, "audience": self.edition.audience}
        if form == "md":
            return {**shared, "symbols": SYMBOLS, "t": {key: Markdown(message) for key, message in messages.items()}}
        return {**shared, "t": messages, "styles": self._styles}


def _folders(overlay: Path | None) -> list[Path]:
    built_in = data_folder("templates")
    return [built_in] if overlay is None else [overlay, built_in]


def _shortened(rules: str) -> str:
    """Drop what only readers of the style sheet need: indentation and blank lines."""
    return "\n".join(line.strip() for line in rules.splitlines() if line.strip())


def _template_error(name: str, error: Exception, folder: Path) -> KiframeworkError:
    place = _line_of(error)
    where = name if place is None else f"{place[0]}, line {place[1]}"
    reason = " ".join(str(error).split()) or type(error).__name__
    return KiframeworkError(
        f"The template {where} cannot be used: {reason}",
        f"correct it in {folder}, or remove it there to use the built-in one",
    )


def _line_of(error: Exception) -> tuple[str, int] | None:
    """Find the template and the line an error comes from."""
    line = getattr(error, "lineno", None)
    if isinstance(line, int):
        return str(getattr(error, "name", None) or "?"), line
    found = None
    trace: TracebackType | None = error.__traceback__
    while trace is not None:
        # Jinja puts the template and its own line into the traceback.
        path = trace.tb_frame.f_code.co_filename
        if path.endswith(".j2"):
            found = path.replace("\\", "/").rpartition("/")[2], trace.tb_lineno
        trace = trace.tb_next
    return found
