"""YAML as editors read it: plain scalars by the core schema of YAML 1.2, every key as text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Callable

_PLAIN: dict[str, Callable[[str], Any]] = {
    r"~|null|Null|NULL|": lambda _: None,
    r"true|True|TRUE|false|False|FALSE": lambda text: text.lower() == "true",
    r"[-+]?[0-9]+": int,
    r"0o[0-7]+|0x[0-9a-fA-F]+": lambda text: int(text, 0),
    r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?": float,
    r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)": lambda text: float(text.replace(".", "")),
}


def read_as_editor(text: str) -> Any:
    """Return the data that an editor holds against a schema. PyYAML's own rules are those of YAML 1.1."""
    return _value(composed(text))


def composed(text: str) -> yaml.Node:
    """Return the document as nodes; it holds something."""
    node = yaml.compose(text, yaml.CSafeLoader)
    assert node is not None
    return node


def is_plain(node: yaml.ScalarNode) -> bool:
    """Tell whether a scalar stands there without quotes. libyaml and PyYAML say so in different ways."""
    return node.style in (None, "")


def _value(node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {key.value: _value(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(one) for one in node.value]
    assert isinstance(node, yaml.ScalarNode)
    if is_plain(node):
        for pattern, convert in _PLAIN.items():
            if re.fullmatch(pattern, node.value):
                return convert(node.value)
    return node.value
