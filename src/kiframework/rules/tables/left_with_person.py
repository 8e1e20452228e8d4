"""A row of evidence is right, and left out because another row of the same person is wrong.

What it does: leaves out the whole person, with --on-error skip, as soon as one of their rows has an error.
Why: a person scored on part of what is known of them would come out too low or too high.
Bad: a row of a person who has another row with level 7 on a scale that ends at 4
Good: rows of people without errors
"""

CODE = "KIF809"  # raised in loading/bulk/buckets.py
NAME = "left-with-person"
