"""Turns assessments into plans: who learns what, in which order, with whom."""
