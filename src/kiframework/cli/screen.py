"""Tables on the terminal. They show what results say and decide nothing."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Any

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.measure import Measurement
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Styled

from kiframework.model.assessment import MUST_HAVE_OPEN, NOT_ASSESSABLE
from kiframework.output.texts import Texts
from kiframework.output.typography import Typography, printable
from kiframework.output.wording import in_language, readiness_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import TextIO

    from rich.console import ConsoleOptions, JustifyMethod

    from kiframework.api.assess import AssessRun
    from kiframework.api.roles_for import RolesForRun
    from kiframework.api.show import ShowRun
    from kiframework.model.assessment import Assessment
    from kiframework.model.base import Text
    from kiframework.model.framework import Framework
    from kiframework.output.sheet import Table as SheetTable

MOST_ROWS = 100
"""Assessments that are listed one by one; more are summed up."""
CATALOGUE = "terminal.yaml"

_STYLES = {MUST_HAVE_OPEN: "bold red", NOT_ASSESSABLE: "yellow"}
_MIDDLE = "cyan"
_BEST = "bold green"

NARROW = 110
"""Columns below which a table leaves out what can be looked up elsewhere, and stands closer."""


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Leave it to the command line to stop quietly when the reader has gone."""
        raise BrokenPipeError


class Cell:
    """A text in a table. Where room is short it is broken between words and after hyphens, and never cut."""

    def __init__(self, text: str) -> None:
        """Keep the text; control signs would be obeyed by the terminal."""
        self.text = printable(text)

    def __rich_console__(self, _: Console, options: ConsoleOptions) -> Iterator[Styled]:
        """Print the text in the width that its column has got."""
        lines = wrap(self.text, options.max_width)
        return (Styled(line, overflow="fold") for line in lines or [""])

    def __rich_measure__(self, _: Console, options: ConsoleOptions) -> Measurement:
        """Ask for a single line; any width will do."""
        return Measurement(1, min(cell_len(self.text), options.max_width))


class Screen:
    """A terminal in one language. Texts of files are printed as they are, never as markup."""

    def __init__(self, framework: Framework, lang: str, stream: TextIO) -> None:
        """Prepare the catalogue and the console; the width is that of the terminal, or of a page if there is none."""
        self.framework = framework
        self.lang = lang
        self.texts = Texts(lang, name=CATALOGUE)
        self.figures = Typography(lang)
        width = None if stream.isatty() else 120
        self.console = _Console(file=stream, markup=False, highlight=False, emoji=False, width=width, soft_wrap=False)

    def words(self, text: Text) -> str:
        """Return a text of the framework in the language of the screen, else in its leading language, on one line."""
        return printable(in_language(self.framework, text, self.lang))

    def say(self, text: str = "", style: str | None = None) -> None:
        """Print one paragraph, wrapped at words."""
        self.console.print(Styled(printable(text), style=style or ""))

    def title(self, text: str) -> None:
        """Print a heading."""
        self.say()
        self.say(text, "bold")

    def indented(self, text: str) -> None:
        """Print a paragraph below a heading."""
        self.console.print(Padding(Styled(printable(text)), (0, 0, 0, 2)))

    def listed(self, items: Iterable[str]) -> None:
        """Print a list; wrapped lines keep clear of the bullets."""
        table = Table.grid(padding=(0, 1, 0, 0))
        for item in items:
            self.row(table, "·", item)
        self.show(table)

    def table(self, *columns: str, right: Iterable[int] = ()) -> Table:
        """Begin a table; ``right`` are the numbers of right-aligned columns."""
        gap = (0, 1) if self.console.width >= NARROW else (0, 1, 0, 0)
        table = Table(box=box.SIMPLE_HEAD, padding=gap, pad_edge=False, show_edge=False)
        for number, column in enumerate(columns):
            is_right = number in set(right)
            side: JustifyMethod = "right" if is_right else "left"
            table.add_column(Styled(column), justify=side, no_wrap=is_right, overflow="fold")
        return table

    def row(self, table: Table, *cells: str | Styled) -> None:
        """Add a row of plain texts."""
        table.add_row(*(Cell(cell) if isinstance(cell, str) else cell for cell in cells))

    def show(self, table: Table) -> None:
        """Print a table."""
        self.console.print(Padding(table, (0, 0, 0, 2)))

    def sheet_table(self, table: SheetTable) -> None:
        """Print a table of a page with its caption; one without rows is left out."""
        if table.rows:
            self.title(table.caption)
            right = [number for number, column in enumerate(table.columns) if column.is_number]
            shown = self.table(*(column.title for column in table.columns), right=right)
            for row in table.rows:
                self.row(shown, *row)
            self.show(shown)

    def readiness(self, code: str) -> Styled:
        """Return the word for a readiness code; the colour only repeats it."""
        bands = self.framework.scoring.bands
        style = _BEST if code == bands[0].id else _STYLES.get(code, _MIDDLE)
        return Styled(self.readiness_word(code), style)

    def readiness_word(self, code: str) -> str:
        """Return the word for a readiness code."""
        return printable(readiness_word(self.framework, code, self.texts))

    def role(self, role: str) -> str:
        """Return the title of a role."""
        return self.words(self.framework.roles[role].title)

    def competency(self, competency: str) -> str:
        """Return the title of a competency."""
        return self.words(self.framework.competencies[competency].title)


def print_assessments(run: AssessRun, lang: str, stream: TextIO) -> None:
    """Print one row per person and role, people in order of their ids; many are summed up by role."""
    screen = Screen(run.setting.framework, lang, stream)
    framework = run.setting.framework
    date = screen.figures.date(run.document.date)
    name = screen.words(framework.title)
    screen.say(screen.texts("assess.title", framework=name, version=framework.version, date=date), "bold")
    screen.say()
    assessments = run.document.assessments
    if len(assessments) > MOST_ROWS:
        _print_sums(screen, assessments)
    else:
        _print_rows(screen, assessments)
    screen.say()
    screen.say(screen.texts("assess.paper"), "dim")
    screen.say(screen.texts("assess.next-step"))


def _print_rows(screen: Screen, assessments: Sequence[Assessment]) -> None:
    heads = ["person", "role", "readiness", "score", "interval", "coverage", "next"]
    if screen.console.width < NARROW:
        heads.remove("next")
    table = screen.table(*(screen.texts(f"assess.{head}") for head in heads), right=(3, 4, 5))
    for one in assessments:
        screen.row(table, *_cells(screen, one)[: len(heads)])
    words = [screen.readiness_word(one.readiness) for one in assessments]
    table.columns[2].width = _width_of_words(words, screen.console.width)
    screen.show(table)


def _cells(screen: Screen, one: Assessment) -> list[str | Styled]:
    figures = screen.figures
    readiness = screen.readiness(one.readiness)
    if one.provisional:
        low, high = (screen.readiness_word(code) for code in one.provisional)
        readiness.append("\n" + screen.texts("provisional", low=low, high=high), "dim")
    return [
        one.person,
        screen.role(one.role),
        readiness,
        "–" if one.score.point is None else figures.percent(one.score.point),
        figures.percent_range(one.score.low, one.score.high) if one.score.low != one.score.high else "",
        figures.percent(one.coverage.overall),
        _first(screen, one),
    ]


def _width_of_words(words: Sequence[str], screen_width: int) -> int:
    """Return the width of the column that matters most: no word in it is broken, few stand on a second line."""
    whole = max(map(cell_len, words))
    longest = max(cell_len(part) for word in words for part in word.split())
    # With more than a quarter of the screen, gap included, there is too little left for the titles of roles beside it.
    return max(longest, min(whole, screen_width // 4 - 2))


def _first(screen: Screen, one: Assessment) -> str:
    """Return what to do first: what the status hangs on, else the most pressing gap."""
    outlook = one.outlook
    if outlook.must_haves:
        return screen.competency(outlook.must_haves[0].competency)
    if outlook.confirm or outlook.rate:
        return screen.texts("assess.rate", title=screen.competency((outlook.confirm or outlook.rate)[0]))
    if one.priorities:
        return screen.competency(one.priorities[0])
    return screen.texts("assess.rate", title=screen.competency(one.assess_first[0])) if one.assess_first else ""


def _print_sums(screen: Screen, assessments: tuple[Assessment, ...]) -> None:
    """Print how many assessments of each role came to which readiness: the assessor's own overview."""
    codes = [MUST_HAVE_OPEN, NOT_ASSESSABLE, *(band.id for band in reversed(screen.framework.scoring.bands))]
    counts: dict[str, dict[str, int]] = {}
    for one in assessments:
        of_role = counts.setdefault(one.role, dict.fromkeys(codes, 0))
        of_role[one.readiness] += 1
    heads = ("assess.role", "assess.readiness", "assess.many.people")
    table = screen.table(*(screen.texts(head) for head in heads), right=(2,))
    for role in (role for role in screen.framework.role_ids if role in counts):
        screen.row(table, screen.role(role), "", str(sum(counts[role].values())))
        for code in (code for code in codes if counts[role][code]):
            screen.row(table, "", screen.readiness(code), str(counts[role][code]))
    screen.show(table)
    screen.say()
    screen.say(screen.texts("assess.many.note", n=len(assessments)))


def print_nearness(run: RolesForRun, lang: str, stream: TextIO) -> None:
    """Print how near each role is, the nearest first."""
    screen = Screen(run.framework, lang, stream)
    texts, percent = screen.texts, screen.figures.percent
    screen.say(texts("roles-for.title", person=run.person), "bold")
    screen.say()
    heads = (f"roles-for.{head}" for head in ("nearness", "gaps", "surplus", "coverage"))
    table = screen.table(texts("assess.role"), *(texts(head) for head in heads), right=(1, 2, 3, 4))
    for one in run.roles:
        near = "–" if one.nearness is None else percent(one.nearness)
        shares = (percent(one.gaps), percent(one.surplus), percent(one.coverage))
        screen.row(table, screen.role(one.role), near, *shares)
    screen.show(table)
    screen.say()
    screen.say(texts("roles-for.note"), "dim")


def print_framework_part(run: ShowRun, lang: str, stream: TextIO) -> None:
    """Print the framework, a role, a competency or a pillar."""
    screen = Screen(run.framework, lang, stream)
    printers: dict[str, Any] = {
        "framework": _print_framework,
        "role": _print_role,
        "competency": _print_competency,
        "pillar": _print_pillar,
    }
    printers[run.kind](screen, run.id)


def _print_framework(screen: Screen, _: str) -> None:
    framework, texts = screen.framework, screen.texts
    screen.say(f"{screen.words(framework.title)} {framework.version}", "bold")
    screen.say(screen.words(framework.description))
    screen.title(texts("show.pillars"))
    table = screen.table(texts("show.id"), texts("show.pillar"), texts("show.competencies"), right=(2,))
    for pillar in framework.pillars:
        count = sum(one.pillar == pillar.id for one in framework.competencies.values())
        screen.row(table, pillar.id, screen.words(pillar.title), str(count))
    screen.show(table)
    screen.title(texts("show.roles"))
    heads = ("show.id", "assess.role", "show.competencies", "show.must-haves")
    table = screen.table(*(texts(head) for head in heads), right=(2, 3))
    for role_id in framework.role_ids:
        asked = [one for one in framework.roles[role_id].requirements.values() if one.level]
        screen.row(table, role_id, screen.role(role_id), str(len(asked)), str(sum(one.must_have for one in asked)))
    screen.show(table)
    screen.say()
    screen.say(texts("show.hint"), "dim")


def _print_pillar(screen: Screen, pillar_id: str) -> None:
    framework, texts = screen.framework, screen.texts
    pillar = framework.pillars[framework.pillar_order[pillar_id]]
    screen.say(screen.words(pillar.title), "bold")
    screen.say(screen.words(pillar.meaning))
    screen.say()
    table = screen.table(texts("show.id"), texts("show.competency"), texts("show.weight"), right=(2,))
    for id_, competency in framework.competencies.items():
        if competency.pillar == pillar_id:
            screen.row(table, id_, screen.words(competency.title), str(competency.weight))
    screen.show(table)


def _print_role(screen: Screen, role_id: str) -> None:
    framework, texts = screen.framework, screen.texts
    role = framework.roles[role_id]
    screen.say(screen.role(role_id), "bold")
    screen.say(screen.words(role.purpose))
    if role.persona:
        screen.title(role.persona.name)
        screen.indented(screen.words(role.persona.story))
    for key, items in (("show.tasks", role.tasks), ("show.tools", role.tools), ("show.notices", role.notices)):
        if items:
            screen.title(texts(key))
            screen.listed(screen.words(item) for item in items)
    screen.title(texts("show.requirements"))
    heads = ("show.pillar", "show.id", "show.competency", "show.level", "show.must-have", "show.weight")
    table = screen.table(*(texts(head) for head in heads), right=(3, 5))
    for pillar in framework.pillars:
        for id_, asked in role.requirements.items():
            competency = framework.competencies[id_]
            if competency.pillar == pillar.id and asked.level:
                must = texts("show.must-have") if asked.must_have else ""
                title = screen.words(competency.title)
                screen.row(
                    table, screen.words(pillar.title), id_, title, str(asked.level), must, str(competency.weight)
                )
    screen.show(table)


def _print_competency(screen: Screen, id_: str) -> None:
    framework, texts = screen.framework, screen.texts
    competency = framework.competencies[id_]
    pillar = framework.pillars[framework.pillar_order[competency.pillar]]
    screen.say(screen.words(competency.title), "bold")
    screen.say(f"{screen.words(pillar.title)} · {texts('show.weight')} {competency.weight}", "dim")
    screen.say(screen.words(competency.meaning))
    if competency.prerequisites:
        names = ", ".join(screen.competency(before) for before in competency.prerequisites)
        screen.title(texts("show.prerequisites"))
        screen.indented(names)
    _print_anchors(screen, id_)
    asking = [(role, framework.roles[role].requirements.get(id_)) for role in framework.role_ids]
    needing = [(role, asked) for role, asked in asking if asked]
    screen.title(texts("show.needed-by"))
    table = screen.table(texts("assess.role"), texts("show.level"), texts("show.must-have"), right=(1,))
    for role, asked in needing:
        screen.row(table, screen.role(role), str(asked.level), texts("show.must-have") if asked.must_have else "")
    screen.show(table)
    _print_law(screen, id_)


def _print_anchors(screen: Screen, id_: str) -> None:
    screen.title(screen.texts("show.anchor"))
    anchors = screen.framework.competencies[id_].anchors
    table = screen.table(screen.texts("show.level"), "", "")
    for step in screen.framework.scale:
        if step.level in anchors:
            screen.row(table, str(step.level), screen.words(step.title), screen.words(anchors[step.level]))
    screen.show(table)


def _print_law(screen: Screen, id_: str) -> None:
    legal = screen.framework.competencies[id_].legal
    if legal:
        screen.title(screen.texts("show.legal"))
    for one in legal:
        as_of = screen.texts("show.as-of", date=screen.figures.date(one.as_of))
        screen.indented(f"{one.reference} ({as_of}): {screen.words(one.note)}")
