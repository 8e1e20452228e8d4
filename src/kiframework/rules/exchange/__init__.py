"""What goes wrong when a framework is made of tables: documentation only, the importer raises these codes itself."""

from kiframework.rules.exchange import repeated_entry, unplaced_row

EXCHANGE_RULES = (unplaced_row, repeated_entry)
"""Sorted by code; they have no ``check``."""
