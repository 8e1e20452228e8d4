"""A suppression hides nothing any more.

What it does: looks for inline comments, per-file ignores and baseline entries that no finding answers to.
Why: it would hide the next finding of its kind, which nobody has looked at.
Bad: ``kif: ignore[KIF218] quoted from the law`` as a comment on a line that has become short enough
Good: the line without the comment
"""

from kiframework.diagnostics import Severity

CODE = "KIF301"  # raised in api/selection.py
NAME = "unused-suppression"
SEVERITY = Severity.WARNING
