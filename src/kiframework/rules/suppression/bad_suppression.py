"""A comment that is to hide a finding names no rule, an unknown one, or no reason.

What it does: reads every comment of the form ``kif: ignore[...]``.
Why: without codes it would hide everything, with a misspelt one nothing; without a reason nobody dares to remove it.
Bad: ``kif: ignore`` or ``kif: ignore[KIF219]`` as a comment
Good: ``kif: ignore[KIF219] quoted from the law`` as a comment
"""

from kiframework.diagnostics import Severity

CODE = "KIF302"  # raised in api/selection.py
NAME = "bad-suppression"
SEVERITY = Severity.WARNING
