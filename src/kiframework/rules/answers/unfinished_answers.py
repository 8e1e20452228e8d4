"""Answers were saved on the way and not finished.

What it does: looks whether the form was brought to its end.
Why: a pause file may be meant to be gone on with; taking it over would leave half a rating behind.
Bad: the file that "Pause" has saved
Good: the file that is downloaded at the end; or ``--partial``, if what is there shall count
"""

CODE = "KIF407"  # raised in api/import_answers.py
NAME = "unfinished-answers"
