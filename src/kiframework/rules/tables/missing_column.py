"""A table of people lacks a column.

What it does: looks for ``person``, for the columns of evidence, and for levels that other files of the run have.
Why: without them nobody can be scored; a level that only one file lacks was most likely lost on the way (a warning).
Bad: ``id,data-protection``
Good: ``person,data-protection``
"""

CODE = "KIF803"  # raised in loading/bulk/columns.py
NAME = "missing-column"
