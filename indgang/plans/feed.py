"""A plan's times as iCalendar (RFC 5545), with nothing in it that tells why."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.translation import gettext as _
from icalendar import Event

from indgang.kernel import clock
from indgang.plans.queries import Coming
from indgang.web.ical import new_calendar

USUAL_LENGTH = timedelta(hours=1)  # shown for an appointment whose end nobody has said; own choice
ENDS_SAID = timedelta(days=7)  # before the link ends it is said in the calendar; own choice


def calendar_of(
    things: Iterable[Coming], *, with_titles: bool, ends_on: date | None = None
) -> bytes:
    """The calendar as its file. Each entry keeps its UID for as long as the thing is there.

    Without titles every entry is called "Optaget" and has no place: a calendar is often shared or
    shown on a locked telephone. A week before the link itself ends, an entry of the whole day says so:
    a calendar that is no longer fetched says nothing by itself.
    """
    shown = sorted(things, key=lambda thing: (thing.starts_at, str(thing.source_id)))
    span = (shown[0].starts_at, shown[-1].starts_at) if shown else None
    calendar = new_calendar(name=_("Min kalender"), what="Plan", span=span)
    calendar.add("method", "PUBLISH")
    for thing in shown:
        calendar.add_component(_event(thing, with_titles=with_titles))
    if ends_on is not None:
        calendar.add_component(_end(ends_on))
    return bytes(calendar.to_ical())


def _event(thing: Coming, *, with_titles: bool) -> Event:
    event = Event()
    which = f"{thing.source_id}.{thing.time_id}" if thing.time_id else thing.source_id
    event.add("uid", f"{which}@indgang")
    event.add("dtstamp", clock.now())
    event.add("dtstart", clock.local(thing.starts_at))
    event.add("dtend", clock.local(thing.ends_at or thing.starts_at + USUAL_LENGTH))
    event.add("summary", thing.what if with_titles else _("Optaget"))
    event.add("class", "PRIVATE")
    if with_titles and thing.where:
        event.add("location", thing.where)
    return event


def _end(ends_on: date) -> Event:
    event = Event()
    event.add("uid", f"link-{ends_on.isoformat()}@indgang")
    event.add("dtstamp", clock.now())
    event.add("dtstart", ends_on - ENDS_SAID)
    event.add("dtend", ends_on - ENDS_SAID + timedelta(days=1))
    event.add("summary", _("Lav et nyt link til din kalender"))
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")  # nobody is busy with it
    return event
