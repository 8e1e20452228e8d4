"""Tells a slip of the fingers from another word."""

from __future__ import annotations

_SHORTEST, _LONG = 4, 10


def is_slip(written: str, meant: str) -> bool:
    """Tell whether a machine may replace one id by the other: the same id, but for a letter or two.

    Compared part by part (ids are written-with-hyphens): a part may differ by one letter left out, added, changed or
    swapped with its neighbour, by two from ten letters on. Parts of fewer than four letters, digits, and beginnings
    such as ``un-`` carry meaning of their own.
    """
    if written.replace("-", "").replace("_", "") == meant.replace("-", "").replace("_", ""):
        return True
    parts, others = written.split("-"), meant.split("-")
    return len(parts) == len(others) and all(map(_is_part_slip, parts, others))


def _is_part_slip(one: str, other: str) -> bool:
    if one == other:
        return True
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < _SHORTEST or longer.endswith(shorter) or _digits(one) != _digits(other):
        return False
    return distance(one, other) <= (2 if len(shorter) >= _LONG else 1)


def is_id(word: str) -> bool:
    """Tell whether a word has the form of an id: small letters, digits, hyphens and underscores."""
    return word.isascii() and word.islower() and word.replace("-", "").replace("_", "").isalnum()


def _digits(word: str) -> str:
    return "".join(filter(str.isdigit, word))


def distance(one: str, other: str) -> int:
    """Return how many letters have to be left out, added, changed or swapped with their neighbour.

    The restricted Damerau-Levenshtein distance (optimal string alignment), row by row.
    """
    earlier: list[int] = []
    above = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        row = [i]
        for j, right in enumerate(other, 1):
            best = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (left != right))
            if earlier and j > 1 and left == other[j - 2] and right == one[i - 2]:
                best = min(best, earlier[j - 2] + 1)
            row.append(best)
        earlier, above = above, row
    return above[-1]
