"""An overlay changes something that the framework below it does not have.

What it does: takes an entry with only some of the keys it needs for a change, and looks for its id below.
Why: a misspelt id would otherwise change nothing, and nobody would notice.
Bad: ``competencies: {promt-engineering: {weight: 3}}``
Good: ``competencies: {prompt-engineering: {weight: 3}}``, or a new competency with everything it needs
"""

CODE = "KIF251"  # raised in loading/overlay.py
NAME = "nothing-to-change"
