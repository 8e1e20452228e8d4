"""What a framework extends cannot be found, or is another version than the one asked for.

What it does: looks up the framework that ``extends`` names, built in or in a folder, and compares id and version.
Why: an overlay is a list of differences; over anything else than what it was written for they mean something else.
Bad: ``extends: ki-mittelstand``, or ``extends: ki-mittelstand@^1`` beside version 2.0.0
Good: ``extends: ki-mittelstand@^1``, or ``extends: ../sector@~1.2`` for a folder
"""

CODE = "KIF250"  # raised in loading/extending.py and loading/framework.py
NAME = "unknown-base"
