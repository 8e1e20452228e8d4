"""A value is not of the kind that belongs there.

What it does: checks type, range and form of every value: numbers, days, words, lists, mappings.
Why: a guess at what was meant would be a guess at somebody's score. A decimal comma that was read as two numbers made
an assessment wrong for all German users of a peer (OWASP AIMA #85).
Bad: ``level: drei``, ``review_by: 31.12.2026`` or ``factor: 0,5``
Good: ``level: 3``, ``review_by: 2026-12-31`` and ``factor: 0.5``
"""

CODE = "KIF012"  # raised in loading/, mostly in loading/binding.py
NAME = "wrong-value"
