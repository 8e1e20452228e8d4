"""A key stands twice in a mapping, or a definition in two files of a framework.

What it does: compares every key with those before it in the same mapping.
Why: YAML readers keep one of the two without a word, usually the last; half of somebody's work is gone. Checks of peers
stop at the first error or do not look (data-skills-matrix).
Bad: ``git: {level: 2}`` and further down ``git: {level: 3}`` in the same role
Good: one of the two
"""

CODE = "KIF005"  # raised in loading/yaml.py and in loading/framework.py
NAME = "duplicate-key"
