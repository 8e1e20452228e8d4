"""A file of people is damaged, or is not what its name says.

What it does: opens Parquet, Arrow and CSV files and reads every part of them.
Why: a file that was cut off while it was written or copied holds only some people; a result of it would look whole.
Bad: a Parquet file of which the last half is missing; an Arrow stream; two columns of one name
Good: a whole file whose ending says what it is: ``.parquet``, ``.arrow``, ``.feather``, ``.ipc``, ``.csv``, ``.tsv``
"""

CODE = "KIF801"  # raised in loading/bulk
NAME = "damaged-table"
