"""A run with findings of every kind, runs with hostile words, and how to get at a single finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import strategies as st

from kiframework.diagnostics import Diagnostic, Edit, Fix, Location, Severity, in_order
from kiframework.model.validation import RuleText, Validation

if TYPE_CHECKING:
    from collections.abc import Mapping

HELPER = """\
id: helper
title: {de: Gärtner, en: Gardener}
requirements:
  diging: 3
  hoeing: 2
  hoeing: 1
"""
ROLE = "framework/roles/helper.yaml"

RULES = {
    rule.code: rule
    for rule in (
        RuleText(
            "KIF005",
            "duplicate-key",
            Severity.ERROR,
            "A key stands twice.",
            "looks for keys that stand twice.",
            "one of the two is lost.",
            "``{a: 1, a: 2}``",
            "``{a: 1}``",
        ),
        RuleText(
            "KIF202",
            "unknown-competency-reference",
            Severity.ERROR,
            "A reference leads nowhere.",
            "compares references with competencies.",
            "what does not exist cannot be learnt.",
            "``requirements: {diging: 3}``",
            "``requirements: {digging: 3}``",
        ),
        RuleText(
            "KIF230",
            "missing-language",
            Severity.INFO,
            "A text is missing in a language.",
            "compares texts with the languages.",
            "readers get the wrong language.",
            "``{de: Hacken}``",
            "``{de: Hacken, en: Hoeing}``",
        ),
    )
}

ON_INPUT = Diagnostic(
    "KIF230",
    "The title is missing in English.",
    Location("-", 1, 8, 1, 21, "title"),
    Severity.INFO,
    fix=Fix("add a stub for 'en'", (Edit(Location("-", 1, 20, 1, 20), ", en: ''"),), safe=False),
)
UNKNOWN = Diagnostic(
    "KIF202",
    "Unknown competency 'diging'.",
    Location(ROLE, 4, 3, 4, 9, "roles/helper/requirements/diging"),
    help="did you mean 'digging'?",
    fix=Fix("replace it with 'digging'", (Edit(Location(ROLE, 4, 3, 4, 9), "digging"),)),
)
TWICE = Diagnostic(
    "KIF005",
    "The key 'hoeing' stands twice.",
    Location(ROLE, 6, 3, 6, 9, "roles/helper/requirements/hoeing"),
    Severity.WARNING,
    help="remove one of the two",
    related=(("first written here", Location(ROLE, 5, 3, 5, 9)),),
)
MISSING = Diagnostic("KIF001", "This does not exist.", Location("team/müller, 1.yaml"))


def run(*findings: Diagnostic, texts: Mapping[str, str] | None = None, suppressed: int = 0) -> Validation:
    """Return a run over four files."""
    return Validation(in_order(findings), 4, suppressed, texts or {}, RULES)


SAMPLE = run(ON_INPUT, UNKNOWN, TWICE, MISSING, texts={"-": "title: {de: Hacken}\n", ROLE: HELPER}, suppressed=2)
"""An error that can be mended, a warning with a related place, an info on standard input, an error without a line."""
CLEAN = run()

STEERING = [
    "\n",
    "\r",
    "\t",
    "\0",
    "\x1b[31m",
    "\x85",
    "\u2028",
    "\u202e",
    "\ud800",
    "\ufffe",
    "::error::",
    "##[error]",
]
MARKUP = ["]]>", "<b>", "&amp;", "|", "`", "%0A", ",", ":", '"', "'", "\\", "[x](http://example.org)"]
WRITING = ["ä", "字", "e\u0301", "\U0001f600"]
SIGNS = st.sampled_from([*STEERING, *MARKUP, *WRITING])
WORDS = st.lists(SIGNS | st.text(st.characters(), max_size=5), max_size=8).map("".join)
"""Any text at all, rich in what steers terminals, CI services and parsers."""
PATHS = WORDS.map(lambda words: words or "-")


@st.composite
def places(draw: st.DrawFn) -> Location:
    """Draw a place: of a file, of a line, of a stretch, in a text or beyond it."""
    path = draw(PATHS)
    line, column = draw(st.integers(0, 5)), draw(st.integers(1, 9))
    if not line or draw(st.booleans()):
        return Location(path, line, column if line else 0)
    return Location(path, line, column, line + draw(st.integers(0, 1)), column + draw(st.integers(0, 9)))


@st.composite
def findings(draw: st.DrawFn) -> Diagnostic:
    """Draw a finding of hostile words."""
    place = draw(places())
    edits = tuple(Edit(place, draw(WORDS)) for _ in range(draw(st.integers(0, 2))))
    return Diagnostic(
        draw(st.sampled_from(["KIF202", "KIF999"])),
        draw(WORDS),
        place,
        draw(st.sampled_from(Severity)),
        draw(st.none() | WORDS),
        tuple((draw(WORDS), draw(places())) for _ in range(draw(st.integers(0, 2)))),
        draw(st.none() | st.builds(Fix, WORDS, st.just(edits), st.booleans())),
    )


@st.composite
def runs(draw: st.DrawFn) -> Validation:
    """Draw a run with hostile findings in hostile texts."""
    found = draw(st.lists(findings(), max_size=4))
    return run(*found, texts={one.location.path: draw(WORDS) for one in found})
