"""A table says something twice: a role, a competency, or what a role requires of a competency.

What it does: compares ids of roles and competencies, and pairs of them in requirements. The first entry counts.
Why: two levels for the same pair cannot both hold, and which one is meant only people know.
Bad: two rows for the same role and competency
Good: one of them
"""

from kiframework.diagnostics import Severity

CODE = "KIF602"  # raised in loading/matrix/building.py
NAME = "repeated-entry"
SEVERITY = Severity.WARNING
