"""A row, a cell or a column of a table has no place in a framework.

What it does: looks up the roles and competencies that requirements name, reads levels as whole numbers, compares them
with the scale, and names columns that are not taken over.
Why: what cannot be placed would be lost without a trace, and a requirement with it.
Bad: a requirement of ``promt-engineering``, or ``2-3`` in a matrix of levels
Good: the id or the title of a competency of the same tables, and ``2``
"""

from kiframework.diagnostics import Severity

CODE = "KIF601"  # raised in loading/matrix/building.py and loading/matrix/tables.py
NAME = "unplaced-row"
SEVERITY = Severity.WARNING
