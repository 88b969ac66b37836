"""An offer's or a place's public times as iCalendar (RFC 5545). Nobody is named in it.

Every time keeps its UID. One that is moved or called off is the same entry with a higher SEQUENCE,
so that a calendar which has it changes it in place of showing both.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Event

from indgang.kernel import clock
from indgang.kernel.words import day_in_words, time_in_words
from indgang.offers import wording
from indgang.offers.models import Session
from indgang.web.ical import new_calendar


def mark_of(name: str, sessions: Sequence[Session]) -> str:
    """What an unchanged calendar is known by, without writing it out."""
    told = [(s.id, s.revision, s.revised_at, s.offer.updated_at, _place_of(s)) for s in sessions]
    return hashlib.sha256(repr((get_language(), name, told)).encode()).hexdigest()[:32]


def calendar_of(name: str, sessions: Sequence[Session]) -> bytes:
    """The calendar as its file; its times come with their offers and places. No query."""
    span = (sessions[0].starts_at, sessions[-1].starts_at) if sessions else None
    calendar = new_calendar(name=name, what="Tilbud", span=span)
    for session in sessions:
        calendar.add_component(_event(session))
    return bytes(calendar.to_ical())


def last_told(session: Session) -> datetime:
    """When anything that stands in the entry was last changed."""
    return max(session.revised_at, session.offer.updated_at).replace(microsecond=0)


def _event(session: Session) -> Event:
    title = wording.text_of(session.offer, "title")
    is_off = session.cancelled_at is not None
    event = Event()
    event.add("uid", f"{session.id}@indgang")
    # Without a METHOD, DTSTAMP is when the entry was last revised (RFC 5545, 3.8.7.2).
    event.add("dtstamp", last_told(session))
    event.add("last-modified", last_told(session))
    event.add("sequence", session.revision)
    event.add("dtstart", clock.local(session.starts_at))
    event.add("dtend", clock.local(session.ends_at))
    event.add("summary", _("Aflyst: %(title)s") % {"title": title} if is_off else title)
    event.add("status", "CANCELLED" if is_off else "CONFIRMED")
    event.add("description", _words(session))
    event.add("url", settings.PUBLIC_URL + reverse("offers:offer", args=[session.offer.slug]))
    event.add("class", "PUBLIC")
    event.add("transp", "TRANSPARENT")  # to look at it is not to have promised to come
    if where := _place_of(session):
        event.add("location", where)
    return event


def _words(session: Session) -> str:
    if session.cancelled_at is not None:
        return wording.why_cancelled(session)
    said = (_moved(session), wording.text_of(session.offer, "summary"))
    return "\n".join(str(part) for part in said if part)


def _moved(session: Session) -> str:
    """Where it was, with its date: what stands in a calendar is read on another day."""
    if session.moved_from is None or session.moved_from == session.starts_at:
        return ""
    before, words = clock.local(session.moved_from), wording.language()
    day, time = day_in_words(before.date(), words), time_in_words(before.time(), words)
    return _("Flyttet fra den %(day)s kl. %(time)s.") % {"day": day, "time": time}


def _place_of(session: Session) -> str:
    place = session.offer.place
    if session.where_note or place is None:
        return str(session.where_note or session.offer.where_note)
    return ", ".join(part for part in (place.name, place.address) if part)
