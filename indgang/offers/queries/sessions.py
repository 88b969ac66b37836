"""When things happen, and who of one's own people has a seat."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from indgang.kernel import clock
from indgang.kernel.prepared import prepared
from indgang.offers.models import Booking, Session
from indgang.offers.rules.seats import HOLDING, LIVE, BookingStatus


def coming_sessions(offer_id: UUID, *, days: int = 14) -> list[Session]:
    """Sessions of the offer that one can still come to, soonest first, without those of its courses.

    One query.
    """
    now = clock.now()
    sessions = _of_offer(offer_id, now, now + timedelta(days=days))
    return [s for s in sessions if s.seats is None or s.starts_at > now]


@prepared
def _of_offer(offer_id: UUID, now: datetime, until: datetime) -> QuerySet[Session]:
    return Session.objects.filter(
        offer_id=offer_id,
        ends_at__gt=now,
        starts_at__lt=until,
        cancelled_at__isnull=True,
        run__isnull=True,
    ).order_by("starts_at")


def session_to_try(session_id: UUID) -> Session | None:
    """A session with its offer, place and rule of access; None if there is none. Two queries."""
    sessions = Session.objects.select_related(
        "offer__place", "offer__provider", "offer__rule_set", "offer__decision_time", "run"
    )
    return sessions.prefetch_related("offer__rule_set__lines").filter(id=session_id).first()


def sessions_today() -> QuerySet[Session]:
    """Everything in town today that is not over, soonest first, with offer and place. One query."""
    now = clock.now()
    tomorrow = clock.at(clock.local(now).date() + timedelta(days=1))
    return (
        Session.objects.filter(
            ends_at__gt=now,
            starts_at__lt=tomorrow,
            cancelled_at__isnull=True,
            offer__status="published",
        )
        .select_related("offer__place")
        .order_by("starts_at", "id")
    )


def own_bookings(person_id: UUID) -> QuerySet[Booking]:
    """Live bookings of an opened person from today on, soonest first, with offer and place.

    A place in a course is there until the course is over. One query. Empty for a person who is not
    open.
    """
    now = clock.now()
    not_over = Q(status__in=LIVE, session__ends_at__gt=now)
    its_course_runs = Q(status__in=HOLDING, session__run__ends_at__gt=now)
    return _with_offer(
        Booking.objects.filter(not_over | its_course_runs, person_id=person_id)
    ).order_by("session__starts_at", "id")


def called_off(person_id: UUID) -> QuerySet[Booking]:
    """Seats of an opened person in what was cancelled and has not been yet, soonest first.

    One query.
    """
    return _with_offer(
        Booking.objects.filter(
            person_id=person_id,
            status__in=LIVE,
            session__starts_at__gt=clock.now(),
            session__cancelled_at__isnull=False,
        )
    ).order_by("session__starts_at", "id")


def past_bookings(person_id: UUID) -> QuerySet[Booking]:
    """What an opened person has had a seat in before, latest first. One query."""
    return _with_offer(
        Booking.objects.filter(person_id=person_id, session__ends_at__lte=clock.now()).exclude(
            status__in=(
                BookingStatus.CANCELLED,
                BookingStatus.WAITING,
                BookingStatus.OFFERED,
                BookingStatus.WISHED,
            )
        )
    ).order_by("-session__starts_at", "id")


def own_booking(booking_id: UUID) -> Booking | None:
    """A booking of the actor's own or of an opened person, whatever became of it. One query."""
    return _with_offer(Booking.objects.filter(id=booking_id)).first()


def own_booking_in(session_id: UUID, person_id: UUID) -> Booking | None:
    """An opened person's live booking in the session, or None. One query."""
    return _with_offer(
        Booking.objects.filter(session_id=session_id, person_id=person_id, status__in=LIVE)
    ).first()


def may_ask_for_earlier(booking: Booking) -> bool:
    """Whether one can ask for an earlier time than this: a coming single one. No query."""
    session = booking.session
    holds = booking.status in (BookingStatus.SEATED, BookingStatus.WAITING)
    is_coming = session.starts_at > clock.now() and session.cancelled_at is None
    return holds and is_coming and session.run_id is None and session.seats is not None


def place_in_queue(booking_id: UUID) -> int | None:
    """1 for who is next in the queue; None for a booking that is not open or does not wait.

    One query.
    """
    with connection.cursor() as cursor:
        cursor.execute("select indgang.place_in_queue(%s)", [booking_id])
        row = cursor.fetchone()
    return row[0] if row else None


@dataclass(frozen=True)
class Coming:
    """Somebody with a seat in a session of one's own organisation, named only if he allows it."""

    booking_id: UUID
    status: str
    nickname: str


def people_coming(session_id: UUID) -> list[Coming]:
    """Who comes to a session of the actor's own organisation; empty for anyone else. One query."""
    with connection.cursor() as cursor:
        cursor.execute("select * from indgang.people_coming(%s)", [session_id])
        return [Coming(*row) for row in cursor.fetchall()]


@dataclass(frozen=True)
class KeptTalk:
    """A talk of one's own organisation, and who comes: named only if he allows it."""

    session_id: UUID
    starts_at: datetime
    ends_at: datetime
    is_off: bool
    booking_id: UUID | None
    status: str | None
    nickname: str


def talks_of_day(offer_id: UUID, day: date) -> list[KeptTalk]:
    """Every talk of an offer of the actor's own organisation on that day, by the clock. One query.

    Empty for anyone else.
    """
    since, until = clock.at(day), clock.at(day + timedelta(days=1))
    with connection.cursor() as cursor:
        cursor.execute("select * from indgang.talks_of_day(%s, %s, %s)", [offer_id, since, until])
        return [KeptTalk(*row) for row in cursor.fetchall()]


def _with_offer(bookings: QuerySet[Booking]) -> QuerySet[Booking]:
    return bookings.select_related("session__offer__place", "session__run")
