"""For every rule: edits of the sample that it must find, with a mark before the place, and edits it must let pass."""

from __future__ import annotations

from typing import NamedTuple

Edits = tuple[tuple[str, str], ...]


class Case(NamedTuple):
    """Edits of a sample; without a mark in them, the rule has nothing to say."""

    name: str
    edits: Edits
    says: str = ""
    """A part of the message or the help."""


def case(name: str, *edits: tuple[str, str], says: str = "") -> Case:
    return Case(name, edits, says)


_CERTIFICATE = "{id: quiz, title: {en: Quiz}, weight: 3, ceiling: 2, confirms: true}"

FRAMEWORK: dict[str, tuple[Case, ...]] = {
    "KIF201": (
        case("pillar", ("pillar: tools", "pillar: »tool"), says="did you mean 'tools'?"),
        case("nothing close", ("pillar: tools", "pillar: »x"), says="the framework has: soil, tools"),
        case("moved", ("pillar: tools", "pillar: soil"), ("{soil: 2, tools: 1}", "{soil: 2}")),
    ),
    "KIF202": (
        case("prerequisite", ("[digging]", "[»diging]"), says="did you mean 'digging'?"),
        case("second prerequisite", ("[digging]", "[digging, »mowing]")),
        case("requirement", ("{digging: {level: 1}, pruning", "{»dig: {level: 1}, pruning"), says="'dig'"),
        case("all known", ("[digging]", "[digging, pruning]")),
    ),
    "KIF203": (
        case("baseline", ("baseline: helper", "baseline: »helpr"), says="did you mean 'helper'?"),
        case("target", ("role: helper, value", "role: »boss, value")),
        case("ladder", ("steps: [helper, gardener]", "steps: [helper, »garden]"), says="did you mean 'gardener'?"),
        case("no baseline", ("baseline: helper\n", "")),
    ),
    "KIF204": (
        case(
            "two",
            ("weight: 1\n", "weight: 1\n    prerequisites: [composting]\n"),
            ("prerequisites: [digging]", "»prerequisites: [digging]"),
            says="digging -> composting -> digging",
        ),
        case("itself", ("prerequisites: [digging]", "»prerequisites: [composting]"), says="composting -> composting"),
        case("a diamond", ("weight: 3\n", "weight: 3\n    prerequisites: [digging, composting]\n")),
    ),
    "KIF205": (
        case("requirement", ("pruning: {level: 3}", "pruning: {level: »4}"), says="which ends at 3"),
        case("anchor", ("3: {en: Teaches digging.}", "»4: {en: Teaches digging.}")),
        case("ceiling", ("ceiling: 2", "ceiling: »4")),
        case("share", ("- {level: 2}\n", "- {level: »4}\n")),
        case("the top", ("ceiling: 2", "ceiling: 3"), ("composting: {level: 2}", "composting: {level: 3}")),
    ),
    "KIF206": (
        case("must-have", ("{level: 2, must_have: true}", "{level: 0, must_have: »true}"), says="'digging'"),
        case("level 1", ("{level: 2, must_have: true}", "{level: 1, must_have: true}")),
        case("no must-have", ("{level: 2, must_have: true}", "{level: 0, must_have: false}")),
    ),
    "KIF207": (
        case("too heavy", ("weight: 3\n", "weight: »30\n"), says="The weight 30 lies outside 1 to 3."),
        case("too light", ("weight: 1\n", "weight: »0\n")),
        case("range from 0", ("weights: {lowest: 1", "weights: »{lowest: 0")),
        case("range backwards", ("{lowest: 1, highest: 3}", "»{lowest: 3, highest: 1}")),
        case("both ends", ("weight: 2\n    prer", "weight: 3\n    prer")),
    ),
    "KIF208": (
        case(
            "missing", ("pillar_weights: {soil: 2, tools: 1}", "»pillar_weights: {soil: 2}"), says="'tools' is missing"
        ),
        case("unknown", ("tools: 1}", "tools: 1, »tool: 1}"), says="did you mean 'tools'?"),
        case("zero", ("{soil: 2, tools: 1}", "{soil: »0, tools: 1}"), says="write a weight above 0"),
        case("not asked for", ("tools: 1}", "tools: 1/2}"), ("pruning: {level: 3}", "pruning: {level: 0}")),
        case("none", ("    pillar_weights: {soil: 2, tools: 1}\n", "")),
    ),
    "KIF209": (
        case("pillar", ("{id: tools, t", "{id: »soil, t"), ("pillar: tools", "pillar: soil"), ("tools: 1", "soil2: 1")),
        case("principle", ("id: steady", "id: »slow"), says="The id 'slow' stands twice."),
        case("target", ("id: one-year", "id: »half")),
        case("source", ("id: quiz", "id: »boss")),
        case("band", ("id: growing", "id: »fit")),
        case("ladder", ("steps: [helper, gardener]", "steps: [helper, »helper]"), says="twice in this ladder"),
        case("the same id in different lists", ("id: steady", "id: half")),
    ),
    "KIF210": (
        case(
            "a hole", ("{level: 2, title: {en: Good}", "{level: »3, title: {en: Good}"), says="level 3 where 2 belongs"
        ),
        case("from 1", ("{level: 0, title", "{level: »1, title")),
        case("longer", ("pillars:\n", "  - {level: 4, title: {en: More}, meaning: {en: Even more.}}\npillars:\n")),
    ),
    "KIF211": (
        case("pattern", ("'P-[0-9]{3}'", "»'P-['"), says="regular expression"),
        case("age order", ("- {up_to_days: 365", "»- {up_to_days: 900"), says="youngest"),
        case("age twice", ("- {up_to_days: 365", "»- {up_to_days: 730"), says="youngest"),
        case("factor", ("up_to_days: 365, factor: 1", "up_to_days: 365, factor: »2"), says="between 0 and 1"),
        case("share order", ("- {below: 1/2", "»- {below: 0.9"), says="rising limits"),
        case("last share", ("- {level: 2}\n", "- {below: 1, level: 2}\n"), ("- {below: 1/2", "»- {below: 1/2")),
        case("band order", ("- {id: fit, title: {en: fit}, score: 85 %", "»- {id: fit, title: {en: fit}, score: 30 %")),
        case(
            "last band",
            ("- {id: fit,", "»- {id: fit,"),
            ("{id: fresh, title: {en: fresh}}", "{id: x, title: {en: x}, score: 1}"),
        ),
        case("limit", ("- {id: fit, title: {en: fit}, score: 85 %", "- »{id: fit, title: {en: fit}, score: 185 %")),
        case("fixed band", ("id: growing", "id: »must-have-open"), says="fixed meaning"),
        case("fixed band too", ("id: growing", "id: »not-assessable")),
        case("source", ("- {id: self, title: {en: Self}, weight: 1", "»- {id: self, title: {en: Self}, weight: 0")),
        case("own source", ("own_source: self", "own_source: »boss"), says="the person rates"),
        case("unknown own source", ("own_source: self", "own_source: »me")),
        case("small group", ("smallest_people: 5", "smallest_people: »4"), says="no smaller group"),
        case("steps", ("share_step: 20 %", "share_step: »30 %"), says="100 %"),
        case("no steps", ("share_step: 20 %", "share_step: »0")),
        case("coverage", ("overall: 80 %", "overall: »101 %")),
        case("coverage of a pillar", ("pillar: 60 %", "pillar: »2")),
        case(
            "other limits",
            ("overall: 80 %", "overall: 1"),
            ("share_step: 20 %", "share_step: 1/10"),
            (_CERTIFICATE, _CERTIFICATE.replace("weight: 3", "weight: 1")),
        ),
    ),
}

_SELF = "  - source: self\n    date: 2026-11-20\n    levels: {digging: 2, composting: 1}\n"

SKILLS: dict[str, tuple[Case, ...]] = {
    "KIF101": (
        case("level", ("composting: 1", "»compsting: 1"), says="did you mean 'composting'?"),
        case("share", ("{pruning: 3}", "{pruning: 3}\n    shares: {»mowing: 1/2}"), says="'mowing'"),
        case(
            "not applicable",
            (_SELF, _SELF),
            (
                "    levels: {pruning: 3}\n",
                "    levels: {pruning: 3}\nnot_applicable: [{competency: »mow, reason: x}]\n",
            ),
        ),
        case("known", ("composting: 1", "pruning: 1")),
    ),
    "KIF102": (
        case("role", ("role: gardener", "role: »gardner"), says="did you mean 'gardener'?"),
        case("roles", ("role: gardener", "roles: [{role: helper}, {role: »boss}]")),
        case("known", ("role: gardener", "roles: [{role: helper}, {role: gardener}]")),
    ),
    "KIF103": (
        case("close", ("source: boss", "source: »bos"), says="did you mean 'boss'?"),
        case("nothing close", ("source: boss", "source: »x"), says="the framework has: self, boss, quiz"),
        case("known", ("source: boss", "source: quiz"), ("{pruning: 3}", "{pruning: 2}")),
    ),
    "KIF104": (
        case("off the scale", ("pruning: 3", "pruning: »7"), says="which ends at 3"),
        case("with evidence", ("pruning: 3", "pruning: »{level: 4, comment: x}")),
        case(
            "above the ceiling",
            ("source: boss", "source: quiz"),
            ("pruning: 3", "pruning: »3"),
            says="more than the source 'quiz' can show",
        ),
        case("at the ceiling", ("source: boss", "source: quiz"), ("pruning: 3", "pruning: 2")),
        case("no value", ("pruning: 3", "pruning: dont_know")),
    ),
    "KIF105": (
        case("tomorrow", ("date: 2026-11-20", "date: »2026-12-02"), says="today is 2026-12-01"),
        case("a slipped digit", ("date: 2026-11-20", "date: »2206-11-20")),
        case("today", ("date: 2026-11-20", "date: 2026-12-01")),
    ),
    "KIF109": (
        case("e-mail", ("person: P-001", "person: »erika@example.org"), says="no pseudonym"),
        case("name", ("person: P-001", "person: »Erika Beispiel")),
        case("only a part matches", ("person: P-001", "person: »P-0012")),
        case("pseudonym", ("person: P-001", "person: P-999")),
    ),
    "KIF112": (
        case("empty", ("    levels: {pruning: 3}\n", ""), ("- source: boss", "- »source: boss"), says="no values"),
        case("both", ("{pruning: 3}", "{pruning: 3}\n    shares: {»pruning: 1/2}"), says="both a level and a share"),
        case("different ones", ("{pruning: 3}", "{pruning: 3}\n    shares: {digging: 1/2}")),
    ),
    "KIF113": (
        case("evidence", ("rater: R-02", "rater: R-02\n    valid_until: »2026-11-20"), says="2026-11-21"),
        case("role", ("role: gardener", "roles: [{role: helper, since: 2026-02-01, until: »2026-01-31}]")),
        case("the same day", ("rater: R-02", "rater: R-02\n    valid_until: 2026-11-21")),
        case("open role", ("role: gardener", "roles: [{role: helper, until: 2026-01-31}]")),
    ),
    "KIF114": (
        case("other framework", ("garden@2.1.0", "»kitchen@2.1.0"), says="--framework"),
        case("other version", ("garden@2.1.0", "»garden@2.0.9"), says="made against version 2.0.9"),
        case(
            "other content",
            ("framework: garden@2.1.0\n", f"framework: garden@2.1.0\nsha256: »{'0' * 64}\n"),
            says="has changed since these ratings were made",
        ),
        case("none", ("framework: garden@2.1.0\n", "")),
    ),
    "KIF115": (
        case("other rater", ("source: self\n", "source: self\n    rater: »R-02\n"), says="always rated by the person"),
        case("own pseudonym", ("source: self\n", "source: self\n    rater: P-001\n")),
    ),
    "KIF116": (
        case("name", ("rater: R-02", "rater: »Erika Beispiel"), says="an id such as R-07"),
        case("e-mail", ("rater: R-02", "rater: »erika@example.org")),
        case("hard blank", ("rater: R-02", "rater: »Erika\u00a0Beispiel")),
        case("id and name", ("rater: R-02", "rater: »R-02 (Erika)")),
        case("blanks around an id", ("rater: R-02", "rater: ' R-02 '")),
        case("a person", ("rater: R-02", "rater: P-002")),
        case("none", ("    rater: R-02\n", "")),
    ),
}

_AGAIN = "  - {source: boss, rater: R-02, date: 2026-11-21, levels: {pruning: 2}}\n"
_END = "    levels: {pruning: 3}\n"

PERSON: dict[str, tuple[Case, ...]] = {
    "KIF106": (
        case("same rater and day", (_END, _END + _AGAIN.replace("pruning", "»pruning")), says="rated twice"),
        case("level and share", (_END, _END + _AGAIN.replace("levels: {pruning: 2}", "shares: {»pruning: 50 %}"))),
        case(
            "unnamed raters",
            ("    rater: R-02\n", ""),
            (_END, _END + _AGAIN.replace("rater: R-02, ", "").replace("pruning", "»pruning")),
        ),
        case(
            "self under two names",
            (_SELF, _SELF + "  - {source: self, rater: P-001, date: 2026-11-20, levels: {»digging: 1}}\n"),
        ),
        case("another rater", (_END, _END + _AGAIN.replace("R-02", "R-03"))),
        case("another day", (_END, _END + _AGAIN.replace("-21", "-22"))),
        case("another competency", (_END, _END + _AGAIN.replace("pruning", "digging"))),
    ),
    "KIF107": (
        case("rated", (_END, _END + "not_applicable: [{competency: »pruning, reason: x}]\n"), says="is rated too"),
        case(
            "twice",
            ("{digging: 2, composting: 1}", "{digging: 2}"),
            (
                _END,
                _END + "not_applicable: [{competency: composting, reason: x}, {competency: »composting, reason: y}]\n",
            ),
            says="listed twice",
        ),
        case(
            "unrated",
            ("{digging: 2, composting: 1}", "{digging: 2}"),
            (_END, _END + "not_applicable: [{competency: composting, reason: x}]\n"),
        ),
    ),
    "KIF108": (
        case(
            "must-have",
            ("{digging: 2, composting: 1}", "{composting: 1}"),
            (_END, _END + "not_applicable: [{competency: »digging, reason: x}]\n"),
            says="must-have of the role 'gardener'",
        ),
        case(
            "of another role",
            ("role: gardener", "role: helper"),
            ("{digging: 2, composting: 1}", "{composting: 1}"),
            (_END, _END + "not_applicable: [{competency: digging, reason: x}]\n"),
        ),
    ),
}
