"""Rules for skill files. One rule per file."""
