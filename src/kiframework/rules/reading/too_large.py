"""A file is larger, or nests deeper, than any framework needs.

What it does: limits bytes, depth and the number of values, aliases counted in full, before anything is built.
Why: a few lines of aliases or brackets can fill the memory of a machine or crash the reader; a run in CI must end.
Bad: a file of 20 MB, 1,000 nested brackets, or nine lists that each hold ten aliases of the one before
Good: a framework split over the files of ``competencies/`` and ``roles/``
"""

CODE = "KIF004"  # raised in loading/files.py and in loading/yaml.py
NAME = "too-large"
