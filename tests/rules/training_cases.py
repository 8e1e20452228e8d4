"""A catalogue of training for the bakery that every rule lets pass, and edits: for each rule some that it finds at the
mark, some that it must let pass.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.rules.cases import case

if TYPE_CHECKING:
    from tests.rules.cases import Case

_CHECKS = """\
    checks:
      learning: {de: Dieselbe Leiter., en: The same ladder.}
      behaviour: {weeks: 8, text: {de: Ein Blick in die Backstube., en: A look into the bakery.}}
      result: {de: Weniger Ausschuss., en: Less waste.}
"""
_EXERCISE = "    exercise: {title: {de: Übung, en: Exercise}, text: {de: Es wird gebacken., en: Baking is done.}}\n"
TRAINING = f"""\
version: 1.0.0
step_hours: [2, 4, 8]
group: {{smallest: 2, largest: 8}}
formats:
  workshop: {{title: {{de: Werkstatt, en: Workshop}}}}
bloom:
  remember: {{title: {{de: erinnern, en: remember}}, verbs: {{de: [nennen], en: [name]}}}}
  apply: {{title: {{de: anwenden, en: apply}}, verbs: {{de: [abwiegen, führen], en: [measure out, run]}}}}
reaction:
  - {{de: War es nützlich?, en: Was it useful?}}
modules:
  weighing-basics:
    title: {{de: Abwiegen, en: Weighing}}
    steps: [{{competency: weighing, from_level: 0, to_level: 2}}]
    format: workshop
    hours: 6
    objectives:
      - {{bloom: remember, text: {{de: Die Zutaten nennen., en: Name what goes in.}}}}
      - {{bloom: apply, text: {{de: Mehl nach Rezept abwiegen., en: Measure out flour by the recipe.}}}}
    sessions:
      - minutes: 120
        agenda:
          - {{minutes: 20, text: {{de: Anfang, en: Beginning}}}}
          - {{minutes: 100, text: {{de: Arbeit, en: Work}}}}
{_EXERCISE}{_CHECKS}
  kneading-basics:
    title: {{de: Kneten, en: Kneading}}
    steps: [{{competency: kneading, from_level: 0, to_level: 1}}]
    format: workshop
    hours: 2
    prerequisites: [weighing-basics]
    objectives:
      - {{bloom: remember, text: {{de: Die Gänge nennen., en: Name the gears.}}}}
    sessions:
      - {{minutes: 60, agenda: [{{minutes: 60, text: {{de: Teig, en: Dough}}}}]}}
{_EXERCISE}{_CHECKS}
  kneading-practice:
    title: {{de: Teige beurteilen, en: Judging dough}}
    steps: [{{competency: kneading, from_level: 1, to_level: 3}}]
    format: workshop
    hours: 9
    max_group: 3
    prerequisites: [kneading-basics]
    roles: [journeyman]
    objectives:
      - {{bloom: apply, text: {{de: Die Maschine führen., en: Run the machine.}}}}
    sessions:
      - {{minutes: 60, agenda: [{{minutes: 60, text: {{de: Alles, en: Everything}}}}]}}
{_EXERCISE}{_CHECKS}
  baking-basics:
    title: {{de: Backen, en: Baking}}
    steps: [{{competency: baking, from_level: 0, to_level: 2}}]
    format: workshop
    hours: 6.5
    prerequisites: [kneading-basics]
    objectives:
      - {{bloom: apply, text: {{de: Den Ofen führen., en: Run the oven.}}}}
    sessions:
      - {{minutes: 60, agenda: [{{minutes: 60, text: {{de: Alles, en: Everything}}}}]}}
{_EXERCISE}{_CHECKS}
"""

_TO_2 = "{competency: weighing, from_level: 0, to_level: 2}"
_TO_1, _FROM_1 = _TO_2.replace("to_level: 2", "to_level: 1"), _TO_2.replace("from_level: 0", "from_level: 1")

CASES: dict[str, tuple[Case, ...]] = {
    "KIF240": (
        case("competency", ("competency: weighing", "competency: »weighin"), says="did you mean 'weighing'?"),
        case("module", ("prerequisites: [weighing-basics]", "prerequisites: [»weighing-base]"), says="Unknown module"),
        case(
            "format", ("    format: workshop\n    hours: 2", "    format: »talk\n    hours: 2"), says="Unknown format"
        ),
        case("stage", ("bloom: apply, text: {de: Den", "bloom: »create, text: {de: Den"), says="Unknown stage"),
        case("role", ("roles: [journeyman]", "roles: [journeyman, »master]"), says="Unknown role 'master'"),
        case(
            "two prerequisites", ("prerequisites: [weighing-basics]", "prerequisites: [weighing-basics]\n    roles: []")
        ),
    ),
    "KIF241": (
        case(
            "nowhere",
            ("kneading, from_level: 0, to_level: 1", "kneading, from_level: 1, to_level: »1"),
            says="nothing is learned",
        ),
        case("down", ("kneading, from_level: 0, to_level: 1", "kneading, from_level: 2, to_level: »1")),
        case(
            "off the scale",
            ("weighing, from_level: 0, to_level: 2", "weighing, from_level: 0, to_level: »4"),
            says="which ends at 3",
        ),
        case("twice", (f"[{_TO_2}]", f"[{_TO_2}, »{_FROM_1}]"), says="twice"),
        case("one by one", (f"[{_TO_2}]", f"[{_TO_1}, {_FROM_1}]")),
    ),
    "KIF243": (
        case(
            "too high",
            ("  weighing-basics:\n", "  »weighing-basics:\n"),
            ("weighing, from_level: 0, to_level: 2", "weighing, from_level: 2, to_level: 3"),
        ),
        case(
            "for other roles",
            ("  kneading-practice:\n", "  »kneading-practice:\n"),
            ("roles: [journeyman]", "roles: [apprentice]"),
        ),
        case("partly needed", ("weighing, from_level: 0, to_level: 2", "weighing, from_level: 0, to_level: 3")),
    ),
    "KIF244": (
        case(
            "of two",
            ("    hours: 6\n", "    hours: 6\n    prerequisites: [kneading-basics]\n"),
            ("    prerequisites: [weighing-basics]", "    »prerequisites: [weighing-basics]"),
            says="weighing-basics -> kneading-basics -> weighing-basics",
        ),
        case("of itself", ("    hours: 6\n", "    hours: 6\n    »prerequisites: [weighing-basics]\n")),
        case(
            "a chain",
            (
                "prerequisites: [kneading-basics]\n    objectives",
                "prerequisites: [kneading-basics, kneading-practice]\n    objectives",
            ),
        ),
    ),
    "KIF245": (
        case("a slip", ("hours: 6\n", "hours: »60\n"), says="take 6 hours as a rule"),
        case("too few", ("hours: 6.5", "hours: »2.5"), says="and this module 2.5"),
        case(
            "sessions take longer",
            ("hours: 2\n", "hours: »1\n"),
            ("60, agenda: [{minutes: 60, text: {de: Teig", "90, agenda: [{minutes: 90, text: {de: Teig"),
            says="90 minutes",
        ),
        case("twice as long", ("hours: 6\n", "hours: 12\n")),
        case(
            "nothing said of what is usual", ("step_hours: [2, 4, 8]", "step_hours: []"), ("hours: 6\n", "hours: 60\n")
        ),
    ),
    "KIF246": (
        case("too short", ("- minutes: 120", "- minutes: »180"), says="adds up to 120 minutes"),
        case("otherwise divided", ("minutes: 20,", "minutes: 30,"), ("minutes: 100", "minutes: 90")),
    ),
    "KIF247": (
        case("no verb", ("Name what goes in.", "»Know what goes in."), says="such as name"),
        case("of another stage", ("Die Zutaten nennen.", "»Die Zutaten abwiegen.")),
        case("part of a word", ("Name the gears.", "»Rename the gears.")),
        case("two words", ("Run the oven.", "MEASURE OUT the oven.")),
        case("a language without verbs", ("en: [name]", "de-x: [name]"), ("Name what goes in.", "Know what goes in.")),
    ),
    "KIF248": (
        case("the other way round", ("smallest: 2", "smallest: »9"), ("max_group: 3", "max_group: 9")),
        case("of a module", ("max_group: 3", "max_group: »1"), says="smallest group, 2"),
        case("of one size", ("max_group: 3", "max_group: 2")),
    ),
}
"""What is found in the catalogue; see the tests for what is found in the framework (KIF242)."""
