"""Files of one run hold different things.

What it does: compares what every file holds with the first: a row per person, or a row per value.
Why: a person cannot be joined from agreed levels and from evidence: it is not known which of them is newer.
Bad: a folder with a file of levels and a file of evidence
Good: a folder for each of the two
"""

CODE = "KIF805"  # raised in loading/bulk/columns.py
NAME = "mixed-tables"
