"""The message catalogue: what reports say apart from the framework's own words, in every language.

``templates/texts.yaml`` maps a key to its text per language, in the same form as texts of the framework. A key that
ends in ``.one`` or ``.other`` is one of two forms of a message about ``n`` things; it is asked for without the ending.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

import yaml

from kiframework.errors import KiframeworkError
from kiframework.resources import data_folder

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

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

    def __init__(self, lang: str, overlay: Path | None = None, name: str = FILE_NAME) -> None:
        """Read the catalogue ``name``, and over it the one of a company's template folder."""
        self.lang = lang
        messages = _in_language(_built_in(name), lang)
        if overlay is not None and (overlay / name).is_file():
            messages |= _in_language(_read(overlay / name), lang)
        self.messages: Mapping[str, str] = messages
        self._words = messages.get("number.words", "").split()

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
def _built_in(name: str) -> dict[str, dict[str, str]]:
    return _read(data_folder("templates") / name)


def _read(path: Path) -> dict[str, dict[str, str]]:
    # Siblings do not import each other, so this small trusted file is read without the loader's strictness.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        with path.open("rb") as file:
            data = yaml.load(file, Loader=loader)  # noqa: S506 - a safe loader, chosen above
    except (OSError, yaml.YAMLError, UnicodeDecodeError) as error:
        raise KiframeworkError(f"The message catalogue {path} cannot be read: {_one_line(error)}") from error
    return {} if data is None else _checked(data, path)


def _checked(data: Any, path: Path) -> dict[str, dict[str, str]]:
    message = f"The message catalogue {path} has to map every key to its text per language"
    if not isinstance(data, dict):
        raise KiframeworkError(f"{message}.", "for example: cover.title: {de: ..., en: ...}")
    for key, texts in data.items():
        if not isinstance(texts, dict) or not all(isinstance(text, str) for text in texts.values()):
            raise KiframeworkError(f"{message}; '{key}' does not.", "for example: cover.title: {de: ..., en: ...}")
    return data


def _in_language(catalogue: Mapping[str, Mapping[str, str]], lang: str) -> dict[str, str]:
    return {key: texts[lang] for key, texts in catalogue.items() if lang in texts}


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
