"""A person has no role to be assessed against.

What it does: looks for a role in the files of every person who is assessed; ``validate`` does not ask for one.
Why: without required levels there is no gap and no score.
Bad: ``person: P-001`` with ratings only
Good: ``person: P-001`` and ``role: lead-generator``, or a role on the command line
"""

CODE = "KIF111"  # raised in api/share.py
NAME = "person-without-role"
