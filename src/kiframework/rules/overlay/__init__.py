"""What goes wrong when one framework is laid over another: documentation only, the loader raises these codes itself."""

from kiframework.rules.overlay import (
    needed_elsewhere,
    nothing_to_change,
    nothing_to_remove,
    unknown_base,
    unmapped_scale,
)

OVERLAY_RULES = (unknown_base, nothing_to_change, nothing_to_remove, needed_elsewhere, unmapped_scale)
"""Sorted by code; they have no ``check``."""
