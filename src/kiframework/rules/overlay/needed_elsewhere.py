"""An overlay removes something that others still refer to.

What it does: looks for roles, competencies, ladders and targets that refer to what is removed.
Why: a role that requires a competency nobody can be rated on can never be reached.
Bad: ``remove: [competencies/mlops]`` while a role requires it
Good: ``remove: [competencies/mlops, roles/ki-consultant/requirements/mlops]``
"""

CODE = "KIF253"  # raised in loading/overlay.py
NAME = "needed-elsewhere"
