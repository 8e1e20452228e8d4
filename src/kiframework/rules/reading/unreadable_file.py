"""A file or folder cannot be read.

What it does: opens every file that was asked for.
Why: what cannot be read is not checked, and a run that skipped it silently would look clean.
Bad: a path that does not exist, a folder in place of a file, or a file without permission to read
Good: a readable file; ``-`` for standard input
"""

CODE = "KIF001"  # raised in loading/files.py, api/setting.py and api/targets.py
NAME = "unreadable-file"
