"""What goes wrong with answers that come back: documentation only, the importer raises these codes itself."""

from kiframework.rules.answers import (
    bad_answer,
    changed_since,
    contradicting_rating,
    incomplete_answers,
    mixed_up_rows,
    uncounted_ladder,
    unfinished_answers,
    unmergeable_file,
    unreadable_answers,
)

ANSWER_RULES = (
    unreadable_answers,
    incomplete_answers,
    bad_answer,
    mixed_up_rows,
    changed_since,
    contradicting_rating,
    unfinished_answers,
    uncounted_ladder,
    unmergeable_file,
)
"""Sorted by code; they have no ``check``."""
