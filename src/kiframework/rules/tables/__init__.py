"""What goes wrong with tables of people: documentation only, the reader raises these codes itself."""

from kiframework.rules.tables import (
    bad_cell,
    damaged_table,
    left_with_person,
    missing_column,
    mixed_tables,
    ragged_row,
    repeated_person,
    unknown_column,
    wrong_column_type,
)

TABLE_RULES = (
    damaged_table,
    unknown_column,
    missing_column,
    wrong_column_type,
    mixed_tables,
    repeated_person,
    bad_cell,
    ragged_row,
    left_with_person,
)
"""Sorted by code; they have no ``check``."""
