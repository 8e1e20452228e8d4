"""``kiframework review``: records that somebody has looked at content, or shows what nobody has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from kiframework.api.publish import publish
from kiframework.api.setting import UnusableInputError, framework_place, open_setting
from kiframework.diagnostics import did_you_mean
from kiframework.errors import KiframeworkError
from kiframework.loading.files import is_folder
from kiframework.loading.framework import REVIEWS
from kiframework.loading.reviews import load_reviews, reviews_text
from kiframework.model.reviews import Review, Reviews, fingerprints
from kiframework.resources import BUILT_IN

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from pathlib import Path

    from kiframework.model.reviews import Section

State = Literal["reviewed", "changed", "new"]


class Reviewed(NamedTuple):
    """What is known about the review of one competency or role."""

    section: Section
    id: str
    state: State
    review: Review | None


@dataclass(frozen=True, slots=True)
class ReviewRun:
    """The state of every competency and role."""

    states: tuple[Reviewed, ...]


def review(ids: Sequence[str], by: str | None, today: dt.date, framework: str | None, *, everything: bool) -> ReviewRun:
    """Record reviews of ``ids``, or of everything, and return the state of all; without both, only return it.

    Raises :class:`~kiframework.errors.KiframeworkError` for ids that are not there, without a pseudonym, and where
    reviews have no place.
    """
    setting = open_setting((), framework)
    path, shown = framework_place(setting.workspace, framework)
    if not is_folder(path):
        raise KiframeworkError("A framework in a single file has no reviews.", "put it into a folder as framework.yaml")
    loaded = load_reviews(path, shown)
    if loaded.diagnostics:
        raise UnusableInputError("The reviews cannot be used.", loaded.diagnostics)
    current = fingerprints(setting.framework)
    reviews = loaded.reviews or Reviews()
    if ids or everything:
        if shown == BUILT_IN:
            help_ = "lay a framework of your own over it: kiframework init DIR"
            raise KiframeworkError("The built-in framework is not yours to review.", help_)
        reviews = _recorded(reviews, current, _wanted(ids, current, everything=everything), _pseudonym(by), today)
        _write(path, reviews)
    states = (_state(reviews, section, name, now) for section, all_ in current.items() for name, now in all_.items())
    return ReviewRun(tuple(states))


def _pseudonym(by: str | None) -> str:
    if by is None or "@" in by or len(by.split()) != 1:
        raise KiframeworkError("A review names who has looked, as a pseudonym.", "such as --by R-04")
    return by


def _wanted(ids: Sequence[str], current: dict[Section, dict[str, str]], *, everything: bool) -> set[str]:
    known = {name for all_ in current.values() for name in all_}
    for name in ids:
        if name not in known:
            help_ = did_you_mean(name, known) or "kiframework show lists pillars and roles"
            raise KiframeworkError(f"The framework has no competency and no role '{name}'.", help_)
    return known if everything else set(ids)


def _recorded(
    reviews: Reviews, current: dict[Section, dict[str, str]], wanted: set[str], by: str, today: dt.date
) -> Reviews:
    """Return reviews with new ones; one that still holds stays as it is."""
    sections: dict[str, dict[str, Review]] = {}
    for section, all_ in current.items():
        known: dict[str, Review] = dict(getattr(reviews, section))
        for name, fingerprint in all_.items():
            if name in wanted and (name not in known or known[name].fingerprint != fingerprint):
                known[name] = Review(fingerprint=fingerprint, by=by, date=today)
        sections[section] = {name: one for name, one in known.items() if name in all_}
    return Reviews.model_validate(sections)


def _state(reviews: Reviews, section: Section, name: str, fingerprint: str) -> Reviewed:
    known: Review | None = getattr(reviews, section).get(name)
    if known is None:
        return Reviewed(section, name, "new", None)
    return Reviewed(section, name, "reviewed" if known.fingerprint == fingerprint else "changed", known)


def _write(path: Path, reviews: Reviews) -> None:
    publish(path, [(REVIEWS, reviews_text(reviews).encode())], force=True)
