"""A version is written as a bare number.

What it does: looks for a version of one or two numbers without quotes.
Why: other programs read 1.10 as the number 1.1, so two versions become one; Doorstop documents the same trap.
Bad: ``version: 1.10``
Good: ``version: "1.10.0"``
"""

CODE = "KIF014"  # raised in loading/binding.py
NAME = "version-not-text"
