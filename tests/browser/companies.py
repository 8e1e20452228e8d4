"""Companies to report on, made up for these tests and written as the files a user would write."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import yaml
from tests.browser.texts import BROKEN, HOSTILE, UNBROKEN, harmless, hostile

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.texts import Voice

HIGHEST = 7
ROLES = {
    "anlagenfahrer": "Arbeitsvorbereitungs- und Fertigungssteuerungsverantwortliche",
    "sicherheit": "Betriebssicherheitsverordnungsbeauftragtenstellvertretung",
}
PILLARS = {
    "recht": "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz",
    "technik": "Technik",
    "umgang": "Umgang mit Kundinnen und Kunden",
}
COMPETENCIES = {
    "aufsicht": ("recht", "Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung"),
    "haftung": ("recht", "Kraftfahrzeug-Haftpflichtversicherungsbeitragsrückerstattung beantragen"),
    "fristen": ("recht", "Fristen"),
    "wartung": ("technik", "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"),
    "messen": ("technik", "Geschwindigkeitsmessgeräteeichordnung anwenden und dabei Abweichungen dokumentieren"),
    "pumpen": ("technik", "Pumpen"),
    "ventile": ("technik", "Sicherheitsventile prüfen"),
    "beschwerden": ("umgang", "Beschwerdebearbeitungsverfahrensvereinfachung"),
    "telefon": ("umgang", "Telefon"),
    "uebergabe": ("umgang", "Schichtübergabegespräche führen"),
}
REAL_NAMES = (
    "Zoë Ångström-Łukaszewicz",
    "Maximiliane von Hohenlohe-Waldenburg",
    "O’Brien & Söhne",
    "Ng",
    "李小龙",
    "Αλέξανδρος Παπαδόπουλος",
)


def write_company(folder: Path, voice: Voice = harmless, endless: bool = False) -> Path:
    """Write a workspace with a framework of its own, six people in one role, and names; return the folder.

    ``voice`` speaks every text in it. With ``endless``, remarks and one name are 10,000 characters long.
    """
    skills = folder / "skills"
    skills.mkdir(parents=True)
    (folder / "kiframework.toml").write_text(_settings(voice), "utf-8")
    (folder / "logo.svg").write_text(_LOGO, "utf-8")
    _write(folder / "rahmen.yaml", framework(voice))
    for number in range(1, 7):
        _write(skills / f"AB{number:04}.yaml", _skills(number, voice, endless))
    _write(folder / "names.yaml", _names(voice, endless))
    return folder


_LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40"><script>alert(1)</script>'
    '<rect width="120" height="40" fill="#446688"/></svg>'
)


def _settings(voice: Voice) -> str:
    # Text of JSON is text of TOML, once surrogates are out of the way. Yellow on white is what no accent should be.
    company, line = (json.dumps(voice(text), ensure_ascii=False) for text in ("Pumpen AG", "Vertraulich"))
    return (
        f"company = {company}\nconfidentiality = {{de = {line}}}\naccent = '#ffee00'\nlogo = 'logo.svg'\n"
        "framework = 'rahmen.yaml'\nworks_council = {state = 'none'}\n"
    )


def _write(path: Path, data: Any) -> None:
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")


def framework(voice: Voice) -> dict[str, Any]:
    """Return a framework that shares nothing with the built-in one: levels 0 to 7, three pillars, no baseline."""

    def text(words: str) -> dict[str, str]:
        return {"de": voice(words)}

    return {
        "id": "pumpen",
        "version": "2.3.4",
        "languages": ["de"],
        "title": text("Anlagenbetriebskompetenzrahmen"),
        "description": text("Was wir können."),
        "purpose": text("Nur zur Fortbildung."),
        "license": "CC0-1.0",
        "weights": {"lowest": 1, "highest": 9},
        "scale": [
            {"level": level, "title": text(f"Stufe {level}"), "meaning": text("So weit.")}
            for level in range(HIGHEST + 1)
        ],
        "pillars": [
            {"id": id_, "title": text(words), "meaning": text("Dazu gehört:")} for id_, words in PILLARS.items()
        ],
        "principles": [{"id": "ruhe", "title": text("Ruhe bewahren"), "meaning": text("Erst denken.")}],
        "scoring": _scoring(voice),
        "competencies": {
            id_: {
                "pillar": pillar,
                "title": text(words),
                "meaning": text("Das ist gemeint."),
                "weight": 1 + len(words) % 9,
                "anchors": {level: text(f"Zeigt Stufe {level}.") for level in range(0, HIGHEST + 1, 2)},
            }
            for id_, (pillar, words) in COMPETENCIES.items()
        },
        "roles": {id_: _role(number, words, voice) for number, (id_, words) in enumerate(ROLES.items())},
    }


def _role(number: int, words: str, voice: Voice) -> dict[str, Any]:
    asked = {
        id_: {"level": (3 * place + number) % HIGHEST + 1, "must_have": place % 4 == 0}
        for place, id_ in enumerate(COMPETENCIES)
    }
    return {
        "title": {"de": voice(words)},
        "purpose": {"de": voice("Hält den Betrieb am Laufen.")},
        "requirements": asked,
    }


def _scoring(voice: Voice) -> dict[str, Any]:
    def text(words: str) -> dict[str, str]:
        return {"de": voice(words)}

    return {
        "person_pattern": "^[A-Z]{2}[0-9]{4}$",
        "sources": [
            {"id": "selbst", "title": text("Selbstauskunft"), "weight": 1, "confirms": False, "by_person": True},
            {"id": "pruefung", "title": text("Sachkundenachweisprüfungsergebnis"), "weight": 4, "confirms": True},
        ],
        "shares": [{"below": 0.5, "level": 2}, {"level": 6}],
        "age": [{"up_to_days": 900, "factor": 1}],
        "clarify_from": 3,
        "near_within": 1,
        "must_have_factor": 3,
        "coverage": {"overall": 0.5, "pillar": 0.3},
        "bands": [
            {"id": "sehr-gut", "title": text("uneingeschränkt einsatzbereit"), "score": 0.95, "pillar": 0.9},
            {"id": "gut", "title": text("gut"), "score": 0.8},
            {"id": "mittel", "title": text("überwiegend unterweisungsbedürftig"), "score": 0.6},
            {"id": "wenig", "title": text("wenig"), "score": 0.3},
            {"id": "neu", "title": text("neu")},
        ],
        "groups": {"smallest": 5, "share_step": 0.25},
        "agreement": {"own_source": "selbst", "smallest_pairs": 10, "smallest_people": 5, "alarm_below": 0.4},
    }


def _skills(number: int, voice: Voice, endless: bool) -> dict[str, Any]:
    asked = {id_: (3 * place) % HIGHEST + 1 for place, id_ in enumerate(COMPETENCIES)}
    # The first person is rated in everything, the others miss more and more.
    rated = list(asked.items())[: len(asked) - number + 1]
    own = {id_: min(HIGHEST, level + number % 3) for id_, level in rated}
    remarks = _remarks(voice, endless)
    tested = {
        id_: {"level": max(0, level - (place + number) % 4), **remarks[place % len(remarks)]}
        for place, (id_, level) in enumerate(rated)
        if place != 1
    }
    out = {} if number == 1 else {"not_applicable": [{"competency": "uebergabe", "reason": voice("Keine Schicht.")}]}
    return {
        "person": f"AB{number:04}",
        "role": "anlagenfahrer",
        "ratings": [
            {"source": "selbst", "date": "2026-11-02", "note": voice("Fragebogen"), "levels": own},
            {"source": "pruefung", "date": "2026-11-03", "note": voice("Prüfung"), "levels": tested},
        ],
        **out,
    }


def _remarks(voice: Voice, endless: bool) -> list[dict[str, str]]:
    """Return what stands beside ratings; the same number of remarks with and without ``endless``."""
    texts = HOSTILE if endless else ("kurz",) * len(HOSTILE)
    kinds = ("evidence", "comment", "objection")
    return [{kind: f"{voice(kind)} {text}" for kind in kinds} for text in texts]


def _names(voice: Voice, endless: bool) -> dict[str, str]:
    names = {f"AB{number:04}": voice(name) for number, name in enumerate(REAL_NAMES, 1)}
    return names | {"AB0002": UNBROKEN, "AB0003": BROKEN} if endless else names


def write_hostile_company(folder: Path) -> Path:
    """Write a company that attacks whoever reads its reports, with a file that cannot be used and an evil name."""
    company = write_company(folder, hostile, endless=True)
    (company / "skills" / "<img src=x onerror=alert(1)>.yaml").write_text("person: [\n", "utf-8")
    return company


def write_harmless_company(folder: Path) -> Path:
    """Write the twin of the hostile company: the same structure, plain words."""
    company = write_company(folder)
    (company / "skills" / "a.yaml").write_text("person: [\n", "utf-8")
    return company


def write_newcomer(path: Path) -> Path:
    """Write a skill file of somebody about whom nothing is known."""
    path.write_text("person: P-900\nrole: lead-generator\n", "utf-8")
    return path


PEOPLE = 2_000
GOALS, ITEMS = 40, 200


def write_beginner(folder: Path) -> Path:
    """Write a workspace in which nothing is known but the day on which the project begins."""
    folder.mkdir(parents=True)
    (folder / "kiframework.toml").write_text("", "utf-8")
    (folder / "roadmap.yaml").write_text("start: 2027-01-04\n", "utf-8")
    return folder


def write_large_company(folder: Path, sample: Path) -> Path:
    """Write a company with more of everything than fits on a page, in the longest words; it grows out of ``sample``."""
    (folder / "skills").mkdir(parents=True)
    (folder / "pilots").mkdir()
    settings = (sample / "kiframework.toml").read_text("utf-8")
    (folder / "kiframework.toml").write_text(
        settings.replace("Musterwerk GmbH", f"{_longest(2)} mbH & Co. KG")
        .replace("nur für den", f"nur für {_longest(0)}")
        .replace("skills = ", "framework = 'own'\nskills = "),
        "utf-8",
    )
    for number in range(1, PEOPLE + 1):
        text = f"person: P-{number:04}\nrole: belegschaft-basis\n"
        (folder / "skills" / f"P-{number:04}.yaml").write_text(text, "utf-8")
    _write(folder / "roadmap.yaml", _crowded(yaml.safe_load((sample / "roadmap.yaml").read_text("utf-8"))))
    pilot = yaml.safe_load((sample / "pilots" / "lead-qualification.yaml").read_text("utf-8"))
    _write(folder / "pilots" / "lead-qualification.yaml", _wordy(pilot))
    (folder / "own" / "pilots").mkdir(parents=True)
    _write(folder / "own" / "framework.yaml", {"extends": "ki-mittelstand@^1", "id": "own", "version": "1.0.0"})
    _write(folder / "own" / "pilots" / "method.yaml", {"version": "1.0.0", "phases": list(map(_phase, range(4)))})
    return folder


def _longest(number: int) -> str:
    return [title for _, title in COMPETENCIES.values() if len(title) > 60][number % 3].split()[0]


def _phase(number: int) -> dict[str, Any]:
    return {
        "id": f"more-{number}",
        "title": {"de": f"{_longest(number)} {2027 + number}", "en": f"More {number}"},
        "first_month": 1 + number,
        "last_month": 30,
        "entry": ["verdict-scale"],
        "exit": ["verdict"],
        "work": {"de": "Alles", "en": "Everything"},
    }


def _crowded(roadmap: dict[str, Any]) -> dict[str, Any]:
    """Return a roadmap with many goals, much money and long pseudonyms."""
    roadmap["framework"] = "own@1.0.0"
    roadmap["revenue"]["amount"] = 987_654_321
    roadmap["uses"] = [{"title": f"Einsatz {number}"} for number in range(ITEMS)]
    for number in range(GOALS):
        roadmap["goals"][f"goal-{number}"] = {
            "title": f"{_longest(number)} im Jahr {2000 + number} mit {_longest(number + 1)} abstimmen",
            "metric": f"Anteil der {_longest(number + 2)}",
            "target": 1_234_567,
            "due": "2027-06-30",
            "actuals": [{"date": "2026-11-01", "value": number * 1000}],
        }
    for number in range(ITEMS):
        item = {"item": f"Posten {number}: {_longest(number)}", "category": "tools", "phase": "scale"}
        roadmap["budget"]["items"].append({**item, "planned": "98765432.55", "actual": "1234567.89"})
    for phase in roadmap["phases"].values():
        phase["owner"] = "R-1234567890123456789012345"
    return roadmap


def _wordy(pilot: dict[str, Any]) -> dict[str, Any]:
    """Return a pilot with long names, large figures, and no gate settled."""
    gates = {gate: {"state": "open", "reason": _longest(0)} for gate in pilot["gates"]}
    measure = {"title": f"{_longest(2)} je Monat", "unit": "Stück"}
    people = {"owner": "R-1234567890123456789012345", "approver": "R-9876543210987654321098765"}
    named = {"framework": "own@1.0.0", "title": f"{_longest(0)} und {_longest(1)}", "measure": measure, **people}
    pilot.pop("team", None)
    return {**pilot, **named, "gates": gates, "aim": {**pilot["aim"], "baseline": 1_234_567, "target": 98_765_432}}
