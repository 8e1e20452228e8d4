"""Rules for frameworks. One rule per file."""
