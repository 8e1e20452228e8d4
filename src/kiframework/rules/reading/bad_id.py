"""An id has a form that ids cannot have.

What it does: compares every id with its pattern: small letters, digits and hyphens, a letter first; sources of evidence
have underscores in place of hyphens.
Why: ids stand in file names, commands and other people's files; capitals, blanks and umlauts are written differently by
everyone.
Bad: ``Prompt Engineering: {...}``
Good: ``prompt-engineering: {...}``
"""

CODE = "KIF013"  # raised in loading/binding.py
NAME = "bad-id"
