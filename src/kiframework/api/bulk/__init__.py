"""``kiframework bulk``: whole populations on one machine, part by part.

Needs the extra ``bulk``. ``request.py`` says what to score, ``score.py`` scores it; ``work.py`` keeps what is finished,
so that a run that was killed goes on where it stood.
"""
