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
