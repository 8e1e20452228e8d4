"""The quick check as one HTML file to hand out: no connection, nothing stored, no key of any ladder in it.

What the page knows is put together here from a list of what it may know. Keys and rationales are not on it: they stay
where the answers come back to.
"""

from __future__ import annotations

import base64
import hashlib
import json
from typing import TYPE_CHECKING, Any

from kiframework.model.questions import ChoiceItem
from kiframework.output.frame_view import notice
from kiframework.output.palette import accent_colours
from kiframework.output.sandbox import environment
from kiframework.output.texts import LANGUAGES, Texts
from kiframework.output.wording import in_language
from kiframework.resources import data_folder

if TYPE_CHECKING:
    from pathlib import Path

    from kiframework.model.answers import Questionnaire, Start
    from kiframework.model.base import Text
    from kiframework.model.questions import Item
    from kiframework.output.edition import Branding

    Json = dict[str, Any]

_PREFIX = "form."
"""What begins the keys of texts that the page shows."""


def render_form(questionnaire: Questionnaire, start: Start, looks: Branding, lang: str, tool_version: str) -> str:
    """Return the page; it opens in ``lang`` and can be switched to the other languages of the catalogue."""
    from markupsafe import Markup

    folders = [data_folder("templates")] if looks.templates is None else [looks.templates, data_folder("templates")]
    accent = accent_colours(looks.accent)
    colours = f":root{{--accent:{accent.light};--accent-dark:{accent.dark}}}\n"
    style = f"\n{colours}{_first(folders, 'quickcheck.css')}"
    script = f"\n{_first([data_folder('templates')], 'quickcheck.js')}"
    page = _Page(questionnaire, start, looks).data(lang, tool_version)
    texts = Texts(lang, looks.texts)
    role = _words(questionnaire, questionnaire.framework.roles[start.role].title, lang)
    return (
        environment(folders, None)
        .get_template("quickcheck.html.j2")
        .render(
            lang=lang,
            title=f"{texts('form.kind')}: {role}",
            noscript=[Texts(one, looks.texts)("form.noscript") for one in LANGUAGES],
            policy=_policy(style, script, pictures=looks.logo is not None),
            company=looks.company,
            logo=looks.logo,
            style=Markup(style),  # noqa: S704 - the sheet is ours, or the company's own
            script=Markup(script),  # noqa: S704 - ours
            data=Markup(_embedded(page)),  # noqa: S704 - escaped
        )
    )


def _first(folders: list[Path], name: str) -> str:
    return next(folder / name for folder in folders if (folder / name).is_file()).read_text("utf-8")


def _policy(style: str, script: str, *, pictures: bool) -> str:
    """Return a content security policy: nothing but these two blocks, and no connection to anywhere."""
    allowed = ["default-src 'none'", f"style-src {_hash(style)}", f"script-src {_hash(script)}"]
    allowed += ["img-src data:"] if pictures else []
    return "; ".join([*allowed, "base-uri 'none'", "form-action 'none'"])


def _hash(block: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(block.encode()).digest()).decode()}'"


def _embedded(data: Json) -> str:
    """Return data as JSON that cannot end the block it stands in."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _words(questionnaire: Questionnaire, text: Text, lang: str) -> str:
    return in_language(questionnaire.framework, text, lang)


class _Page:
    """What the page knows, every text in every language."""

    def __init__(self, questionnaire: Questionnaire, start: Start, looks: Branding) -> None:
        self._asked = questionnaire
        self._start = start
        self._looks = looks
        self._framework = questionnaire.framework
        self._texts = {lang: Texts(lang, looks.texts) for lang in LANGUAGES}

    def data(self, lang: str, tool_version: str) -> Json:
        """Return everything the script of the page works with."""
        framework = self._framework
        source = framework.sources[self._start.source]
        return {
            "start": self._start.document(),
            "lang": lang,
            "pattern": framework.scoring.person_pattern,
            "unknown": "dont_know" if source.by_person else "not_observable",
            "evidence": not source.by_person,
            "rater": not source.by_person and self._start.rater is None,
            "texts": {one: self._messages(texts) for one, texts in self._texts.items()},
            "role": self._in_all(framework.roles[self._start.role].title),
            "source": self._in_all(source.title),
            "framework": self._in_all(framework.title),
            "version": f"{self._start.framework} · kiframework {tool_version}",
            "notice": {one: self._notice(texts) for one, texts in self._texts.items()},
            "pillars": {pillar.id: self._in_all(pillar.title) for pillar in framework.pillars},
            "competencies": [self._competency(name) for name in self._asked.competencies],
            "items": [self._item(name, one) for name, ladder in self._asked.ladders.items() for one in ladder],
        }

    def _messages(self, texts: Texts) -> dict[str, str]:
        return {key.removeprefix(_PREFIX): text for key, text in texts.messages.items() if key.startswith(_PREFIX)}

    def _notice(self, texts: Texts) -> list[list[str]]:
        purpose = [texts("notice.purpose.label"), _words(self._asked, self._framework.purpose, texts.lang)]
        facts = notice(texts, "form", self._looks.company, self._framework.scoring.groups.smallest)
        return [purpose, *([fact.label, fact.text] for fact in facts)]

    def _in_all(self, text: Text) -> dict[str, str]:
        return {lang: _words(self._asked, text, lang) for lang in LANGUAGES}

    def _competency(self, name: str) -> Json:
        competency = self._framework.competencies[name]
        ceiling = self._framework.sources[self._start.source].ceiling
        levels = [step for step in self._framework.scale if ceiling is None or step.level <= ceiling]
        return {
            "id": name,
            "pillar": competency.pillar,
            "title": self._in_all(competency.title),
            "stem": self._in_all(self._asked.stems[name]),
            "levels": [self._in_all(competency.anchors.get(step.level) or step.meaning) for step in levels],
        }

    def _item(self, competency: str, item: Item) -> Json:
        shown: Json = {"id": item.id, "competency": competency, "stem": self._in_all(item.stem)}
        if isinstance(item, ChoiceItem):
            return shown | {"options": list(map(self._in_all, item.options))}
        parts = [self._in_all(part.text) for part in item.parts]
        return shown | {"options": list(map(self._in_all, item.choices)), "parts": parts}
