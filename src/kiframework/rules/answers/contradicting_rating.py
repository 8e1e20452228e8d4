"""A rating round in the skill file says something else for the same competency, rater and day.

What it does: compares what came back with what stands there already. The same value again changes nothing, and remarks
that stand on one side only are kept. Answers to a ladder count once: not again because somebody else watched over them.
Why: one of the two is wrong, and which one only people know; an existing rating is never written over.
Bad: a workbook that says 2 where the skill file has 3 from the same rater and day
Good: one of the two corrected, or a new rating with its own date
"""

CODE = "KIF406"  # raised in api/import_answers.py
NAME = "contradicting-rating"
