"""A column of a table of people holds something of another type than it must.

What it does: compares the types of columns: text for ids, whole numbers for levels, days for dates.
Why: whether "03" is 3 and to which day a moment with a time zone belongs cannot be known.
Bad: levels as text in a Parquet file; a timestamp with a time zone as date
Good: levels as integers of any size (or decimals that are whole), days as dates
"""

CODE = "KIF804"  # raised in loading/bulk/columns.py
NAME = "wrong-column-type"
