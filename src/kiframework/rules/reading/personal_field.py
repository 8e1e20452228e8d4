"""A skill file holds personal data that no rating may depend on.

What it does: looks for keys such as age, sex, health or address among the unknown keys at the top of skill files.
Why: such data would stand in every copy, and nothing may be computed from them (data minimisation, Art. 5(1)(c) GDPR).
Bad: ``age: 52``
Good: no such key; names go into a list of their own
"""

CODE = "KIF110"  # raised in loading/skills.py
NAME = "personal-field"
