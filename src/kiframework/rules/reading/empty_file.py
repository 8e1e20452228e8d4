"""A file holds nothing.

What it does: looks whether a file has any content besides comments.
Why: most likely saving it went wrong; read as a file without entries, it would hide that.
Bad: a file of 0 bytes, or of comments only
Good: a file with content, or no file
"""

CODE = "KIF006"  # raised in loading/yaml.py
NAME = "empty-file"
