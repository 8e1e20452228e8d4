"""Rows or cells were moved so that it cannot be said which answer belongs to which competency.

What it does: compares the title in every row with the hidden id, and looks for doubled rows and merged cells.
Why: sorting part of a table, or merging cells, puts answers beside the wrong competency without a trace.
Bad: the column of titles sorted alone; one merged cell over the answers of three rows
Good: whole rows sorted, each with its id
"""

CODE = "KIF404"  # raised in loading/answers
NAME = "mixed-up-rows"
