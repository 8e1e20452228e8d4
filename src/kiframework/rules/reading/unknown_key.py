"""A key is none of those that belong there.

What it does: compares every key with the model; a misspelt one gets up to three suggestions.
Why: a misspelt key would be ignored, and what it says would not count. DeTT&CT looks for keys spelled almost alike for
the same reason.
Bad: ``must_hvae: true``
Good: ``must_have: true``
"""

CODE = "KIF010"  # raised in loading/binding.py
NAME = "unknown-key"
