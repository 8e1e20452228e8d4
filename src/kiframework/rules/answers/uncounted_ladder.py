"""A ladder of questions does not count: it breaks off, or a key had run out.

What it does: asks of every ladder that it ends with a wrong answer or with its last question, and that every key was
known to be right on the day of the answers.
Why: a ladder that was left in the middle shows too low a level, and an outdated key marks people down who are right.
Bad: the first of three questions answered, and nothing else
Good: every question answered, "don't know" included
"""

from kiframework.diagnostics import Severity

CODE = "KIF408"  # raised in api/fitting.py
NAME = "uncounted-ladder"
SEVERITY = Severity.WARNING
