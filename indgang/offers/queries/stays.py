"""What is lent by the night, which nights are free, and who stays where."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from indgang.kernel import clock
from indgang.kernel.prepared import prepared
from indgang.offers.models import Offer, Stay, Thing
from indgang.offers.rules.nights import LIVE_STAYS, Nights, night_of


@dataclass(frozen=True)
class SeenStay:
    """A stay as its keeper or its own person sees it: named only if the guest allows it."""

    id: UUID
    offer_id: UUID
    thing_id: UUID
    nights: Nights
    state: str
    held_until: datetime | None
    nickname: str = ""
    keeps: bool = False  # the actor keeps the thing
    has: bool = False  # the actor may write the guest's plan, such as his own


def tonight() -> date:
    """The night that it is, or the coming one."""
    return night_of(clock.local(clock.now()))


def things_of(offer_id: UUID) -> list[Thing]:
    """What the offer lends now, by name. One query."""
    return _things(offer_id)


@prepared
def _things(offer_id: UUID) -> QuerySet[Thing]:
    things = Thing.objects.filter(offer_id=offer_id, closed_on__isnull=True)
    return things.order_by("name", "id")


def every_thing_of(offer_id: UUID) -> list[Thing]:
    """What the offer lends or has lent, by name, closed ones last. One query."""
    things = Thing.objects.filter(offer_id=offer_id)
    return sorted(things, key=lambda thing: (thing.closed_on is not None, thing.name))


def kept_thing(thing_id: UUID) -> Thing | None:
    """A thing of an offer the actor keeps the words of, with its offer. Two queries."""
    with connection.cursor() as cursor:
        cursor.execute("select unnest(indgang.kept_offers())")
        ids = [row[0] for row in cursor.fetchall()]
    return Thing.objects.select_related("offer").filter(id=thing_id, offer__in=ids).first()


def taken_nights(
    thing_ids: Iterable[UUID], *, since: date, until: date, or_out: bool = True
) -> dict[UUID, list[Nights]]:
    """The nights from then to then on which each thing is not free, earliest first. One query.

    Without ``or_out`` only those on which somebody is to sleep there.
    """
    found: dict[UUID, list[Nights]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(
            "select * from indgang.taken_nights(%s, %s, %s, %s)",
            [list(thing_ids), since, until, or_out],
        )
        for thing_id, first, last in cursor.fetchall():
            found[thing_id].append(Nights(first, last))
    return found


def own_stays(person_id: UUID) -> list[Stay]:
    """Live stays of an opened person that are not over, soonest first, with offer and place.

    One query. What was held for too long is not among them.
    """
    now = clock.now()
    found = _stays(person_id, clock.today())
    return [s for s in found if s.state != "held" or (s.held_until and s.held_until > now)]


@prepared
def _stays(person_id: UUID, today: date) -> QuerySet[Stay]:
    live = Stay.objects.filter(
        person_id=person_id,
        state__in=[state.value for state in LIVE_STAYS],
        nights__endswith__gte=today,
    )
    return live.select_related("thing__offer__place").order_by("nights")


def own_stay(stay_id: UUID) -> Stay | None:
    """A stay of an opened person, whatever became of it, with thing, offer and place. One query."""
    return Stay.objects.select_related("thing__offer__place").filter(id=stay_id).first()


def seen_stay(stay_id: UUID) -> SeenStay | None:
    """A stay for those who keep its thing and for its own person; None for others. One query."""
    with connection.cursor() as cursor:
        cursor.execute("select * from indgang.seen_stay(%s)", [stay_id])
        row = cursor.fetchone()
    return _seen(row) if row else None


def stays_kept(offer_id: UUID, *, since: date, until: date) -> list[SeenStay]:
    """Stays in an offer's things that touch these nights, for those who keep them. One query."""
    with connection.cursor() as cursor:
        cursor.execute("select * from indgang.stays_kept(%s, %s, %s)", [offer_id, since, until])
        return [_seen((*row, True, False)) for row in cursor.fetchall()]


def nightly_offers() -> list[Offer]:
    """Offers that lend something by the night and whose nights the actor keeps. Two queries."""
    with connection.cursor() as cursor:
        cursor.execute("select unnest(indgang.nightly_offers())")
        ids = [row[0] for row in cursor.fetchall()]
    offers = Offer.objects.filter(
        id__in=ids, things__in=Thing.objects.filter(closed_on__isnull=True)
    )
    return list(offers.select_related("place").distinct().order_by("title", "id"))


def _seen(row: tuple[object, ...]) -> SeenStay:
    stay_id, offer_id, thing_id, first, until, *rest = row
    return SeenStay(stay_id, offer_id, thing_id, Nights(first, until), *rest)  # type: ignore[arg-type]  # a row of the database
