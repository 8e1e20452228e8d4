"""Questions about the bakery that every rule lets pass, and edits: for each rule some that it finds at the mark, some
that it must let pass.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.rules.cases import case

if TYPE_CHECKING:
    from tests.rules.cases import Case

QUIZ = """\
weighing:
  anchor: {stem: {de: Wie wiegen Sie ab?, en: How do you weigh?}}
kneading:
  anchor: {stem: {de: Wie kneten Sie?, en: How do you knead?}}
  ladder:
    - id: kneading-1
      level: 1
      type: knowledge
      stem: {de: Was wird geknetet?, en: What is kneaded?}
      options: [{de: Teig, en: Dough}, {de: Ofen, en: Oven}, {de: Salz, en: Salt}]
      key: 1
      rationale: {de: Das Mehl quillt., en: The flour swells.}
      source: S08
    - id: kneading-2
      level: 2
      type: work-sample
      stem: {de: Was fehlt dem Teig?, en: What does the dough lack?}
      choices: [{de: Wasser, en: Water}, {de: Zeit, en: Time}]
      parts:
        - {text: {de: Er reißt., en: It tears.}, key: 2}
        - {text: {de: Er staubt., en: It is dusty.}, key: 1}
      right_from: 2
      rationale: {de: Er braucht beides., en: It needs both.}
      source: S08
      valid_until: 2026-11-23
baking:
  anchor: {stem: {de: Wie backen Sie?, en: How do you bake?}}
  ladder:
    - id: baking-1
      level: 1
      type: knowledge
      stem: {de: Wie heiß?, en: How hot?}
      options: [{de: '+3,2', en: '+3.2'}, {de: '-3,2', en: '-3.2'}, {de: '32', en: '32'}]
      key: 1
      rationale: {de: So ist es., en: It is so.}
      source: S08
    - id: baking-2
      level: 2
      type: situation
      stem: {de: Es raucht. Was nun?, en: Smoke. What now?}
      options: [{de: Löschen, en: Put it out}, {de: Warten, en: Wait}]
      key: 2
      rationale: {de: Anders gesagt., en: In other words.}
      source: S08
    - id: baking-3
      level: 3
      type: situation
      stem: {de: Brot ist aus., en: Bread is out.}
      options: [{de: Schließen, en: Close}, {de: Backen, en: Bake}]
      key: 1
      rationale: {de: Morgen ist auch ein Tag., en: Tomorrow is a day too.}
      source: S08
"""

_OVEN = "{de: Ofen, en: Oven}"
_BAKING_2 = "key: 2\n      rationale: {de: Anders"
_THIRD = QUIZ[QUIZ.index("    - id: baking-3") :]
_BAKING = QUIZ[QUIZ.index("baking:\n") :]
_LADDER = QUIZ[QUIZ.index("  ladder:") : QUIZ.index("baking:\n")]
_WEIGHING = "weighing:\n  anchor: {stem: {de: Wie wiegen Sie ab?, en: How do you weigh?}}\n"

QUESTIONS: dict[str, tuple[Case, ...]] = {
    "KIF230": (
        case("misspelt", ("weighing:", "»weighin:"), says="did you mean 'weighing'?"),
        case("nothing close", ("weighing:", "»x:"), says="Unknown competency 'x'."),
        case("in another order", (_WEIGHING, ""), (_BAKING, _BAKING + _WEIGHING)),
    ),
    "KIF231": (
        case(
            "options", ("key: 1\n      rationale: {de: Das", "key: »4\n      rationale: {de: Das"), says="from 1 to 3"
        ),
        case("choices", ("dusty.}, key: 1}", "dusty.}, key: »3}"), says="no number 3 among 2 choices"),
        case("parts", ("right_from: 2", "right_from: »3"), says="among 2 parts"),
        case("the last", ("key: 1\n      rationale: {de: Das", "key: 3\n      rationale: {de: Das")),
        case("one part is enough", ("right_from: 2", "right_from: 1")),
    ),
    "KIF232": (
        case("in one language", (_OVEN, "{de: Ofen, en: »Dough}"), says="The options 1 and 2 are alike."),
        case("in both", ("{de: Salz, en: Salt}", "{de: »Teig, en: »Dough}"), says="options 1 and 3"),
        case("but for spelling", (_OVEN, "{de: »'„TEIG“ ', en: Oven}")),
        case("choices", ("{de: Zeit, en: Time}", "{de: »Wasser., en: Time}"), says="The choices 1 and 2"),
        case("signs only", (_OVEN, "{de: '?', en: '?'}"), ("{de: Salz, en: Salt}", "{de: '!', en: '!'}")),
        case("in the other language", (_OVEN, "{de: Dough, en: Teig}")),
        case("in another question", ("{de: Löschen, en: Put it out}", "{de: Teig, en: Dough}")),
    ),
    "KIF233": (
        case(
            "a whole ladder",
            (_BAKING_2, _BAKING_2.replace("2", "1")),
            ("  ladder:\n    - id: baking-1", "  »ladder:\n    - id: baking-1"),
            says="of every question of this ladder is number 1",
        ),
        case("two are too few", (_BAKING_2, _BAKING_2.replace("2", "1")), (_THIRD, "")),
    ),
    "KIF234": (
        case("a gap", ("level: 3", "level: »4"), says="level 3 is expected here"),
        case(
            "falling",
            (
                "level: 1\n      type: knowledge\n      stem: {de: Was",
                "level: »2\n      type: knowledge\n      stem: {de: Was",
            ),
        ),
        case(
            "above the scale",
            (_THIRD, _THIRD + _THIRD.replace("baking-3", "baking-4").replace("level: 3", "level: »4")),
            says="which ends at 3",
        ),
        case("id twice", ("id: baking-2", "id: »kneading-1"), says="The id 'kneading-1' stands twice."),
        case("a short ladder", (_THIRD, "")),
    ),
    "KIF235": (
        case("yesterday", ("valid_until: 2026-11-23", "valid_until: »2026-11-22"), says="today is 2026-11-23"),
        case("without a day", ("      valid_until: 2026-11-23\n", "")),
    ),
    "KIF236": (
        case("a ladder", (_LADDER, ""), ("kneading:\n", "»kneading:\n"), says="in the role 'journeyman'"),
        case("not needed", (_BAKING, _BAKING[: _BAKING.index("  ladder:")])),
    ),
}
