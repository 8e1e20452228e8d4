"""Something that answers need is missing: a column, the person, the date, the source.

What it does: looks for what a rating round cannot do without.
Why: a rating without a person or a day cannot be put anywhere, and nothing is made up.
Bad: a table without the column ``competency``; a workbook whose cell for the date is empty
Good: the workbook as it was handed out, with every yellow cell filled in
"""

CODE = "KIF402"  # raised in loading/answers
NAME = "incomplete-answers"
