"""A text is not there in every language of the framework, or in one that the framework does not have.

What it does: compares the languages of every text with ``languages``. A text that begins with the mark of a stub counts
as missing.
Why: reports in that language would show a gap, or another language in the middle.
Bad: ``title: {de: Umgraben}`` in a framework with ``languages: [de, en]``
Good: ``title: {de: Umgraben, en: Digging}``
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from kiframework.diagnostics import Diagnostic, Edit, Fix, Severity
from kiframework.model.checks import STUB
from kiframework.rules.parts import texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel

    from kiframework.diagnostics import Places
    from kiframework.model.framework import Framework
    from kiframework.rules.base import ContentContext

CODE = "KIF216"
NAME = "missing-language"
SEVERITY = Severity.WARNING

_PLAIN_KEY = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)?").fullmatch
_NOT_IN_YAML = re.compile("[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def check(framework: Framework, source: Places, context: ContentContext) -> Iterator[Diagnostic]:  # noqa: ARG001
    """Yield one diagnostic per text and language."""
    return check_texts(framework, framework, source)


def check_texts(model: BaseModel, framework: Framework, source: Places) -> Iterator[Diagnostic]:
    """Yield one diagnostic per text and language of a framework, or of something that belongs to it."""
    declared = dict.fromkeys(framework.languages)
    for path, words in texts(model):
        if words.keys() != declared.keys():
            yield from _wrong_languages(framework, source, path, words)
        for language, text in words.items():
            if text.startswith(STUB) and language in declared:
                message = f"The text in '{language}' is still to be written."
                yield Diagnostic(CODE, message, source.value([*path, language]), SEVERITY)


def _wrong_languages(
    framework: Framework, source: Places, path: tuple[Any, ...], words: dict[str, str]
) -> Iterator[Diagnostic]:
    for language in framework.languages:
        if language not in words:
            fix = _stub(framework, source, path, words, language)
            yield Diagnostic(CODE, f"The text in '{language}' is missing.", source.key(path), SEVERITY, fix=fix)
    for language in words:
        if language not in framework.languages:
            message = f"The framework has no texts in '{language}'."
            help_ = "add it to 'languages', or remove it here"
            yield Diagnostic(CODE, message, source.key([*path, language]), SEVERITY, help=help_)


def _stub(
    framework: Framework, source: Places, path: tuple[Any, ...], words: dict[str, str], language: str
) -> Fix | None:
    """Return the fix that puts in a stub before the first language of a text, if that language can be found."""
    if not words:
        return None
    mapping, first = source.value(path), source.key([*path, next(iter(words))])
    model = next((words[one] for one in framework.languages if one in words), next(iter(words.values())))
    key = language if _PLAIN_KEY(language) else _quoted(language)
    entry = f"{key}: {_quoted(f'{STUB} {model.removeprefix(STUB).strip()}')}"
    # Indented mappings begin where their first key does, those in braces at the brace.
    if mapping[1:3] == first[1:3]:
        entry += "\n" + " " * (first.column - 1)
    elif mapping.line == first.line:
        entry += ", "
    else:
        return None
    where = first._replace(end_line=first.line, end_column=first.column)
    return Fix(f"put in a stub for '{language}'", (Edit(where, entry),), safe=False)


def _quoted(text: str) -> str:
    """Write a text between double quotes, so that YAML reads it whatever it holds."""
    return _NOT_IN_YAML.sub(lambda found: json.dumps(found[0])[1:-1], json.dumps(text, ensure_ascii=False))
