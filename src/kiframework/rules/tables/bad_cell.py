"""A cell of a table of people holds no value of its column.

What it does: reads every level as a whole number and every date as YYYY-MM-DD.
Why: "2,5" or "n/a" may mean anything; an empty cell means that nothing is known.
Bad: ``2,5`` or ``n/a`` in the column of a competency; ``20.11.2026`` as date
Good: ``2``, or nothing; ``2026-11-20``
"""

CODE = "KIF807"  # raised in loading/bulk/cells.py
NAME = "bad-cell"
