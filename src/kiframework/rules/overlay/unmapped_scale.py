"""An overlay has a scale of its own and does not say what becomes of the levels below.

What it does: asks of ``scale_map`` that it leads from every level below to one of the new scale, and never falls.
Why: a required level 3 of 4 is not a required level 3 of 7; only people can say what it is.
Bad: a ``scale`` of eight levels over one of five, without ``scale_map``
Good: ``scale_map: {0: 0, 1: 2, 2: 4, 3: 6, 4: 7}``
"""

CODE = "KIF254"  # raised in loading/overlay.py
NAME = "unmapped-scale"
