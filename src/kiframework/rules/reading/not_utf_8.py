"""A file is not encoded in UTF-8.

What it does: decodes every file as UTF-8; a byte order mark is allowed.
Why: guessing at an encoding turns umlauts into other letters without anybody noticing.
Bad: a file saved as Windows-1252 or UTF-16
Good: the same file saved with the encoding UTF-8
"""

CODE = "KIF002"  # raised in loading/files.py
NAME = "not-utf-8"
