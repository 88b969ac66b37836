"""One time of an offer does not take place, or takes place otherwise."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.kernel.facts import publish
from indgang.kernel.refused import NotThere, Refused
from indgang.offers.facts import SessionCancelled, SessionMoved
from indgang.offers.models import Session

FURTHEST = timedelta(days=731)  # as far ahead as a first day may be, and that whole day


@transaction.atomic
def cancel_session(*, session_id: UUID, why: str, words: str = "", by: Actor) -> None:
    """The session does not take place. Its bookings stay as they are; those concerned are told why.

    ``why`` is one of the reasons, or "other" with a sentence in ``words``. Cancelling twice does
    nothing. Raises Refused for "other" without a word; NotThere if it is not the actor's to cancel
    or has begun.
    """
    words = " ".join(words.split())[:200] if why == "other" else ""
    if why == "other" and not words:
        raise Refused(_("Skriv en sætning om, hvorfor det er aflyst."), code="words")
    session = _coming(session_id)
    if session.cancelled_at is None:
        session.cancelled_at, session.cancelled_by = clock.now(), by.person_id
        session.cancelled_why, session.cancelled_words = why, words
        session.save(
            update_fields=["cancelled_at", "cancelled_by", "cancelled_why", "cancelled_words"]
        )
        _carry_room(session)
        publish(SessionCancelled(session.id))


@transaction.atomic
def move_session(
    *, session_id: UUID, starts_at: datetime, minutes: int, where_note: str = "", by: Actor
) -> None:
    """The session takes place then, and there if a place is named. Its bookings go with it.

    Those who have or wait for a seat are told, unless only its length changed. Raises Refused for a
    time that has been, is more than two years away, or that the offer has already, and for what is
    cancelled; NotThere if it is not the actor's to move or has begun.
    """
    session = _coming(session_id)
    if session.cancelled_at is not None:
        raise Refused(_("Den her gang er aflyst. Den kan ikke flyttes."), code="cancelled")
    if starts_at <= clock.now():
        raise Refused(_("Vælg en tid, der ikke er gået."), code="starts_at")
    if starts_at > clock.now() + FURTHEST:
        raise Refused(_("Vælg en dag fra i dag og højst to år frem."), code="starts_at")
    others = Session.objects.filter(offer_id=session.offer_id).exclude(id=session.id)
    if others.filter(starts_at=starts_at).exists():
        raise Refused(_("Tilbuddet har allerede en gang på det tidspunkt."), code="starts_at")
    is_news = (session.starts_at, session.where_note) != (starts_at, where_note)
    if session.starts_at != starts_at:
        # The schedule must not make it anew where it was.
        session.moved_from = session.moved_from or session.starts_at
    session.starts_at, session.ends_at = starts_at, starts_at + timedelta(minutes=minutes)
    session.where_note = where_note
    session.save(update_fields=["starts_at", "ends_at", "where_note", "moved_from"])
    _carry_room(session)
    if is_news:
        publish(SessionMoved(session.id))


def _coming(session_id: UUID) -> Session:
    """The session, locked, if it is the actor's to keep and has not begun.

    Of a course the first time is locked before any other, as where its places are taken.
    """
    with connection.cursor() as cursor:
        cursor.execute("select id from indgang.lock_session(%s)", [session_id])
    coming = Session.objects.select_for_update().filter(id=session_id, starts_at__gt=clock.now())
    session = coming.first()
    if session is None:
        raise NotThere
    return session


def _carry_room(session: Session) -> None:
    """The places of a course go along to the first time that takes place."""
    if session.run_id is not None:
        with connection.cursor() as cursor:
            cursor.execute("select indgang.carry_room(%s)", [session.run_id])
