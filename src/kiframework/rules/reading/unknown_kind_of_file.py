"""A file is neither part of a framework nor a skill file.

What it does: looks at the keys at the top of every file that was asked for.
Why: a file that nobody knows how to check would pass unseen; most likely its first key is misspelt.
Bad: a file with ``persn: P-001`` and ``ratings`` at its top
Good: ``person: P-001``
"""

CODE = "KIF015"  # raised in api/targets.py
NAME = "unknown-kind-of-file"
