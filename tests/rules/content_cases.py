"""A framework that every rule lets pass, and edits of it: for each rule about content some that it finds at the mark,
some that it must let pass.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.rules.cases import case

from kiframework.model.checks import PLACEHOLDERS, STUB

if TYPE_CHECKING:
    from tests.rules.cases import Case

BAKERY = """\
id: bakery
version: "1.2.0"
languages: [de, en]
title: {de: Backstube, en: Bakery}
description: {de: Was man zum Backen braucht., en: What baking takes.}
purpose: {de: Nur zum Lernen., en: For learning only.}
license: CC0-1.0
statements: [S07, S08, S101]
baseline: apprentice
weights: {lowest: 1, highest: 3}
scale:
  - {level: 0, title: {de: Keine, en: None}, meaning: {de: Noch nicht., en: Not yet.}}
  - {level: 1, title: {de: Etwas, en: Some}, meaning: {de: Mit Hilfe., en: With help.}}
  - {level: 2, title: {de: Allein, en: Alone}, meaning: {de: Ohne Hilfe., en: Without help.}}
  - {level: 3, title: {de: Vorbild, en: Model}, meaning: {de: Zeigt es anderen., en: Shows others.}}
pillars:
  - {id: dough, title: {de: Teig, en: Dough}, meaning: {de: Vor dem Ofen., en: Before the oven.}, statements: [S07]}
  - {id: oven, title: {de: Ofen, en: Oven}, meaning: {de: Im Ofen., en: In the oven.}}
scoring:
  person_pattern: 'P-[0-9]{3}'
  sources:
    - {id: self, title: {de: Selbst, en: Self}, weight: 1, confirms: false, by_person: true}
    - {id: master, title: {de: Meister, en: Master}, weight: 2, confirms: true}
  shares: [{below: 1/2, level: 0}, {level: 2}]
  age: [{up_to_days: 365, factor: 1}]
  clarify_from: 2
  near_within: 1/2
  must_have_factor: 2
  coverage: {overall: 80 %, pillar: 60 %}
  bands: [{id: fit, title: {de: fit, en: fit}, score: 85 %, pillar: 70 %}, {id: fresh, title: {de: neu, en: fresh}}]
  groups: {smallest: 5, share_step: 20 %}
  agreement: {own_source: self, smallest_pairs: 20, smallest_people: 5, alarm_below: 0.40}
competencies:
  weighing:
    pillar: dough
    title: {de: Abwiegen, en: Weighing}
    meaning: {de: Zutaten nach Rezept bereitstellen., en: Getting ingredients ready.}
    weight: 1
    anchors:
      1:
        de: Liest die Waage ab.
        en: Reads the scales.
      2:
        de: Wiegt alle Zutaten eines Rezepts ab.
        en: Measures out everything a recipe lists.
      3:
        de: Rechnet Rezepte für andere um und erklärt die Mengen.
        en: Converts recipes for others and explains the amounts.
    legal:
      - reference: LMIV, Art. 9
        note: {de: Nennt die Pflichtangaben., en: Lists what must be stated.}
        as_of: 2026-01-05
        review_by: 2026-11-23
  kneading:
    pillar: dough
    title: {de: Kneten, en: Kneading}
    meaning: {de: Aus Zutaten einen Teig machen., en: Turning what was weighed into dough.}
    weight: 2
    prerequisites: [weighing]
    statements: [S08]
    anchors:
      0: {de: Kann noch keinen Teig beurteilen., en: Cannot yet judge any dough.}
      1: {de: Bedient die Maschine nach Karte., en: Runs the machine by the card.}
      2: {de: Stellt Zeit und Gang für neue Teige selbst ein., en: Chooses time and gear for new kinds of dough.}
      3: {de: Zeigt der Schicht den Fenstertest., en: Shows the shift how to stretch a sample.}
  baking:
    pillar: oven
    title: {de: Backen, en: Baking}
    meaning: {de: Den Ofen führen., en: Running the oven.}
    weight: 3
    prerequisites: [kneading, weighing]
    anchors:
      1: {de: Nennt die Temperatur je Brotsorte., en: Names the temperature for each bread.}
      2: {de: Füllt den Ofen nach Plan und notiert Abweichungen., en: Loads the oven by plan and notes deviations.}
      3: {de: Plant die Ofenbelegung der ganzen Woche., en: Draws up the oven plan for a week.}
roles:
  apprentice:
    title: {de: Lehrling, en: Apprentice}
    purpose: {de: Hilft mit., en: Lends a hand.}
    tasks:
      - de: Wiegt ab.
        en: Weighs.
      - {de: Fegt., en: Sweeps.}
    requirements:
      weighing: {level: 2}
      kneading: {level: 1}
      baking: {level: 1}
  journeyman:
    title: {de: Geselle, en: Journeyman}
    purpose: {de: Hält die Backstube am Laufen., en: Keeps the bakery going.}
    requirements:
      weighing: {level: 2}
      kneading: {level: 3, must_have: true}
      baking: {level: 2}
ladders:
  craft: {title: {de: Handwerk, en: Craft}, steps: [apprentice, journeyman]}
"""

_ROLES = BAKERY[BAKERY.index("roles:\n") :]
_DE_2, _EN_2 = "de: Wiegt alle Zutaten eines Rezepts ab.", "en: Measures out everything a recipe lists."
_DE_3 = "de: Rechnet Rezepte für andere um und erklärt die Mengen."
_EN_3 = "en: Converts recipes for others and explains the amounts."
_LOAD = "en: Loads the oven by plan and notes deviations."
_LOWER = "    requirements:\n      weighing: {level: 2}\n      kneading: {level: 1}\n      baking: {level: 1}\n"
_HIGHER = """\
    requirements:
      weighing: {level: 2}
      kneading: {level: 3, must_have: true}
      baking: {level: 2}
"""
_SWEEPING = (
    "  »sweeping:\n    pillar: dough\n    title: {de: Fegen, en: Sweeping}\n"
    "    meaning: {de: Den Boden sauber halten., en: Keeping floors clean.}\n    weight: 1\n    anchors:\n"
    "      1: {de: Fegt., en: Sweeps.}\n      2: {de: Wischt nach., en: Mops.}\n"
    "      3: {de: Schreibt den Putzplan., en: Writes the cleaning rota.}\n"
)


def _german(words: str) -> tuple[str, str]:
    """Put words in place of the German anchor of level 2, which stands in a line of its own."""
    return _DE_2, f"de: {words}"


def _english(words: str) -> tuple[str, str]:
    return _EN_2, f"en: {words}"


def _lower(**levels: int) -> str:
    """Return what the lower role requires, some levels changed."""
    own = {"weighing": 2, "kneading": 1, "baking": 1, **levels}
    return "    requirements:\n" + "".join(f"      {name}: {{level: {level}}}\n" for name, level in own.items())


def _number_of_words(count: int) -> str:
    return " ".join(f"wort{number}" for number in range(count))


def _retired(entries: str) -> tuple[str, str]:
    return "roles:\n", f"retired: {{competencies: {{{entries}}}}}\nroles:\n"


CONTENT: dict[str, tuple[Case, ...]] = {
    "KIF212": (
        case(
            "not required",
            (_LOWER, "    requirements:\n      »kneading: {level: 1}\n      »baking: {level: 1}\n"),
            says="comes after 'weighing', which the role 'apprentice' does not require",
        ),
        case(
            "required at 0",
            (_LOWER, _lower(weighing=0).replace("kneading", "»kneading").replace("baking", "»baking")),
            says="require 'weighing' at level 1 or more",
        ),
        case("one of two", (_LOWER, _lower(kneading=0).replace("baking", "»baking")), says="'kneading'"),
        case(
            "what is required at 0 needs nothing",
            (_LOWER, "    requirements: {weighing: {level: 1}, baking: {level: 0}}\n"),
            ("pillar: oven", "pillar: dough"),
            ("  - {id: oven, title: {de: Ofen, en: Oven}, meaning: {de: Im Ofen., en: In the oven.}}\n", ""),
        ),
    ),
    "KIF213": (
        case("in no role", ("roles:\n", f"{_SWEEPING}roles:\n"), says="No role requires 'sweeping'"),
        case("at level 0", ("roles:\n", f"{_SWEEPING}roles:\n"), (_LOWER, f"{_LOWER}      sweeping: {{level: 0}}\n")),
        case(
            "in one role",
            ("roles:\n", f"{_SWEEPING}roles:\n".replace("»", "")),
            (_HIGHER, f"{_HIGHER}      sweeping: {{level: 1}}\n"),
        ),
        case("no role at all", ("baseline: apprentice\n", ""), (_ROLES, "roles: {}\n")),
    ),
    "KIF214": (
        case(
            "left out",
            (_LOWER, "    »requirements: {weighing: {level: 2}}\n"),
            says="The role 'apprentice' requires nothing in 'oven'.",
        ),
        case("at level 0", (_LOWER, _lower(baking=0).replace("requirements", "»requirements")), says="'oven'"),
        case("all", (_LOWER, "    »requirements: {}\n"), says="nothing in 'dough' and 'oven'"),
        case("one is enough", (_HIGHER, _HIGHER.replace("kneading: {level: 3", "kneading: {level: 1"))),
    ),
    "KIF215": (
        case("no successor", _retired("old: {since: 1.1.0, replaced_by: »neading}"), says="did you mean 'kneading' or"),
        case("itself", _retired("old: {since: 1.1.0, merged_into: »old}")),
        case("no part", _retired("old: {since: 1.1.0, split_into: [kneading, »x]}")),
        case(
            "two kinds",
            _retired("»old: {since: 1.1.0, merged_into: kneading, split_into: [kneading]}"),
            says="more than one kind",
        ),
        case("used again", _retired("»kneading: {since: 1.1.0}"), says="still there"),
        case("announced", _retired("kneading: {since: 2.0.0}")),
        case("without a successor", _retired("old: {since: 1.1.0}")),
        case(
            "a chain", _retired("old: {since: 1.0.0, replaced_by: newer}, newer: {since: 1.1.0, replaced_by: kneading}")
        ),
    ),
    "KIF216": (
        case(
            "in braces",
            ("title: {de: Kneten, en: Kneading}", "»title: {de: Kneten}"),
            says="The text in 'en' is missing.",
        ),
        case("in lines", (f"      2:\n        {_DE_2}\n", "      »2:\n")),
        case("in a list", ("      - {de: Fegt., en: Sweeps.}", "      - »{en: Sweeps.}"), says="'de'"),
        case("of a list in lines", ("      - de: Wiegt ab.\n        en: Weighs.", "      - »de: Wiegt ab.")),
        case("empty", ("{de: Handwerk, en: Craft}", "{}"), ("{title: ", "{»»title: ")),
        case(
            "not declared",
            ("title: {de: Kneten, en: Kneading}", "title: {de: Kneten, en: Kneading, »fr: Pétrir}"),
            says="no texts in 'fr'",
        ),
        case("stub", _german(f'»"{STUB} Measures out everything."'), says="The text in 'de' is still to be written."),
        case("of a band", ("title: {de: neu, en: fresh}", "»title: {de: neu}")),
        case("the other way round", ("title: {de: Kneten, en: Kneading}", "title: {en: Kneading, de: Kneten}")),
    ),
    "KIF217": (
        case(
            "one",
            (
                f"      2: {{de: Füllt den Ofen nach Plan und notiert Abweichungen., {_LOAD}}}\n",
                "",
            ),
            ("prerequisites: [kneading, weighing]\n    anchors", "prerequisites: [kneading, weighing]\n    »anchors"),
            says="'baking' has no anchor for level 2.",
        ),
        case(
            "none at all",
            ("roles:\n", f"{_SWEEPING[: _SWEEPING.index('    anchors')]}roles:\n"),
            (_HIGHER, f"{_HIGHER}      sweeping: {{level: 1}}\n"),
            says="no anchor for levels 1, 2, 3.",
        ),
        case(
            "level 0 is free",
            ("      0: {de: Kann noch keinen Teig beurteilen., en: Cannot yet judge any dough.}\n", ""),
        ),
    ),
    "KIF218": (
        case("26 words", _german(f"»{_number_of_words(26)}"), says="26 words; 25 are enough"),
        case("over lines", _german(f"»{_number_of_words(20)}\n          {_number_of_words(10)}"), says="30 words"),
        case(
            "in a block", _german("»|\n" + "".join(f"          wort{n}\n" for n in range(26)).rstrip()), says="26 words"
        ),
        case("25 words", _german(_number_of_words(25))),
        case("25 words and many blanks", _german("'" + _number_of_words(25).replace(" ", "  ") + "'")),
        case("many blanks", _german("'" + _number_of_words(20).replace(" ", "  ") + "'")),
    ),
    "KIF219": (
        case("German", _german("»Kennt die Rezepte."), says="begins with 'kennt'"),
        case("English", _english("»Knows the recipes."), says="begins with 'knows'"),
        case("in capitals", _english("»KNOWS the recipes.")),
        case("two words", _german("»Hat Kenntnisse über Teige.")),
        case("quoted", _english("»'“Understands” recipes.'")),
        case("then a comma", _german("»Weiß, wo die Rezepte stehen.")),
        case("only the beginning of a word", _german("Kennzeichnet Zutaten mit Datum.")),
        case("the beginning of an English word", _english("Canvasses customers for new kinds of bread.")),
        case("a compound", _german("Ist-Mengen trägt die Person in die Liste ein.")),
        case("further on", _english("Names what the team knows.")),
        case("an honest verb", _english("Tries out three flours and notes the result.")),
        case(
            "level 0",
            (
                "0: {de: Kann noch keinen Teig beurteilen., en: Cannot yet judge any dough.}",
                "0: {de: Kennt noch keinen Teig., en: Is not yet at home with dough.}",
            ),
        ),
    ),
    "KIF220": (
        case("German", _german("»Wiegt Zutaten gut ab."), says="praises ('gut')"),
        case("with an ending", _german("»Legt umfassende Listen an."), says="praises ('umfassende')"),
        case("English", _english("»Weighs out with sound judgement."), says="praises ('sound')"),
        case("as an adverb", _english("»Weighs out ingredients confidently.")),
        case("at the end", _english("»Weighs out ingredients well.")),
        case("safely", _german("Bedient die Waage sicher und stellt sicher, dass sie leer ist.")),
        case("self-assured", _german("»Ist sicher im Umgang mit der Waage."), says="praises ('sicher im Umgang')"),
        case("in braces", (_LOAD, "en: »Loads the oven in excellent time.")),
        case("at level 0", ("Kann noch keinen Teig beurteilen.", "»Hat noch keinen guten Teig gemacht.")),
        case("inside other words", _german("Begutachtet Zutaten und versichert das Gutachten im Sicherungsordner.")),
        case("in addition", _english("Weighs flour and, as well as salt, water.")),
        case("in a compound", _english("Weighs by a well-known table.")),
        case("comparing", _english("Weighs until the sample is as good as the model.")),
        case("of a thing", _german("Meldet Mengen über einen sicheren Kanal.")),
        case("of the other language", _german("Stellt das Sound-System solid-state ein.")),
    ),
    "KIF221": (
        case(
            "nearly alike",
            (_EN_3, "en: »Measures out everything the recipe lists."),
            says="The anchors of levels 2 and 3 are nearly alike.",
        ),
        case(
            "with help and without",
            _english("Weighs all ingredients of a usual recipe with a list."),
            (_EN_3, "en: Weighs all ingredients of a usual recipe without a list."),
        ),
        case("alike, two levels apart", (_DE_3, "de: »liest die Waage ab"), says="levels 1 and 3 are alike"),
        case(
            "turned round",
            _english("Reads scales and notes the weight of flour."),
            (_EN_3, "en: »Notes the weight of flour and reads scales."),
        ),
        case(
            "a step made by one word",
            _german("Bearbeitet Anfragen mit Anleitung."),
            (_DE_3, "de: Bearbeitet Anfragen ohne Anleitung."),
        ),
        case("in different competencies", (_LOAD, _EN_2)),
        case("in different languages", (_EN_3, "en: Wiegt alle Zutaten eines Rezepts ab.")),
    ),
    "KIF222": (
        case("the same", (_EN_3, f"en: »{_EN_2[4:]}"), says="The anchors of levels 2 and 3 do not differ."),
        case("but for spelling", (_DE_3, "de: »Wiegt alle Zutaten, eines REZEPTS  ab")),
        case(
            "for level 0",
            ("0: {de: Kann noch keinen Teig beurteilen.", "0: {de: Bedient die Maschine nach Karte."),
            ("1: {de: Bedient", "1: {de: »Bedient"),
        ),
        case("in another language", ("en: Reads the scales.", "en: Bedient die Waage.")),
    ),
    "KIF223": (
        case(
            "the same title",
            ("  baking:\n", "  »baking:\n"),
            ("title: {de: Backen,", "title: {de: Kneten,"),
            says="'baking' is nearly the same as 'kneading'",
        ),
        case(
            "nearly the same words",
            ("  baking:\n", "  »baking:\n"),
            ("title: {de: Backen,", "title: {de: Kneten des Teigs,"),
            ("de: Den Ofen führen.", "de: Aus Zutaten einen guten Teig machen."),
            ("title: {de: Kneten, en", "title: {de: Teigs Kneten, en"),
            ("Aus Zutaten einen Teig machen.", "Aus Zutaten des Rezepts einen guten Teig machen."),
        ),
        case("some of the words", ("de: Den Ofen führen.", "de: Aus Zutaten einen Kuchen machen.")),
        case("the same in the second language", ("en: Baking}", "en: Kneading}")),
    ),
    "KIF224": (
        case("capitals", _german(f"»Wiegt {PLACEHOLDERS[0]} ab."), says=f"holds '{PLACEHOLDERS[0]}'"),
        case("alone", ("{de: Hilft mit., en: Lends a hand.}", "{de: »'???', en: Lends a hand.}")),
        case("phrase", ("en: Lends a hand.", f"en: »{PLACEHOLDERS[8].title()} dolor."), says="holds"),
        case("small", ("en: Lends a hand.", "en: »Lends a hand (tbc).")),
        case("in the law", ("reference: LMIV, Art. 9", "reference: »LMIV, Art. ???")),
        case("licence", ("license: CC0-1.0", "license: »tbd")),
        case("an honest word", _german("Nennt die Methode und ersetzt Namen durch Platzhalter.")),
        case("inside another word", _german("Liest ATBDC und tbc1 auf der Packung.")),
        case("a question", ("en: Lends a hand.", "en: Really???")),
        case("other capitals", ("en: Lends a hand.", f"en: All in {PLACEHOLDERS[0].lower()} lists.")),
    ),
    "KIF225": (
        case(
            "lower",
            (
                "      weighing: {level: 2}\n      kneading: {level: 3",
                "      weighing: {level: »1}\n      kneading: {level: 3",
            ),
            says="'weighing' falls from level 2 to 1 on the ladder 'craft'.",
        ),
        case(
            "not required",
            (_HIGHER, _HIGHER.replace("requirements", "»requirements").replace("      baking: {level: 2}\n", "")),
            says="'baking' falls from level 1 to 0",
        ),
        case(
            "the same",
            ("kneading: {level: 3, must_have: true}", "kneading: {level: 1}"),
            ("baking: {level: 2}", "baking: {level: 1}"),
        ),
        case("one step", ("[apprentice, journeyman]", "[journeyman]")),
    ),
    "KIF226": (
        case(
            "yesterday", ("review_by: 2026-11-23", "review_by: »2026-11-22"), says="by 2026-11-22 (today is 2026-11-23)"
        ),
        case("tomorrow", ("review_by: 2026-11-23", "review_by: 2026-11-24")),
    ),
    "KIF227": (
        case("as released", ('version: "1.2.0"', 'version: »"1.1.0"'), says="differs from the recorded hash"),
        case("raised", ('version: "1.2.0"', 'version: "1.1.1"')),
    ),
    "KIF228": (
        case(
            "prerequisites",
            ("prerequisites: [kneading, weighing]", "»prerequisites: [weighing, kneading]"),
            says="not sorted",
        ),
        case("numbers", ("statements: [S07, S08, S101]", "»statements: [S07, S101, S08]")),
        case("in a list of mappings", ("statements: [S07]}", "»statements: [S08, S07]}")),
        case("roles and tasks have an order of their own", ("steps: [apprentice, journeyman]", "steps: [apprentice]")),
    ),
    "KIF229": (
        case(
            "copied",
            ("de: Wiegt alle Zutaten eines Rezepts ab.", "de: Weighs everything for a recipe."),
            ("en: Measures out everything a recipe lists.", "en: »Weighs everything for a recipe."),
            says="in 'en' and in 'de'",
        ),
        case("short ones may be alike", ("de: Liest die Waage ab.", "de: Reads the scales.")),
    ),
}
