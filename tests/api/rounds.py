"""Rating rounds as people may have made them, for tests that try many."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from kiframework.model.skills import RatedLevel, Round

DAY = dt.date(2026, 11, 20)

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=20)
TEXTS = WORDS.map(str.strip).filter(bool)
MARKED = st.builds(
    RatedLevel,
    level=st.integers(0, 3),
    comment=TEXTS,
    evidence=st.none() | TEXTS,
    objection=st.none() | TEXTS,
)
LEVELS = st.one_of(st.integers(0, 3), st.sampled_from(["dont_know", "not_observable"]), MARKED)
ROUNDS = st.builds(
    Round,
    source=st.just("boss"),
    rater=st.none() | st.just("R-01"),
    date=st.dates(dt.date(2025, 1, 1), DAY),
    valid_until=st.none() | st.dates(DAY),
    note=st.none() | TEXTS,
    levels=st.dictionaries(st.sampled_from(["digging", "composting"]), LEVELS, min_size=1),
    shares=st.dictionaries(st.just("pruning"), st.fractions(0, 1, max_denominator=999)),
)
"""Rounds of the boss about some competencies of the small framework."""
