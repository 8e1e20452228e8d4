"""A record of a training at the bakery that every rule lets pass, and edits: for each rule some that it finds at the
mark, some that it must let pass.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.rules.cases import case

if TYPE_CHECKING:
    from tests.rules.cases import Case

RECORD = """\
group: weighing-basics-1
module: weighing-basics
catalogue: "1.0.0"
framework: bakery@1.0.0
owner: T-01
audience: [journeyman]
systems: [Waage mit KI]
sessions:
  - session: 1
    date: 2026-10-01
    present: [P-001, P-002]
    absent: [P-003]
reaction:
  - date: 2026-10-01
    slips: [[5], [4]]
learning:
  - date: 2026-10-01
    outcomes: {P-001: met, P-002: partly}
behaviour:
  - date: 2026-11-20
    outcomes: {P-001: met, P-002: not_met}
results:
  - date: 2026-11-20
    measure: Ausschuss in kg je Woche
    before: 12
    after: 7.5
"""

_OTHER_FIGURE = "{date: 2026-11-20, measure: Ausschuss in kg je Woche, before: 12, after: 8}"

CASES: dict[str, tuple[Case, ...]] = {
    "KIF501": (
        case("module", ("module: weighing-basics", "module: »weighing-basic"), says="did you mean 'weighing-basics'"),
        case("session", ("session: 1", "session: »2"), says="has 1 session(s), and none with number 2"),
        case("slip", ("slips: [[5], [4]]", "slips: [[5], »[4, 4]]"), says="the catalogue asks 1"),
        case("another module", ("module: weighing-basics", "module: baking-basics")),
    ),
    "KIF502": (
        case("there and not there", ("absent: [P-003]", "absent: [P-003, »P-002]"), says="Attendance is recorded"),
        case(
            "in another entry",
            ("reaction:\n", "  - {session: 1, date: 2026-10-01, absent: [»P-001]}\nreaction:\n"),
        ),
        case(
            "two results of a check",
            ("behaviour:\n", "  - {date: 2026-10-01, outcomes: {P-001: »not_met}}\nbehaviour:\n"),
            says="The check of learning is",
        ),
        case("other slips", ("learning:\n", "  - {date: 2026-10-01, slips: »[[5], [3]]}\nlearning:\n")),
        case(
            "another figure",
            (
                "    after: 7.5\n",
                "    after: 7.5\n  - »{date: 2026-11-20, measure: Ausschuss in kg je Woche, before: 12, after: 8}\n",
            ),
            says="This figure is",
        ),
        case("another day", ("reaction:\n", "  - {session: 1, date: 2026-10-02, present: [»P-001]}\nreaction:\n")),
        case("said twice", ("reaction:\n", "  - {session: 1, date: 2026-10-01, present: [P-001]}\nreaction:\n")),
        case("caught up", ("reaction:\n", "  - {session: 1, date: 2026-10-02, present: [P-003]}\nreaction:\n")),
        case("a later check", ("behaviour:\n", "  - {date: 2026-10-08, outcomes: {P-001: not_met}}\nbehaviour:\n")),
        case("the same slips", ("learning:\n", "  - {date: 2026-10-01, slips: [[4], [5]]}\nlearning:\n")),
    ),
    "KIF503": (
        case("ahead", ("  - session: 1\n    date: 2026-10-01", "  - session: 1\n    date: »2026-12-24"), says="ahead"),
        case("a figure ahead", ("  - date: 2026-11-20\n    measure", "  - date: »2026-12-24\n    measure")),
        case(
            "behaviour on the day",
            ("  - date: 2026-11-20\n    outcomes", "  - date: »2026-10-01\n    outcomes"),
            says="after the last session, which was on 2026-10-01",
        ),
        case("behaviour a day later", ("  - date: 2026-11-20\n    outcomes", "  - date: 2026-10-02\n    outcomes")),
    ),
    "KIF504": (
        case("present", ("[P-001, P-002]", "[P-001, »Erika]"), says="pseudonyms have the form"),
        case("a trainer's name", ("owner: T-01", "owner: »Erika Beispiel"), says="no pseudonym of a trainer"),
        case("an office", ("owner: T-01", "owner: HR")),
        case("in a check", ("{P-001: met, P-002: partly}", "{P-001: met, Erika: »partly}")),
        case("somebody else", ("[P-001, P-002]", "[P-001, P-007]")),
    ),
}
"""The record is checked on the first of December 2026."""
