"""Calendars (RFC 5545) of people and trainers, for any calendar program.

Entries keep their ids, so that a changed plan moves them instead of doubling them: the later plan has the higher
sequence number, which is the number of days since the first one could have been made.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kiframework.errors import MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kiframework.model.curriculum import Meeting

ZONE = ZoneInfo("Europe/Berlin")
_FIRST_DAY = dt.date(2026, 1, 1)


def render_calendar(
    meetings: Iterable[Meeting], made: dt.date, firm: str, name: str, title: Callable[[Meeting], str]
) -> bytes:
    """Return a calendar with one entry per session.

    ``made`` is the day of the plan, ``firm`` keeps the ids of several firms apart, ``name`` is what the calendar is
    called, and ``title`` says what an entry is about.
    Raises :class:`~kiframework.errors.MissingExtraError` without the library for calendars.
    """
    try:
        from icalendar import Calendar
    except ImportError:
        raise MissingExtraError("curriculum", "Writing calendars") from None
    domain = re.sub(r"[^a-z0-9]+", "-", firm.casefold()).strip("-") or "firm"
    calendar = Calendar()
    for key, value in (("prodid", "-//kiframework//curriculum//EN"), ("version", "2.0"), ("method", "PUBLISH")):
        calendar.add(key, value)
    calendar.add("x-wr-calname", name)
    for meeting in meetings:
        calendar.add_component(_entry(meeting, made, domain, title(meeting)))
    calendar.add_missing_timezones(first_date=_FIRST_DAY)
    content: bytes = calendar.to_ical()
    return content


def _entry(meeting: Meeting, made: dt.date, domain: str, title: str):  # type: ignore[no-untyped-def]  # noqa: ANN202 - an extra's type
    from icalendar import Event

    start = dt.datetime.combine(meeting.date, meeting.start, ZONE)
    event = Event()
    event.add("uid", f"{meeting.group}-{meeting.number}@{domain}.kiframework")
    event.add("dtstamp", dt.datetime.combine(made, dt.time(), dt.UTC))
    event.add("sequence", max(0, (made - _FIRST_DAY).days))
    event.add("dtstart", start)
    event.add("dtend", start + dt.timedelta(minutes=meeting.minutes))
    event.add("summary", title)
    event.add("location", meeting.room)
    return event
