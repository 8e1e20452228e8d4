"""An overlay removes something that the framework below it does not have.

What it does: follows every path below ``remove`` through the framework below.
Why: what was meant to go would stay, and nobody would notice.
Bad: ``remove: [competencies/ml-ops]``
Good: ``remove: [competencies/mlops, roles/ki-consultant/requirements/mlops]``
"""

CODE = "KIF252"  # raised in loading/overlay.py
NAME = "nothing-to-remove"
