"""The message catalogue: what reports say apart from the framework's own words, in every language.

``templates/texts.yaml`` maps a key to its text per language, in the same form as texts of the framework. A key that
ends in ``.one`` or ``.other`` is one of two forms of a message about ``n`` things; it is asked for without the ending.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

import yaml

from kiframework.diagnostics import did_you_mean
from kiframework.errors import KiframeworkError
from kiframework.resources import data_folder

Catalogue = Mapping[str, Mapping[str, str]]
"""Key -> language -> text."""

FILE_NAME = "texts.yaml"
"""Name of the catalogue in a template folder."""
LANGUAGES = ("de", "en")
"""Languages of the built-in catalogue."""

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


class Texts:
    """The messages of one language.

    ``texts("person.gaps", n=3)`` fills ``{n}`` with 3, ``{word}`` with "three" and ``{Word}`` with "Three".
    Placeholders are names only: a text that a company has changed can reach nothing but the values handed in.
    """

    def __init__(self, lang: str, changes: Catalogue | None = None, name: str = FILE_NAME) -> None:
        """Read the catalogue ``name`` and lay a company's ``changes`` over it.

        Raises :class:`KiframeworkError` for a change of a text that does not exist.
        """
        self.lang = lang
        catalogue = _built_in(name)
        for key in changes or {}:
            if key not in catalogue:
                raise KiframeworkError(f"There is no text '{key}' to be changed.", did_you_mean(key, catalogue))
        self.messages: Mapping[str, str] = _in_language(catalogue, lang) | _in_language(changes or {}, lang)
        self._words = self.messages.get("number.words", "").split()

    def __call__(self, key: str, **values: str | int | None) -> str:
        """Return the message for a key, its placeholders filled."""
        n = values.get("n")
        if isinstance(n, int):
            word = self._words[n] if 0 <= n < len(self._words) else str(n)
            values |= {"word": word, "Word": word[0].upper() + word[1:]}
            if key not in self.messages:
                key += ".one" if n == 1 else ".other"
        message = self.messages[key]
        return _filled(key, message, values) if "{" in message else message

    def __contains__(self, key: str) -> bool:
        """Whether there is a message for the key."""
        return key in self.messages


def _filled(key: str, message: str, values: Mapping[str, str | int | None]) -> str:
    def value(found: re.Match[str]) -> str:
        name = found[1]
        if name not in values:
            raise KiframeworkError(
                f"The text '{key}' uses the placeholder {{{name}}}, which does not exist there.",
                "use only: " + (", ".join(f"{{{known}}}" for known in sorted(values)) or "none"),
            )
        return str(values[name])

    return _PLACEHOLDER.sub(value, message)


@cache
def _built_in(name: str) -> Catalogue:
    # Our own small file: read without the loader's strictness, which siblings do not import.
    with (data_folder("templates") / name).open("rb") as file:
        catalogue: Catalogue = yaml.load(file, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - safe
    return catalogue


def _in_language(catalogue: Catalogue, lang: str) -> dict[str, str]:
    return {key: texts[lang] for key, texts in catalogue.items() if lang in texts}
