"""Courses with a start, the wishes for them, and how their places were given."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import Prefetch, QuerySet

from indgang.kernel import clock
from indgang.kernel.prepared import prepared, put_beside
from indgang.offers.models import Booking, Draw, Lot, Offer, Run, Session, Urgency
from indgang.offers.queries.keeping import kept_organisations
from indgang.offers.rules.giving_places import NeedClass
from indgang.offers.rules.seats import BookingStatus

MOST_DRAWS = 50


def coming_runs(offer_id: UUID) -> list[Run]:
    """Courses of the offer that have not begun, soonest first, each with its times. Two queries.

    One query where there is none.
    """
    runs = _coming(offer_id, clock.now())
    if runs:
        put_beside(runs, "times", _times([run.id for run in runs]), by="run_id")
    return runs


@prepared
def _coming(offer_id: UUID, now: datetime) -> QuerySet[Run]:
    runs = Run.objects.filter(
        offer_id=offer_id, room__starts_at__gt=now, room__cancelled_at__isnull=True
    )
    return runs.select_related("room").order_by("room__starts_at", "id")


@prepared
def _times(run_ids: list[UUID]) -> QuerySet[Session]:
    return Session.objects.filter(run_id__any_of=run_ids).order_by("starts_at", "id")


def times_of_run(run_id: UUID) -> list[Session]:
    """Every time of a course, called off or not, in order, with its offer. One query."""
    times = Session.objects.filter(run_id=run_id).select_related("offer__place")
    return list(times.order_by("starts_at", "id"))


def kept_runs(offer_id: UUID) -> list[Run]:
    """Courses of an offer that are not over, soonest first, each with its times. Two queries."""
    runs = Run.objects.filter(offer_id=offer_id, ends_at__gt=clock.now())
    return list(_with_times(runs).order_by("room__starts_at", "id"))


def kept_run(run_id: UUID) -> Run | None:
    """A course of an offer that the actor keeps, with its offer and times. Four queries."""
    ids = [one.id for one in kept_organisations()]
    runs = Run.objects.filter(id=run_id, offer__provider__in=ids, room__isnull=False)
    return _with_times(runs.select_related("offer__place")).first()


def own_wishes(person_id: UUID) -> list[Booking]:
    """What an opened person wishes, what he wants most first, each with its offer. One query."""
    wishes = Booking.objects.filter(person_id=person_id, status=BookingStatus.WISHED)
    found = wishes.select_related("session__offer__place", "session__run")
    return list(found.order_by("rank", "made_at"))


def lot_of(booking_id: UUID) -> Lot | None:
    """How a wish of an opened person went, with the course's figures; None without a draw.

    One query.
    """
    return Lot.objects.filter(booking_id=booking_id).select_related("run__drawn").first()


def urgency_of(person_id: UUID) -> NeedClass:
    """How urgent a place is to an opened person; ordinary if nobody has said. One query."""
    said = Urgency.objects.filter(person_id=person_id).first()
    return NeedClass(said.level) if said else NeedClass.ORDINARY


def recent_draws() -> list[Draw]:
    """The latest draws, newest first, each with its courses and their offers. Two queries."""
    draws = Draw.objects.prefetch_related("runs__run__offer", "runs__run__room")
    return list(draws.order_by("-drawn_at")[:MOST_DRAWS])


def draw_to_check(draw_id: UUID) -> Draw | None:
    """One draw with its courses and their offers. Four queries."""
    draws = Draw.objects.prefetch_related("runs__run__offer", "runs__run__room")
    return draws.filter(id=draw_id).first()


@dataclass(frozen=True)
class KeptLot:
    """One wish in a draw, whose guest is a number in this draw only."""

    guest: int
    run_id: UUID
    rank: int
    need_class: int
    weeks: int
    number: int
    outcome: str
    why: str
    is_right: bool  # whether the number follows from the seed and the guest


def lots_of(draw_id: UUID) -> list[KeptLot]:
    """Every wish of a draw in the order of its course, for those who may look. One query."""
    with connection.cursor() as cursor:
        cursor.execute("select * from indgang.lots_of(%s)", [draw_id])
        return [KeptLot(*row) for row in cursor.fetchall()]


@dataclass(frozen=True)
class FirstArrivals:
    """Of those who took a seat in an offer for the first time in a month, how many came."""

    offer_id: UUID
    month: date
    came: int
    stayed_away: int
    not_noted: int

    @property
    def number(self) -> int:
        """How many took a seat for the first time."""
        return self.came + self.stayed_away + self.not_noted


def first_arrivals(since: date, until: date) -> list[FirstArrivals]:
    """By offer and month of the first time, latest month first. Numbers only. One query.

    Empty for those who do not look after the whole.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select offer_id, month, came, stayed_away, not_noted"
            " from indgang.first_arrivals(%s, %s) order by month desc, offer_id",
            [since, until],
        )
        return [FirstArrivals(*row) for row in cursor.fetchall()]


def offer_titles(offer_ids: list[UUID]) -> dict[UUID, str]:
    """Id → title of these offers. One query."""
    return dict(Offer.objects.filter(id__in=offer_ids).values_list("id", "title"))


def _with_times(runs: QuerySet[Run]) -> QuerySet[Run]:
    times = Session.objects.order_by("starts_at", "id")
    return runs.select_related("room").prefetch_related(Prefetch("times", times))
