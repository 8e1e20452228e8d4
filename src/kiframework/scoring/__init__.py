"""From evidence to readiness, in exact fractions. Knows no files, no clock, no language."""
