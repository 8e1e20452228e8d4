"""A person stands in more than one row of tables with a row per person.

What it does: looks for every person in all files of the run.
Why: it cannot be said which of the rows counts; with --on-error skip all of them are left out.
Bad: two rows ``P-001``, in one file or in two
Good: one row for each person
"""

CODE = "KIF806"  # raised in loading/bulk/people.py
NAME = "repeated-person"
