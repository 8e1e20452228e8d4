"""A method for the bakery, a pilot and a roadmap that every rule lets pass, and edits: for each rule some that it finds
at the mark, some that it must let pass.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.rules.cases import case
from tests.rules.content_cases import BAKERY

if TYPE_CHECKING:
    from tests.rules.cases import Case

TARGETS = """\
targets:
  - id: all-fit
    kind: share-ready
    title: {de: Alle sind fit, en: Everybody is fit}
    meaning: {de: Anteil der Fitten., en: Share of the fit.}
    statements: [S24]
    role: apprentice
    value: 80 %
    months: 2
  - id: window
    kind: time-frame
    title: {de: Fenster, en: Window}
    meaning: {de: Monate des Piloten., en: Months of the pilot.}
    from_month: 2
    until_month: 4
  - id: whole-firm
    kind: target-date
    title: {de: Ganzer Betrieb, en: Whole firm}
    meaning: {de: Monate bis zum Ende., en: Months to the end.}
    months: 12
  - id: money
    kind: budget-share
    title: {de: Budget, en: Budget}
    meaning: {de: Anteil am Umsatz., en: Share of revenue.}
    value: 0.5 %
  - id: at-night
    kind: service-level
    title: {de: Auch nachts, en: At night too}
    meaning: {de: Ohne Messwert., en: Without a figure.}
"""
FRAMEWORK = BAKERY + TARGETS

_ANCHORS = "{0: {de: Nein., en: No.}, 1: {de: A, en: A}, 2: {de: B, en: B}, 3: {de: C, en: C}, 4: {de: D, en: D}}"
METHOD = f"""\
version: 1.0.0
utility:
  value: {{title: {{de: Wert, en: Value}}, weight: 3, anchors: {_ANCHORS}}}
  speed:
    title: {{de: Tempo, en: Speed}}
    weight: 1
    anchors:
      0: {{de: Nie., en: Never.}}
      1: {{de: Spät., en: Late.}}
      2: {{de: Bald., en: Soon.}}
      3: {{de: Gleich., en: Now.}}
      4: {{de: Sofort., en: At once.}}
  skills: {{title: {{de: Können, en: Skills}}, weight: 2}}
gates:
  ai-act:
    title: {{de: KI-Verordnung, en: AI Act}}
    question: {{de: Welche Klasse?, en: Which class?}}
    evidence: [{{de: Einstufung, en: classification}}]
    legal:
      - reference: Art. 50
        note: {{de: Nennt Pflichten., en: Names duties.}}
        as_of: 2026-01-05
        review_by: 2026-12-31
  approval: {{title: {{de: Freigabe, en: Approval}}, question: {{de: Wer?, en: Who?}}}}
  must-haves: {{title: {{de: Pflicht, en: Must-haves}}, question: {{de: Bestätigt?, en: Confirmed?}}}}
phases:
  - {{id: check, title: {{de: Prüfen, en: Check}}, first_month: 1, last_month: 1, entry: [sponsor, council-informed],
     exit: [coverage, goals-dated], work: {{de: Ansehen., en: Look.}}}}
  - {{id: train, title: {{de: Lernen, en: Train}}, first_month: 1, last_month: 2, beside: [check],
     entry: [curriculum-agreed], exit: [baseline-ready], work: {{de: Lernen., en: Learn.}}}}
  - {{id: pilot, title: {{de: Pilot, en: Pilot}}, first_month: 2, last_month: 4, beside: [train],
     entry: [pilot-chosen, gates-passed], exit: [verdict], work: {{de: Erproben., en: Try.}}}}
  - {{id: scale, title: {{de: Skalieren, en: Scale}}, first_month: 5, after: [pilot], entry: [verdict-scale],
     exit: [uses-live, reassessed], work: {{de: Ausrollen., en: Roll out.}}}}
budget:
  categories:
    training: {{title: {{de: Schulung, en: Training}}, share: 60 %}}
    tools: {{title: {{de: Werkzeug, en: Tools}}, share: 40 %}}
templates:
  bread:
    title: {{de: Brot, en: Bread}}
    role: journeyman
    problem: {{de: Zu viel bleibt liegen., en: Too much is left over.}}
    owner: {{de: Chefin, en: boss}}
    approver: {{de: Geselle vom Dienst, en: journeyman on duty}}
    tools: [{{de: Prognose, en: forecast}}]
    data: [{{source: {{de: Kasse, en: till}}, owner: {{de: Laden, en: shop}}, personal: [{{de: Kürzel, en: ids}}]}}]
    affected: [{{de: Kundschaft, en: customers}}]
    measure: {{title: {{de: Rest, en: Waste}}, unit: {{de: Laibe, en: loaves}}, direction: down}}
    target: {{de: Selbst setzen., en: Set it yourself.}}
    stop: [{{de: Regale leer, en: empty shelves}}]
    months: 3
    ai_act: {{acts_as: deployer, risk: minimal, reason: {{de: Nur Mengen., en: Amounts only.}}}}
    gates: {{ai-act: [{{de: Bleibt es dabei?, en: Does it stay so?}}]}}
    marks: {{value: 3, speed: 2}}
"""

PILOT = """\
pilot: bread
template: bread
framework: bakery@1.2.0
owner: R-01
approver: R-02
team: {people: [P-001, P-002]}
aim: {baseline: 40, taken: 2026-10-01, target: 20, due: 2027-01-29}
cost: 900
skills: 70
marks: {value: 3, speed: 2}
gates:
  ai-act: {state: met, person: R-03, date: 2026-10-02, reason: Minimal}
  approval: {state: met, person: R-03, date: 2026-10-02, reason: Geregelt}
  must-haves: {state: open}
chosen: {person: R-01, date: 2026-10-05}
begun: 2026-10-12
values: [{date: 2026-11-02, value: 31}]
verdicts:
  - date: 2026-11-30
    person: R-01
    decision: scale
    value: 19
    incidents: 0
    proposals: 50
    overridden: 5
    cost: 870
    feedback: Hilft
    behaviour: Wird täglich genutzt
    reason: Ziel erreicht
"""

ROADMAP = """\
framework: bakery@1.2.0
start: 2026-10-01
target_date: 2027-09-30
sponsor: R-01
curriculum_agreed: {date: 2026-10-02, person: R-02}
revenue: {amount: 2000000, year: 2025}
goals:
  fit: {preset: all-fit, baseline: 10 %}
  waste:
    title: Weniger Rest
    metric: Laibe am Tag
    baseline: 40
    target: 20
    due: 2027-03-31
    direction: down
    actuals: [{date: 2026-11-02, value: 31}]
phases:
  check: {owner: R-01, goals: [fit]}
  pilot: {begin: 2026-11-02, end: 2027-01-29, after: [check]}
rotation: [{person: P-001, role: journeyman, begin: 2026-11-02, end: 2026-11-30}]
uses: [{title: Brot, pilot: bread, live: 2026-11-20}, {title: Kuchen}]
budget:
  split: {training: 70 %, tools: 30 %}
  items:
    - {item: Kurs, category: training, phase: train, planned: 4000, actual: 1000}
    - {item: Waage, category: tools, phase: pilot, planned: 3000}
"""

_REVENUE = "revenue: {amount: 2000000, year: 2025}\n"
_CEILING = ("  items:\n", "  ceiling: 7000\n  items:\n")

_BEGUN = ("begun: 2026", "begun: »2026")

METHOD_CASES: dict[str, tuple[Case, ...]] = {
    "KIF270": (
        case("role", ("role: journeyman", "role: »journyman"), says="did you mean 'journeyman'"),
        case("gate", ("gates: {ai-act: [", "gates: {»ai-ac: ["), says="Unknown gate"),
        case("term", ("marks: {value: 3,", "marks: {»worth: 3,"), says="Unknown term"),
        case("phase", ("after: [pilot]", "after: [»pilots]"), says="did you mean 'pilot'"),
        case("other role", ("role: journeyman", "role: apprentice")),
    ),
    "KIF271": (
        case("twice", ("- {id: scale,", "- {id: »pilot,"), ("after: [pilot]", "after: [train]"), says="two phases"),
        case("backwards", ("first_month: 2, last_month: 4", "first_month: 2, last_month: »1"), says="in month 2"),
        case("in a circle", ("- {id: check,", "- {beside: [pilot], id: check,"), ("{id: train,", "{id: »train,")),
        case("of itself", ("{id: scale", "{id: »scale"), ("after: [pilot]", "after: [scale]"), says="scale -> scale"),
        case("beside another", ("after: [pilot]", "after: [train]")),
    ),
    "KIF272": (
        case("mark", ("marks: {value: 3,", "marks: {value: »5,"), says="marks go from 0 to 4"),
        case("anchor", ("4: {de: Sofort", "»5: {de: Sofort"), ("  speed:\n", "  »speed:\n"), says="mark"),
        case("no anchor", ("      3: {de: Gleich., en: Now.}\n", ""), ("  speed:\n", "  »speed:\n"), says="mark 3"),
        case("best mark", ("marks: {value: 3,", "marks: {value: 4,")),
    ),
    "KIF273": (
        case("too much", ("share: 60 %", "share: 61 %"), ("  categories:", "  »categories:"), says="add up to 101 %"),
        case("otherwise", ("share: 60 %", "share: 0.75"), ("share: 40 %", "share: 1/4")),
    ),
}  # fmt: skip

PILOT_CASES: dict[str, tuple[Case, ...]] = {
    "KIF701": (
        case("template", ("template: bread", "template: »bred"), says="did you mean 'bread'"),
        case("role", ("owner: R-01", "role: »baker\nowner: R-01"), says="Unknown role"),
        case("term", ("marks: {value: 3", "marks: {»worth: 3"), says="Unknown term"),
        case("skills are no mark", ("marks: {value: 3", "marks: {»skills: 3"), says="Unknown term"),
        case("gate", ("must-haves: {state: open}", "»must-have: {state: open}"), says="did you mean 'must-haves'"),
        case("other role", ("owner: R-01", "role: apprentice\nowner: R-01")),
    ),
    "KIF702": (
        case("nobody", ("must-haves: {state: open}", "must-haves: {state: »met}"), says="by whom and when and why"),
        case("no reason", (", reason: Geregelt}", "}"), ("approval: {state: met", "approval: {state: »met"),
             says="why"),
        case("open", ("must-haves: {state: open}", "must-haves: {state: open, reason: Kommt noch}")),
    ),
    "KIF703": (
        case("prohibited", ("owner: R-01", "ai_act: {acts_as: deployer, risk: prohibited, reason: A}\nowner: R-01"),
             ("ai-act: {state: met", "ai-act: {state: »met"), says="give it up"),
        case("high", ("owner: R-01", "ai_act: {acts_as: deployer, risk: high, reason: A}\nowner: R-01"),
             ("ai-act: {state: met", "ai-act: {state: »met"), says="high risk is no first pilot"),
        case("no measure", ("owner: R-01", "ai_act: {acts_as: deployer, risk: transparency, reason: A}\nowner: R-01"),
             ("ai-act: {state: met", "ai-act: {state: »not_applicable"), says="Art. 50"),
        case("no class", ("template: bread\n", ""), ("ai-act: {state: met", "ai-act: {state: »met"), says="no class"),
        case("nobody approves", ("approver: R-02\n", ""), ("approval: {state: met", "approval: {state: »met"),
             says="nobody approves"),
        case("rightly not met", ("owner: R-01", "ai_act: {acts_as: deployer, risk: high, reason: A}\nowner: R-01"),
             ("ai-act: {state: met", "ai-act: {state: not_met")),
        case("with a measure", ("owner: R-01",
             "ai_act: {acts_as: deployer, risk: transparency, reason: A, measure: Hinweis}\nowner: R-01")),
    ),
    "KIF704": (
        case("verdict before the beginning", ("- date: 2026-11-30", "- date: »2026-10-11"), says="began on 2026-10-12"),
        case("verdict without a beginning", ("begun: 2026-10-12\n", ""), ("- date: 2026-11-30", "- date: »2026-11-30"),
             says="add begun"),
        case("before the choice", ("begun: 2026-10-12", "begun: »2026-10-04"), says="before it was chosen"),
        case("without a choice", ("chosen: {person: R-01, date: 2026-10-05}\n", ""), ("begun: 2026", "begun: »2026")),
        case("more overridden", ("overridden: 5", "overridden: »51"), says="51 proposals were overridden, of 50"),
        case("due before the baseline", ("due: 2027-01-29", "due: »2026-09-30"), says="before its baseline"),
        case("far away", ("due: 2027-01-29", "due: »9999-12-31"), says="more than 10 years away"),
        case("ahead", ("values: [{date: 2026-11-02", "values: [{date: »2026-12-02"), says="still ahead"),
        case("gate ahead", ("2026-10-02, reason: Minimal", "»2026-12-24, reason: Minimal"), says="still ahead"),
        case("consent ahead", ("team: {", "team: {consent: »2027-01-01, "), says="still ahead"),
        case("all of one day", ("begun: 2026-10-12", "begun: 2026-10-05")),
    ),
    "KIF705": (
        case("team", ("[P-001, P-002]", "[P-001, »Erika]"), says="no pseudonym of a person"),
        case("approver", ("approver: R-02", "approver: »Erika Muster"), says="such as R-03"),
        case("address", ("owner: R-01", "owner: »erika@example.org")),
        case("gate", ("person: R-03, date: 2026-10-02, reason: Minimal",
             "person: »Erika Muster, date: 2026-10-02, reason: Minimal")),
        case("choice", ("chosen: {person: R-01", "chosen: {person: »Erika Muster")),
        case("verdict", ("    person: R-01\n", "    person: »Erika Muster\n")),
        case("an office", ("owner: R-01", "owner: HR")),
    ),
    "KIF707": (
        case("open", ("approval: {state: met, person: R-03, date: 2026-10-02, reason: Geregelt}", "approval: {}"),
             _BEGUN, says="before these gates were settled: approval"),
        case("not met", ("ai-act: {state: met", "ai-act: {state: not_met"), _BEGUN),
        case("later", ("2026-10-02, reason: Minimal", "2026-10-13, reason: Minimal"), _BEGUN),
        case("nobody named", ("team: {people: [P-001, P-002]}\n", ""), _BEGUN, says="must-haves"),
        case("not begun", ("begun: 2026-10-12\n", ""), ("ai-act: {state: met", "ai-act: {state: not_met")),
    ),
}  # fmt: skip

ROADMAP_CASES: dict[str, tuple[Case, ...]] = {
    "KIF711": (
        case("target", ("preset: all-fit", "preset: »all-fat"), says="did you mean 'all-fit'"),
        case("phase", ("  check: {owner", "  »chek: {owner"), says="did you mean 'check'"),
        case("phase before", ("after: [check]", "after: [»checks]"), says="Unknown phase"),
        case("goal", ("goals: [fit]", "goals: [»fat]"), says="Unknown goal"),
        case("role", ("role: journeyman", "role: »baker")),
        case("pilot", ("pilot: bread", "pilot: »bred"), says="did you mean 'bread'"),
        case("split", ("split: {training", "split: {»trainings"), says="Unknown category"),
        case("category", ("category: tools", "category: »tool"), says="did you mean 'tools'"),
        case("phase of an item", ("phase: train", "phase: »trains")),
        case("another phase", ("phase: train", "phase: scale")),
    ),
    "KIF712": (
        case("of itself", ("after: [check]", "after: [»pilot]"), says="waits for itself: pilot"),
        case("in a circle", ("check: {owner: R-01", "check: {after: [»scale], owner: R-01"),
             ("after: [check]", "after: []"), says="wait for each other"),
        case("beside itself", ("after: [check]", "beside: [»pilot]")),
        case("none at all", ("after: [check]", "after: [], beside: []")),
    ),
    "KIF713": (
        case("phase", ("item: Kurs, category: training, phase: train", "item: »Kurs, category: training"),
             says="no phase"),
        case("category", ("item: Kurs, category: training, phase", "item: »Kurs, phase"), says="one of training"),
        case("both", ("phase: pilot, planned: 3000", "phase: check, planned: 3000")),
    ),
    "KIF714": (
        case("revenue", (_REVENUE, ""), ("budget:\n", "»budget:\n"), says="revenue"),
        case("goal", (_REVENUE, ""), ("  fit: {preset: all-fit", "  »fit: {preset: money"), _CEILING),
        case("own ceiling", (_REVENUE, ""), _CEILING),
    ),
    "KIF715": (
        case("phase", ("end: 2027-01-29", "end: »2026-10-30"), says="2026-10-30 comes before 2026-11-02"),
        case("before the start", ("begin: 2026-11-02, end: 2027", "begin: »2026-09-30, end: 2027")),
        case("target date", ("target_date: 2027-09-30", "target_date: »2026-09-30")),
        case("goal", ("due: 2027-03-31", "due: »2026-09-30")),
        case("rotation", ("end: 2026-11-30", "end: »2026-11-01")),
        case("measured ahead", ("actuals: [{date: 2026-11-02", "actuals: [{date: »2026-12-02"), says="still ahead"),
        case("agreed ahead", ("curriculum_agreed: {date: 2026-10-02", "curriculum_agreed: {date: »2026-12-24")),
        case("live ahead", ("live: 2026-11-20", "live: »2026-12-20")),
        case("far away", ("target_date: 2027-09-30", "target_date: »9999-12-31"), says="more than 10 years away"),
        case("long ago", ("start: 2026-10-01", "start: »0926-10-01")),
        case("one day long", ("end: 2026-11-30", "end: 2026-11-02")),
    ),
    "KIF716": (
        case("too much", ("planned: 4000", "planned: 7000.5"), ("  items:\n", "  »items:\n"),
             says="10000.50 EUR are planned, and the ceiling is 10000.00 EUR"),
        case("no whole", ("tools: 30 %", "tools: 20 %"), ("  split:", "  »split:"), says="add up to 90 %"),
        case("all of it", ("planned: 4000", "planned: 7000")),
        case("own share", ("planned: 4000", "planned: 7001"), ("  items:\n", "  share: 1 %\n  items:\n")),
    ),
    "KIF717": (
        case("no title", ("    title: Weniger Rest\n", ""), ("  waste:\n", "  »waste:\n"), says="lacks title"),
        case("no figure", ("    target: 20\n    due: 2027-03-31\n", ""), ("  waste:\n", "  »waste:\n"),
             says="lacks target, due"),
        case("without a figure in the framework", ("  fit: {preset: all-fit", "  »fit: {preset: at-night"),
             says="lacks target, due"),
        case("a day is enough", ("preset: all-fit", "preset: window")),
        case("so is a year", ("preset: all-fit", "preset: money")),
    ),
    "KIF718": (
        case("sponsor", ("sponsor: R-01", "sponsor: »Erika Muster"), says="such as R-01"),
        case("agreed", ("date: 2026-10-02, person: R-02", "date: 2026-10-02, person: »Erika Muster")),
        case("owner", ("check: {owner: R-01", "check: {owner: »Erika Muster")),
        case("rotation", ("{person: P-001", "{person: »Erika"), says="no pseudonym of a person"),
        case("an office", ("sponsor: R-01", "sponsor: GF")),
    ),
}  # fmt: skip
