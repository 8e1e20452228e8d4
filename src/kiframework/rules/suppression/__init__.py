"""What is wrong with suppressions: documentation only, whoever applies them raises these codes."""

from kiframework.rules.suppression import (
    bad_suppression,
    unused_suppression,
)

SUPPRESSION_RULES = (
    unused_suppression,
    bad_suppression,
)
"""Sorted by code; they have no ``check``."""
