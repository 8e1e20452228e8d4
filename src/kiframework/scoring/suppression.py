"""Which figures of a row stay hidden so that none of them, alone or by subtraction, tells of few people (rule 18)."""

from __future__ import annotations

from collections import Counter
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_OVERLAPPING = 7
"""Groups that share people and are shown side by side; with more, the smallest ones are hidden unseen."""


def hidden_counts(counts: Sequence[int], smallest: int) -> frozenset[int]:
    """Return the numbers of the counts that must not be shown beside their sum.

    ``counts`` part people by something that is known of them. Besides counts of fewer people than ``smallest``, none
    included, the smallest others are hidden until the sum of the hidden ones is no small number itself.
    """
    order = sorted(range(len(counts)), key=lambda number: counts[number])
    hidden = [number for number in order if counts[number] < smallest]
    while hidden and len(hidden) < len(order) and sum(counts[number] for number in hidden) < smallest:
        hidden.append(order[len(hidden)])
    return frozenset(hidden)


def hidden_groups(parts: Sequence[frozenset[str]], smallest: int) -> frozenset[int]:
    """Return the numbers of the groups whose figures must not be shown beside the figure of their sum.

    ``parts`` are the people behind each figure; somebody may be in several groups. Groups with fewer people than
    ``smallest`` are hidden, and then the smallest others, one after the other, until no figure of fewer people follows
    from those that are left (complementary suppression).
    """
    hidden = {number for number, people in enumerate(parts) if 0 < len(people) < smallest}
    shown = sorted((len(people), number) for number, people in enumerate(parts) if len(people) >= smallest)
    everybody: Counter[str] = Counter(person for people in parts for person in people)
    if len(everybody) < smallest:
        return frozenset(range(len(parts)))
    overlap = max(everybody.values()) > 1
    while shown and _gives_away(parts, hidden, [number for _, number in shown], smallest, overlap=overlap):
        hidden.add(shown.pop(0)[1])
    return frozenset(hidden)


def _gives_away(
    parts: Sequence[frozenset[str]], hidden: set[int], shown: Sequence[int], smallest: int, *, overlap: bool
) -> bool:
    """Tell whether a figure of fewer people than allowed follows from the shown ones and the sum of all."""
    if not overlap:
        # Nothing but the sum of the hidden groups can be found that is smaller than a shown one.
        return 0 < sum(len(parts[number]) for number in hidden) < smallest
    if len(shown) > MOST_OVERLAPPING:
        return True
    # People who are in the same groups are told apart by no figure: they are looked at together.
    patterns = Counter(tuple(person in people for people in parts) for person in frozenset().union(*parts))
    for signs in product((-1, 0, 1), repeat=len(shown) + 1):
        rests = [_rest(pattern, shown, signs) for pattern in patterns]
        # Where some are counted in and others out, the difference is the sum of no group.
        if min(rests) >= 0:
            found = sum(size for size, rest in zip(patterns.values(), rests, strict=True) if rest)
            if 0 < found < smallest:
                return True
    return False


def _rest(pattern: Sequence[bool], shown: Sequence[int], signs: Sequence[int]) -> int:
    """Return how often somebody is left when shown groups, and last the sum of all, are added and subtracted."""
    of_groups = sum(sign for number, sign in zip(shown, signs, strict=False) if pattern[number])
    return of_groups + signs[-1] * sum(pattern)
