"""Taking, leaving, offering and accepting seats.

Each operation locks the session before it counts, and once. The lock is the first guard and the
database's own check on ``taken`` the second: the last seat is never given twice.
"""

from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.db.models import Max
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from indgang.kernel import clock
from indgang.kernel.actor import Actor, Role
from indgang.kernel.facts import publish
from indgang.kernel.live import say_changed
from indgang.kernel.refused import NotThere, Refused
from indgang.offers.facts import SeatLeft, SeatsPassedOn, SeatTaken
from indgang.offers.models import Booking, Offer, Run, Session
from indgang.offers.queries.access import answer_of, times_before
from indgang.offers.rules.access_per_use import Entry, Use, may_take_seat
from indgang.offers.rules.seats import LIVE, BookingStatus, answer_by, status_of_new_booking
from indgang.offers.wording import access_in_words

NO_USE = Use()


@transaction.atomic
def take_seat(*, session_id: UUID, person_id: UUID, by: Actor, use: Use = NO_USE) -> Booking:
    """Give an opened person a seat in the session, or a place in its queue.

    Any time of a course stands for the whole of it; where its places are given by draw, it is a wish
    until then. Being full is never a reason to refuse. Taking it twice gives the booking there is
    already. ``use`` says who it is for and what for, where the offer is not open for every use.
    Raises Refused if it has begun or is cancelled, if the last day to say so is over and nobody of
    the house is there, or if this use needs a talk or a decision first; NotThere if there is no such
    session, or the person's plan is not open for writing.
    """
    session = _locked(session_id)
    now = clock.now()
    _refuse_if_over(session, now)
    if existing := _live_booking(session.id, person_id):
        return existing
    _refuse_if_too_late(session, by)
    entry = _entry_if_open(session.offer_id, person_id, use, by)
    session = _settled(session, now)
    status = status_of_new_booking(
        seats=session.seats,
        taken=session.taken,
        waiting=session.waiting,
        by_draw=session.draw_on is not None,
    )
    booking = _added(session, person_id, status, now, by, entry)
    publish(SeatTaken(booking.id, person_id, session.id))
    say_changed(f"guest:{person_id}", "seats")
    return booking


@transaction.atomic
def leave_seat(*, booking_id: UUID, by: Actor) -> None:
    """Give up a seat, an offered seat or a place in the queue of an opened person.

    A seat that comes free is offered to the one who has waited longest, unless the session has
    begun. Leaving twice does nothing. Raises NotThere if the booking cannot be read and written.
    """
    _leave(booking_id)


@transaction.atomic
def decline_offer(*, booking_id: UUID, by: Actor) -> None:
    """Say no thanks to an offered seat; it goes on to the next one at once.

    Raises Refused if no seat is offered any more; NotThere as leave_seat.
    """
    booking = _own(booking_id)
    if booking.status != BookingStatus.OFFERED:
        raise Refused(_("Der er ikke længere en plads at svare på."), code="not-offered")
    _leave(booking_id)


@transaction.atomic
def accept_seat(*, booking_id: UUID, by: Actor) -> Booking:
    """Say yes to an offered seat. Accepting twice does nothing more.

    Whoever had a later time and asked for an earlier one gives the later one up with it.

    Raises Refused if the time to answer is over or the session has begun; NotThere if the booking
    cannot be read and written.
    """
    booking = _own(booking_id)
    session = _locked(booking.session_id)
    now = clock.now()
    booking.refresh_from_db()
    if booking.status == BookingStatus.SEATED:
        return booking
    _refuse_if_over(session, now)
    if booking.status != BookingStatus.OFFERED or not booking.offered_until:
        raise Refused(_("Der er ikke længere en plads at svare på."), code="not-offered")
    if booking.offered_until <= now:
        raise Refused(
            _("Tiden til at svare er gået, og pladsen er gået videre."), code="answer-too-late"
        )
    booking.status = BookingStatus.SEATED
    booking.save(update_fields=["status"])
    publish(SeatTaken(booking.id, booking.person_id, session.id))
    say_changed(f"guest:{booking.person_id}", "seats")
    if booking.instead_of_id:
        _leave(booking.instead_of_id)
    return booking


@transaction.atomic
def settle_session(*, session_id: UUID, by: Actor) -> Session:
    """Put the seats of a session in order now: what is due is offered, and what ran out ends.

    Raises NotThere if there is no such session.
    """
    return _settled(_locked(session_id), clock.now())


@transaction.atomic
def expire_seat_offers(*, by: Actor) -> int:
    """End offers that were not answered in time and pass the seats on. For the worker.

    Returns how many sessions were put in order; 0 for every other actor.
    """
    now = clock.now()
    with connection.cursor() as cursor:
        cursor.execute("select * from indgang.sessions_to_settle(%s)", [now])
        session_ids = [row[0] for row in cursor.fetchall()]
    for session_id in session_ids:
        _settled(_locked(session_id), now)
    return len(session_ids)


def _leave(booking_id: UUID) -> None:
    session = _locked(_own(booking_id).session_id)
    booking = _own(booking_id)
    if booking.status not in LIVE:
        return
    booking.status = BookingStatus.CANCELLED
    booking.save(update_fields=["status"])
    publish(SeatLeft(booking.id, booking.person_id, session.id))
    say_changed(f"guest:{booking.person_id}", "seats")
    _settled(session, clock.now())


def _own(booking_id: UUID) -> Booking:
    """A booking of a person opened in this transaction."""
    booking = Booking.objects.filter(id=booking_id).first()
    if booking is None:
        raise NotThere
    return booking


def _live_booking(session_id: UUID, person_id: UUID) -> Booking | None:
    return (
        Booking.objects.filter(session_id=session_id, person_id=person_id)
        .exclude(status=BookingStatus.CANCELLED)
        .first()
    )


def _locked(session_id: UUID) -> Session:
    """The session, locked until the transaction ends. Nobody else changes its seats meanwhile."""
    found = list(Session.objects.raw("select * from indgang.lock_session(%s)", [session_id]))
    if not found:
        raise NotThere
    return found[0]


def _refuse_if_over(session: Session, now: datetime) -> None:
    if session.cancelled_at is not None:
        raise Refused(_("Denne gang er aflyst. Vælg en anden."), code="cancelled")
    ends = session.ends_at if session.seats is None else session.starts_at
    if ends <= now:
        raise Refused(_("Det er allerede begyndt. Vælg en anden gang."), code="begun")


def _refuse_if_too_late(session: Session, by: Actor) -> None:
    if session.run_id is None or by.is_house:
        return
    if Run.objects.get(id=session.run_id).register_by < clock.today():
        raise Refused(
            _("Fristen for at melde sig er gået. Ring til os, så ser vi på det sammen."),
            code="register-by",
        )


def _entry_if_open(offer_id: UUID, person_id: UUID, use: Use, by: Actor) -> Entry:
    offer = Offer.objects.select_related("rule_set").get(id=offer_id)
    if offer.status != "published":
        raise Refused(_("Tilbuddet er lukket lige nu."), code="closed")
    answer = answer_of(offer, replace(use, times=times_before(offer, person_id)))
    if may_take_seat(answer.entry, in_a_talk=by.is_house, decides=by.has(Role.AUTHORITY)):
        return answer.entry
    if answer.entry is Entry.TALK:
        raise Refused(_("Her taler vi sammen først. Kom forbi, eller ring til os."), code="talk")
    said = {"yes": capfirst(access_in_words(answer, offer))}
    raise Refused(_("%(yes)s. Vi hjælper dig med at spørge.") % said, code="decision")


def _settled(session: Session, now: datetime) -> Session:
    """The locked session with its seats in order and fresh figures; tells those it concerns."""
    until = answer_by(now=now, starts_at=session.starts_at)
    with connection.cursor() as cursor:
        cursor.execute("select indgang.settle_session(%s, %s, %s)", [session.id, now, until])
        row = cursor.fetchone()
    if row and row[0]:
        publish(SeatsPassedOn(session.id))
        session.refresh_from_db()
    return session


def _added(
    session: Session,
    person_id: UUID,
    status: BookingStatus,
    now: datetime,
    by: Actor,
    entry: Entry,
) -> Booking:
    if not _may_write_plan(person_id) or by.person_id is None:
        raise NotThere
    return Booking.objects.create(
        id=uuid4(),
        session=session,
        person_id=person_id,
        status=status,
        made_at=now,
        made_by=by.person_id,
        entry=entry,
        queued_at=now if status is BookingStatus.WAITING else None,
        rank=_next_rank(person_id) if status is BookingStatus.WISHED else None,
    )


def _next_rank(person_id: UUID) -> int:
    """A new wish comes after those one has already, until one says otherwise."""
    wished = Booking.objects.filter(person_id=person_id, status=BookingStatus.WISHED)
    return (wished.aggregate(last=Max("rank"))["last"] or 0) + 1


def _may_write_plan(person_id: UUID) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select %s = any(indgang.writable('plan'))", [person_id])
        row = cursor.fetchone()
    return bool(row and row[0])
