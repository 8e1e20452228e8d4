"""Rules as Markdown: readable on a terminal, and the pages of the documentation."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kiframework.model.validation import RuleText


def render_rules(rules: Iterable[RuleText]) -> str:
    """Return one section for each rule."""
    return "\n".join(map(_section, rules))


def _section(rule: RuleText) -> str:
    lines = [
        f"## {rule.code} {rule.name} ({rule.severity.value})",
        "",
        rule.summary,
        "",
        f"**What it does:** {rule.what}",
        "",
        f"**Why:** {rule.why}",
        "",
        f"**Bad:** {rule.bad}",
        "",
        f"**Good:** {rule.good}",
    ]
    return "\n".join(lines) + "\n"
