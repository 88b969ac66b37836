"""Reads of the board, named by what comes back. Every number comes as whoever asks may be told it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.urls import reverse

from indgang.board.models import Count
from indgang.board.rules.figures import NOTHING, Amount, Room, together
from indgang.board.rules.rows import Row
from indgang.board.rules.waits import Wait
from indgang.kernel import clock
from indgang.offers import wording as offer_words
from indgang.offers.models import Need, Offer, OfferNeed
from indgang.offers.rules.search_words import da_key
from indgang.people.models import Organisation
from indgang.web.danish import in_danish

DAYS_AHEAD = 14  # days: as far as the board looks for room
HISTORY_DAYS = 26 * 7  # days back on a page of history: half a year

# What the hub of open pages asks as well, over a connection of its own: every offer that is shown,
# what it is for, who stands for it, and its room.
ROOMS = """
    select o.id, o.provider_id,
           array(select n.need_id from offers_offerneed n where n.offer_id = o.id),
           coalesce(r.seats, 0), coalesce(r.free, 0), coalesce(r.taken, 0), coalesce(r.held, 0),
           coalesce(r.waiting, 0), coalesce(r.is_open, false), o.access = 'open', r.next_free,
           coalesce(r.next_seats, 0), r.counted_at
    from offers_offer o left join indgang.board_room(%s, %s, %s) r on r.offer_id = o.id
    where o.status = 'published'
"""


@dataclass(frozen=True)
class Placed:
    """The room of one offer, and what it belongs to."""

    offer: str
    unit: str
    needs: tuple[str, ...]
    room: Room


@dataclass(frozen=True)
class Board:
    """Everything on the board: the same things by offer, by need and by who stands for them."""

    offers: list[Row]
    needs: list[Row]
    units: list[Row]
    town: Row


@dataclass(frozen=True)
class Thing:
    """What a page of history is about: an offer, a need, an organisation, or the whole town."""

    title: str = ""
    offer: UUID | None = None
    need: str | None = None
    organisation: UUID | None = None


def moments() -> tuple[datetime, datetime]:
    """From when until when the board looks for room."""
    now = clock.now()
    return now, now + timedelta(days=DAYS_AHEAD)


def placed(rows: Iterable[Sequence[Any]]) -> list[Placed]:
    """What ROOMS answered."""
    return [
        Placed(
            str(offer), str(unit), tuple(needs),
            Room(
                seats, free, Amount.told(taken), Amount.told(held), Amount.told(waiting), *rest
            ),
        )
        for offer, unit, needs, seats, free, taken, held, waiting, *rest in rows
    ]  # fmt: skip


def rooms_now(*, wants_all: bool = True) -> list[Placed]:
    """The room of every offer that is shown. One query."""
    with connection.cursor() as cursor:
        cursor.execute(ROOMS, [*moments(), wants_all])
        return placed(cursor.fetchall())


def by_key(found: Sequence[Placed], changed: Iterable[str] | None = None) -> dict[str, Room]:
    """The room of each offer, need and unit by its key; of those that a change touches, if said."""
    named = {one.offer for one in found} if changed is None else set(changed)
    touched = [one for one in found if one.offer in named]
    units = {one.unit for one in touched}
    needs = {need for one in touched for need in one.needs}
    rooms = {one.offer: one.room for one in touched}
    for unit in units:
        rooms[unit] = together(one.room for one in found if one.unit == unit)
    for need in needs:
        rooms[need] = together(one.room for one in found if need in one.needs)
    return rooms


def board(*, wants_all: bool = True) -> Board:
    """The whole board, in Danish order of the titles; needs in their own order. Five queries.

    Without ``wants_all`` it is what everybody may be told, whoever asks.
    """
    found = rooms_now(wants_all=wants_all)
    room_of = by_key(found)
    kept = _latest(wants_all=wants_all)
    offers = list(Offer.objects.filter(status="published").select_related("provider", "place"))
    links: dict[UUID, list[str]] = defaultdict(list)
    for offer_id, need_id in OfferNeed.objects.values_list("offer_id", "need_id"):
        links[offer_id].append(need_id)
    rows = [_row_of(offer, tuple(links[offer.id]), room_of, kept) for offer in offers]
    rows.sort(key=lambda row: da_key(row.title))
    units = {offer.provider_id: offer.provider.name for offer in offers}
    return Board(
        offers=rows,
        needs=[
            _with_count(Row(need.code, _title(need), room_of.get(need.code, NOTHING),
                            href=f"?behov={need.code}", needs=(need.code,)), kept)
            for need in Need.objects.filter(closed_on__isnull=True)
        ],
        units=[
            _with_count(Row(str(key), name, room_of.get(str(key), NOTHING),
                            href=f"?enhed={key}", unit=str(key)), kept)
            for key, name in sorted(units.items(), key=lambda unit: da_key(unit[1]))
        ],
        town=_with_count(Row("", "", together(one.room for one in found)), kept),
    )  # fmt: skip


def history(thing: Thing) -> list[Count]:
    """What was kept of it each day of the last half year, oldest first. One query."""
    since = clock.today() - timedelta(days=HISTORY_DAYS)
    return list(
        Count.objects.raw(
            "select * from indgang.board_history(%s, %s, %s, %s)",
            [since, thing.offer, thing.need, thing.organisation],
        )
    )


def wait_of_kind(count: Count, kind: str) -> Wait:
    """What was kept of one kind of access; the number is -1 where it is too few to say."""
    return Wait(
        getattr(count, f"{kind}_number"),
        getattr(count, f"{kind}_median_days"),
        getattr(count, f"{kind}_p90_days"),
    )


def thing_named(*, offer: UUID | None, need: str, unit: UUID | None) -> Thing | None:
    """What a page of history is about: the first that is named, or the whole town. One query.

    None if it is not there, or not shown.
    """
    if offer:
        shown = Offer.objects.filter(id=offer, status__in=("published", "paused")).first()
        return Thing(offer_words.text_of(shown, "title"), offer=offer) if shown else None
    if need:
        found = Need.objects.filter(code=need).first()
        return Thing(_title(found), need=need) if found else None
    if unit:
        named = Organisation.objects.filter(id=unit, offers__status="published").first()
        return Thing(named.name, organisation=unit) if named else None
    return Thing()


def _latest(*, wants_all: bool) -> dict[str, Count]:
    """The newest that is kept, by the key of what it is about; the town's is ""."""
    found = Count.objects.raw("select * from indgang.board_latest(%s)", [wants_all])
    return {str(one.offer_id or one.need_id or one.organisation_id or ""): one for one in found}


def _row_of(
    offer: Offer, needs: tuple[str, ...], room_of: dict[str, Room], kept: dict[str, Count]
) -> Row:
    row = Row(
        key=str(offer.id),
        title=offer_words.text_of(offer, "title"),
        room=room_of.get(str(offer.id), NOTHING),
        href=reverse("offers:offer", args=[offer.slug]),
        under=offer.provider.name,
        needs=needs,
        unit=str(offer.provider_id),
        place=offer.place.slug if offer.place else "",
    )
    return _with_count(row, kept)


def _with_count(row: Row, kept: dict[str, Count]) -> Row:
    count = kept.get(row.key)
    if count is None:
        return row
    values = {name: getattr(row, name) for name in row.__dataclass_fields__} | {
        "open_wait": wait_of_kind(count, "open"),
        "decided_wait": wait_of_kind(count, "decided"),
        "unmet": Amount.told(count.unmet),
        "arrivals": Amount.told(count.arrivals),
        "measured_at": count.measured_at,
    }
    return Row(**values)


def _title(need: Need) -> str:
    return (
        need.title_en if offer_words.language() == "en" and need.title_en else in_danish(need.title)
    )
