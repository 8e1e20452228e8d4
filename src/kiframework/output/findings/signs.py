"""Keeps words of unknown origin from being obeyed: by a terminal, by the log of a CI service, by an encoder."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiframework.diagnostics import Location

# CI services obey "##[command]" and "##vso[command]" wherever they stand in a line of the log.
_COMMAND = re.compile(r"##(?=[A-Za-z.]*\[)")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def shown(text: str) -> str:
    """Return a text on one line; signs that would steer a terminal are written as escapes."""
    if not text.isprintable():
        text = "".join(map(shown_sign, text))
    return disarmed(text)


def shown_sign(sign: str) -> str:
    """Return one sign, or its escape where it is no visible one."""
    return sign if sign.isprintable() else repr(sign)[1:-1]


def disarmed(line: str) -> str:
    """Return a line that the log of a CI service takes for plain text; it stays as wide as it was."""
    return _COMMAND.sub("#·", line) if "##" in line else line


def shown_place(place: Location) -> str:
    """Write a place so that it may begin a line, also with a colon behind it: ``::`` would begin a command."""
    text = shown(str(place))
    return f"./{text}" if text.lstrip().startswith(":") else text


def encodable(text: str) -> str:
    """Return a text that every encoder takes: halves of signs, as in names of files that are no text, are replaced."""
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


def repository_path(path: str) -> str:
    """Return the path as the platforms know the file: without a leading ``./``."""
    return encodable(path.removeprefix("./"))
