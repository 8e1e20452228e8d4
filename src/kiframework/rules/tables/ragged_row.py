"""A line of a CSV file has more or fewer values than there are columns.

What it does: counts the values of each line.
Why: from the first missing value on, every level would count for another competency.
Bad: ``P-001,3`` below ``person,ai-fundamentals,data-protection``
Good: ``P-001,3,``
"""

CODE = "KIF808"  # raised in loading/bulk/separated.py
NAME = "ragged-row"
