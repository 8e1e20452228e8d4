"""A skill file cannot take up new ratings without being changed elsewhere.

What it does: puts ratings in as text, reads the result again, and keeps it only if everything else reads as before.
Why: comments, order and layout of a skill file belong to the people who keep it.
Bad: ``ratings`` that are an alias of something else; a file named after one person that is about another
Good: ``ratings`` as a list, each entry on lines of its own
"""

CODE = "KIF409"  # raised in api/skill_files.py
NAME = "unmergeable-file"
