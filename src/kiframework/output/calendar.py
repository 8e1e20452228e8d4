"""Calendars (RFC 5545) of people, trainers and roadmaps, for any calendar program.

Entries keep their ids, so that a changed plan moves them instead of doubling them: the later plan has the higher
sequence number. What falls away is there once more, as cancelled.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from kiframework.errors import MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kiframework.model.curriculum import Meeting
    from kiframework.model.standing import Milestone

ZONE = ZoneInfo("Europe/Berlin")
_FIRST_DAY = dt.date(2026, 1, 1)


class Handed(NamedTuple):
    """What a calendar is handed out with."""

    made: dt.date
    """The day of the plan."""
    revision: int
    """The number of the plan; a later one has a higher one."""
    firm: str
    """Keeps the ids of several firms apart."""
    name: str
    """What the calendar is called."""


def render_calendar(
    meetings: Iterable[Meeting], gone: Iterable[Meeting], handed: Handed, title: Callable[[Meeting], str]
) -> bytes:
    """Return a calendar with one entry per session, and one that cancels each session that is ``gone``.

    ``title`` says what an entry is about.
    Raises :class:`~kiframework.errors.MissingExtraError` without the library for calendars.
    """
    try:
        from icalendar import Calendar
    except ImportError:
        raise MissingExtraError("curriculum", "Writing calendars") from None
    calendar = _begun(Calendar(), "curriculum", handed.name)
    for found, status in ((meetings, "CONFIRMED"), (gone, "CANCELLED")):
        for meeting in found:
            calendar.add_component(_entry(meeting, handed, title(meeting), status))
    calendar.add_missing_timezones(first_date=_FIRST_DAY)
    for zone in calendar.walk("VTIMEZONE"):
        zone.pop("COMMENT", None)  # strict readers know no remark there
    content: bytes = calendar.to_ical()
    return content


def render_milestones(
    milestones: Iterable[Milestone], made: dt.date, firm: str, name: str, title: Callable[[Milestone], str]
) -> bytes:
    """Return a calendar with one entry per milestone, each of a whole day.

    Raises :class:`~kiframework.errors.MissingExtraError` without the library for calendars.
    """
    try:
        from icalendar import Calendar, Event
    except ImportError:
        raise MissingExtraError("curriculum", "Writing calendars") from None
    domain, calendar = _domain(firm), _begun(Calendar(), "roadmap", name)
    for one in milestones:
        event = Event()
        event.add("uid", f"{one.id}@{domain}.kiframework")
        event.add("dtstamp", dt.datetime.combine(made, dt.time(), dt.UTC))
        event.add("sequence", max(0, (made - _FIRST_DAY).days))
        event.add("dtstart", one.date)
        event.add("dtend", one.date + dt.timedelta(days=1))
        event.add("summary", title(one))
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


def _domain(firm: str) -> str:
    """Return what keeps the ids of several firms apart."""
    return re.sub(r"[^a-z0-9]+", "-", firm.casefold()).strip("-") or "firm"


def _begun(calendar, kind: str, name: str):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - an extra's type
    # No method: that would make it an invitation, which has to name an organiser (RFC 5546).
    for key, value in (("prodid", f"-//kiframework//{kind}//EN"), ("version", "2.0"), ("x-wr-calname", name)):
        calendar.add(key, value)
    return calendar


def _entry(meeting: Meeting, handed: Handed, title: str, status: str):  # type: ignore[no-untyped-def]  # noqa: ANN202 - an extra's type
    from icalendar import Event

    start = dt.datetime.combine(meeting.date, meeting.start, ZONE)
    event = Event()
    event.add("uid", f"{meeting.group}-{meeting.number}@{_domain(handed.firm)}.kiframework")
    event.add("dtstamp", dt.datetime.combine(handed.made, dt.time(), dt.UTC))
    event.add("sequence", handed.revision)
    event.add("status", status)
    event.add("dtstart", start)
    event.add("dtend", start + dt.timedelta(minutes=meeting.minutes))
    event.add("summary", title)
    event.add("location", meeting.room)
    return event
