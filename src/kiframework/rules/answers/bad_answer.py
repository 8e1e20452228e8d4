"""A cell or entry holds no answer.

What it does: reads every answer as a level, as one of the words for no value, or as an option of a question.
Why: "2.5", "2-3" or "good" may mean anything; each of them is named with its cell and left out.
Bad: ``2.5`` or ``#REF!`` in the column of answers
Good: ``2``, or an empty cell for no answer
"""

CODE = "KIF403"  # raised in loading/answers and api/fitting.py
NAME = "bad-answer"
