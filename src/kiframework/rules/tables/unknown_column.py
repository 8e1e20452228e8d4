"""A table of people has a column that nothing is known about.

What it does: compares the columns with the competencies of the framework, or with the columns of evidence.
Why: a misspelt competency would count as rated by nobody; age, sex and the like must not be there at all.
Bad: ``person,data-protecion``
Good: ``person,data-protection``
"""

CODE = "KIF802"  # raised in loading/bulk/columns.py
NAME = "unknown-column"
