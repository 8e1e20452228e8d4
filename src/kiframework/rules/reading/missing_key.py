"""A key that must be there is missing.

What it does: compares every mapping with the model.
Why: there is no value that could be assumed in its place.
Bad: a competency without ``weight``
Good: a competency with ``weight: 2``
"""

CODE = "KIF011"  # raised in loading/binding.py
NAME = "missing-key"
