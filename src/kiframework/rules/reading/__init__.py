"""What goes wrong while files are read: documentation only, the reader raises these codes itself."""

from kiframework.rules.reading import (
    bad_id,
    duplicate_key,
    empty_file,
    invalid_yaml,
    missing_key,
    not_utf_8,
    person_without_role,
    personal_field,
    too_large,
    unknown_key,
    unknown_kind_of_file,
    unreadable_file,
    version_not_text,
    wrong_value,
)

READING_RULES = (
    unreadable_file,
    not_utf_8,
    invalid_yaml,
    too_large,
    duplicate_key,
    empty_file,
    unknown_key,
    missing_key,
    wrong_value,
    bad_id,
    version_not_text,
    unknown_kind_of_file,
    personal_field,
    person_without_role,
)
"""Sorted by code; they have no ``check``."""
