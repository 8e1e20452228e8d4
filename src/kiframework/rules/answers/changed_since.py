"""The framework or a question has changed since the form was handed out.

What it does: compares version, hash and the wording of questions with those of today. Answers are taken by id; what
exists no more is left out, and so is a ladder with a reworded question.
Why: forms come back months later; answers given to another wording are not the same answers.
Bad: a form of version 1.0.0 that comes back after ``mlops`` was removed in 2.0.0
Good: a form handed out and taken back with the same version
"""

from kiframework.diagnostics import Severity

CODE = "KIF405"  # raised in api/fitting.py
NAME = "changed-since"
SEVERITY = Severity.WARNING
