"""Keeping the board's figures."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Count as Number
from django.db.models import Sum
from django.utils.translation import gettext as _

from indgang.board.models import Count
from indgang.board.queries import Placed, rooms_now
from indgang.board.rules.figures import Amount, Room, together
from indgang.board.rules.waits import Days
from indgang.entrance.models import UnmetNeed
from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.kernel.refused import Refused
from indgang.offers.models import Need, OfferNeed, Unmet
from indgang.offers.queries.keeping import UNMET_DAYS

WAITS_DAYS = (
    12 * 7
)  # days back in which somebody began: enough people, and not long ago; own choice


@dataclass
class _Figures:
    """Everything counted at one moment, by what it is about."""

    offers: list[Placed]
    open_waits: dict[str, Days] = field(default_factory=lambda: defaultdict(Days.none))
    decided_waits: dict[str, Days] = field(default_factory=lambda: defaultdict(Days.none))
    came: dict[str, int] = field(default_factory=dict)
    unmet: dict[str, int] = field(default_factory=dict)
    first_need: dict[str, str] = field(default_factory=dict)


@transaction.atomic
def keep_counts(*, by: Actor) -> int:
    """Keep today's figures of every offer, need and unit, and of the town. Returns how many.

    Done again on the same day it takes the place of what was kept before: the last of the day
    stands. Nothing of any person is kept. Raises Refused for anybody but the worker.
    """
    if by.key_kind != "worker":
        raise Refused(_("Det gør systemet selv hver nat."))
    figures = _figures()
    kept = [*_of_offers(figures), *_of_needs(figures), *_of_units(figures), _of_town(figures)]
    Count.objects.filter(day=clock.today()).delete()
    return len(Count.objects.bulk_create(kept))


def _figures() -> _Figures:
    now = clock.now()
    today = clock.today()
    figures = _Figures(rooms_now())
    with connection.cursor() as cursor:
        since = clock.at(today - timedelta(days=WAITS_DAYS))
        cursor.execute("select * from indgang.board_waits(%s, %s)", [now, since])
        for offer, is_decided, days, is_over, number in cursor.fetchall():
            waits = figures.decided_waits if is_decided else figures.open_waits
            waits[str(offer)].add(days, number, is_over=is_over)
        cursor.execute("select * from indgang.board_came(%s, %s)", [_monday(), now])
        figures.came = {str(offer): number for offer, number in cursor.fetchall()}
        cursor.execute("select indgang.board_arrivals(%s, %s)", [_monday(), now])
        figures.came[""] = (cursor.fetchone() or (0,))[0]
    figures.unmet = _unmet()
    links = OfferNeed.objects.order_by("-position", "-id").values_list("offer_id", "need_id")
    figures.first_need = {str(offer): need for offer, need in links}
    return figures


def _unmet() -> dict[str, int]:
    """How often the last weeks' searches and conversations found nothing, by need; "" for the rest."""
    since = clock.today() - timedelta(days=UNMET_DAYS)
    found: dict[str, int] = defaultdict(int)
    searched = Unmet.objects.filter(day__gt=since).order_by().values_list("need_id")
    for need, number in searched.annotate(total=Sum("number")):
        found[need or ""] += number
    talked = UnmetNeed.objects.filter(on__gt=since).order_by().values_list("need_id")
    for need, number in talked.annotate(total=Number("id")):
        found[need or ""] += number
    return found


def _of_offers(figures: _Figures) -> list[Count]:
    return [
        _count(
            figures, [one], one.room,
            unmet=[figures.unmet.get(figures.first_need.get(one.offer, "-"), 0)],
            offer_id=UUID(one.offer),
        )
        for one in figures.offers
    ]  # fmt: skip


def _of_needs(figures: _Figures) -> list[Count]:
    return [
        _count(
            figures, [one for one in figures.offers if code in one.needs],
            unmet=[figures.unmet.get(code, 0)], need_id=code,
        )
        for code in Need.objects.filter(closed_on__isnull=True).values_list("code", flat=True)
    ]  # fmt: skip


def _of_units(figures: _Figures) -> list[Count]:
    by_unit: dict[str, list[Placed]] = defaultdict(list)
    for one in figures.offers:
        by_unit[one.unit].append(one)
    return [
        _count(
            figures, own, organisation_id=UUID(unit),
            unmet=[
                figures.unmet.get(need, 0)
                for need in {figures.first_need.get(one.offer, "-") for one in own}
            ],
        )
        for unit, own in by_unit.items()
    ]  # fmt: skip


def _of_town(figures: _Figures) -> Count:
    count = _count(figures, figures.offers, unmet=list(figures.unmet.values()))
    count.arrivals = figures.came.get("", 0)
    count.told = (count.told or {}) | {"arrivals": Amount.of([count.arrivals]).code}
    return count


def _count(
    figures: _Figures,
    offers: Iterable[Placed],
    room: Room | None = None,
    *,
    unmet: list[int],
    **about: object,
) -> Count:
    own = list(offers)
    came = [figures.came.get(one.offer, 0) for one in own]
    told = None if room else _told([one.room for one in own], unmet=unmet, arrivals=came)
    room = room or together(one.room for one in own)
    open_wait = _all_waits(figures.open_waits, own).wait
    decided = _all_waits(figures.decided_waits, own).wait
    return Count(
        day=clock.today(), measured_at=clock.now(), seats=room.seats, free=room.free,
        held=room.held.number, taken=room.taken.number, waiting=room.waiting.number,
        open_number=open_wait.number, open_median_days=open_wait.median,
        open_p90_days=open_wait.p90, decided_number=decided.number,
        decided_median_days=decided.median, decided_p90_days=decided.p90,
        unmet=sum(unmet), arrivals=sum(came), told=told, **about,
    )  # fmt: skip


def _told(rooms: list[Room], **parts: list[int]) -> dict[str, int]:
    """What everybody may know of each sum."""
    for name in ("held", "taken", "waiting"):
        parts[name] = [getattr(room, name).number for room in rooms]
    return {name: Amount.of(numbers).code for name, numbers in parts.items()}


def _all_waits(waits: dict[str, Days], offers: Iterable[Placed]) -> Days:
    found = Days.none()
    for one in offers:
        if days := waits.get(one.offer):
            for day, number in days.over.items():
                found.add(day, number, is_over=True)
            for day, number in days.going.items():
                found.add(day, number, is_over=False)
    return found


def _monday() -> datetime:
    today = clock.today()
    return clock.at(today - timedelta(days=today.weekday()))
