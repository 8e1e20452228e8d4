"""``kiframework rule``: what a code means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiframework.diagnostics import did_you_mean
from kiframework.errors import KiframeworkError
from kiframework.rules.catalogue import rule_texts

if TYPE_CHECKING:
    from kiframework.model.validation import RuleText


def explained_rules(wanted: str | None) -> tuple[RuleText, ...]:
    """Return one rule by its code or name, or all of them. Raises :class:`KiframeworkError` if there is none."""
    rules = rule_texts()
    if wanted is None:
        return tuple(rules.values())
    names = {rule.name: rule for rule in rules.values()}
    found = rules.get(wanted.upper()) or names.get(wanted.lower())
    if found is None:
        help_ = did_you_mean(wanted, [*rules, *names]) or "kiframework rule --all lists all of them"
        raise KiframeworkError(f"There is no rule '{wanted}'.", help_)
    return (found,)
