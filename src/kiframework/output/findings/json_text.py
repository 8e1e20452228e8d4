"""JSON that is the same everywhere and safe to print: what steers a terminal or a CI service is escaped."""

from __future__ import annotations

import json
import re
from typing import Any

from kiframework.output.findings.signs import encodable

_BEYOND_ASCII = re.compile(r"[^\n -~]")


def json_text(data: Any) -> str:
    """Return data as a JSON document, its keys in the order given, with a line break at the end."""
    text = encodable(json.dumps(data, ensure_ascii=False, indent=1))
    # Two of these marks would begin a command in the log of a CI service. They stand in strings only.
    return _BEYOND_ASCII.sub(_visible, text).replace("##", "#\\u0023") + "\n"


def _visible(found: re.Match[str]) -> str:
    return found[0] if found[0].isprintable() else json.dumps(found[0])[1:-1]
