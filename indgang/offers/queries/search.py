"""Finding something to be part of, from the words people use."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from indgang.kernel import clock
from indgang.kernel.prepared import prepared
from indgang.offers.models import Offer, Session
from indgang.offers.queries.access import answer_of, put_rules_beside, usual_who
from indgang.offers.queries.spots import spot_of
from indgang.offers.rules.access_per_use import Answer, Entry, Use
from indgang.offers.rules.search_words import SMALL_WORDS, da_key, terms_of
from indgang.offers.rules.spots import Spot, metres_between, nearness
from indgang.offers.rules.suggesting import EVIDENCE_ORDER

RANKING = (Path(__file__).with_name("ranking.sql")).read_text(encoding="utf-8")
LEAST_OF_BEST = 0.22  # an offer that scores less than this part of the best one is left out
MOST_FOUND = 60  # offers on a page; more is not read
DAYS_AHEAD = 28  # days; what is later than this is not "next"
SOON = timedelta(hours=2)  # "now" also means what begins within two hours
YOUNGEST, OLDEST_YOUNG = 12, 29  # an offer for the young ends somewhere here; own choice
EVENING = 17  # o'clock
SATURDAY = 6  # ISO weekday
TIMES = ("now", "today", "evening", "weekend")


@dataclass(frozen=True)
class OfferSearch:
    """What somebody looks for. Everything is optional."""

    text: str = ""
    need: str = ""
    who: str = ""
    first_for: str = ""  # what is for them comes first
    age: int | None = None
    neighbourhood: str = ""
    place: str = ""  # the place's short name
    near: Spot | None = None  # nearest first
    when: str = ""  # one of TIMES
    language: str = ""
    format: str = ""
    is_free: bool = False
    open_to_all: bool = False
    has_room: bool = False
    is_young: bool = False  # made for those from 12 to 25
    open_now: bool = False  # happens at this moment, and one just comes
    can_start_today: bool = False  # a time today with room, that needs nobody's yes first

    @property
    def is_filtered(self) -> bool:
        """Whether anything but words narrows it down."""
        return self != OfferSearch(text=self.text, first_for=self.first_for)

    @property
    def is_precise(self) -> bool:
        """Whether more was chosen than what is chosen by one tap."""
        quick = replace(
            self, text="", first_for="", near=None, open_now=False, can_start_today=False
        )
        return quick != OfferSearch()

    @property
    def asks_of_times(self) -> bool:
        """Whether only some of an offer's times will do."""
        return bool(self.when or self.has_room or self.open_now or self.can_start_today)


@dataclass(frozen=True)
class FoundOffer:
    """An offer, when it is next, and whether this seeker can simply come."""

    offer: Offer
    answer: Answer
    next_session: Session | None
    metres: float | None = None  # from where the search is near, as the crow flies

    @cached_property
    def is_open(self) -> bool:
        """Whether one simply comes."""
        return self.answer.entry is Entry.OPEN


class Ranked(NamedTuple):
    """What the words alone find."""

    scores: dict[UUID, float]
    needs: tuple[str, ...]


@dataclass(frozen=True)
class Findings:
    """The best of what a search found, how many there are, and the needs that its words speak of."""

    offers: list[FoundOffer]
    number: int
    needs: tuple[str, ...]  # likeliest first


def findings_of(search: OfferSearch, *, most: int = MOST_FOUND) -> Findings:
    """Offers that answer to the search, best first; without words those that happen soonest first.

    At most seven queries, two more for "can start today", however many are found: all are put in
    order, and ``most`` of them read.
    """
    ranked = ranking_of(search.text)
    rows = [Row._make((*row, ranked.scores.get(row[0], 0.0))) for row in _rows(search, ranked)]
    if search.can_start_today:
        rows = _that_one_just_begins(rows, search, ranked.needs)
    next_of = _next_times([row.id for row in rows], search)
    rows.sort(key=lambda row: _order(row, next_of.get(row.id), search))
    needs = [search.need] if search.need else ranked.needs[:2]
    best = [row.id for row in rows[:most]]
    offers = {offer.id: offer for offer in _with_places(best)}
    put_rules_beside(list(offers.values()))
    sessions = {one.id: one for one in _sessions_of([next_of[i].id for i in best if i in next_of])}
    found = [
        _found(
            offers[one], sessions.get(next_of[one].id) if one in next_of else None, search, needs
        )
        for one in best
        if one in offers
    ]
    return Findings(found, len(rows), ranked.needs)


def _rows(search: OfferSearch, ranked: Ranked) -> list[tuple[Any, ...]]:
    """The columns of `Row` for every offer that answers to the search. One query."""
    if search == OfferSearch():
        return _all_rows()
    offers = _filtered(search, clock.now())
    if search.text.strip():
        offers = offers.filter(id__in=ranked.scores)
    return list(offers.values_list(*ROW))


@prepared
def _all_rows() -> "QuerySet[Offer, tuple[Any, ...]]":
    return Offer.objects.filter(status="published").values_list(*ROW)


@prepared
def _with_places(offer_ids: list[UUID]) -> QuerySet[Offer]:
    offers = Offer.objects.filter(id__any_of=offer_ids)
    return offers.select_related("place", "provider", "rule_set", "room", "decision_time")


@prepared
def _sessions_of(session_ids: list[UUID]) -> QuerySet[Session]:
    return Session.objects.filter(id__any_of=session_ids)


def found_offers(search: OfferSearch, *, most: int = MOST_FOUND) -> list[FoundOffer]:
    """The offers of ``findings_of``: same order, same number of queries."""
    return findings_of(search, most=most).offers


def found_among(
    offers: QuerySet[Offer], search: OfferSearch, *, needs: Sequence[str]
) -> list[FoundOffer]:
    """Those of the offers that the search's filters let through, for somebody with these needs.

    In no order. Five queries.
    """
    chosen = _filtered(search, clock.now()).filter(id__in=offers.values("id"))
    read = chosen.select_related("place", "room", "decision_time").prefetch_related(
        "need_links__need", "rule_set__lines"
    )
    next_of = _next_sessions([offer.id for offer in read], search)
    return [_found(offer, next_of.get(offer.id), search, needs) for offer in read]


def offers_alike(search: OfferSearch, *, most: int = 6) -> list[FoundOffer]:
    """What comes near when nothing is found. At most fifteen queries.

    The same words without the filters; else the same need; else what is open and happens soonest.
    """
    for wider in (
        OfferSearch(text=search.text, need=search.need, age=search.age, near=search.near),
        OfferSearch(text=search.text, near=search.near),
        OfferSearch(need=search.need, near=search.near, open_to_all=True),
    ):
        if wider != search and (found := found_offers(wider, most=most)):
            return found
    return []


def ranking_of(text: str) -> Ranked:
    """Score of each offer for the words, and the needs they speak of, likeliest first. One query."""
    terms = terms_of(text)
    if not terms:
        return Ranked({}, ())
    parameters: dict[str, str | float | list[str]] = {
        "terms": json.dumps([asdict(term) for term in terms]),
        "small": sorted(SMALL_WORDS),
        "least": LEAST_OF_BEST,
    }
    with connection.cursor() as cursor:
        cursor.execute(RANKING, parameters)
        rows = cursor.fetchall()
    return Ranked({row[0]: row[1] for row in rows}, tuple(rows[0][2] or ()) if rows else ())


def _filtered(search: OfferSearch, now: datetime) -> QuerySet[Offer]:
    offers = Offer.objects.filter(status="published")
    if search.need:
        offers = offers.filter(needs=search.need)
    if search.who:
        offers = offers.filter(who_for__contains=[search.who])
    if search.age is not None:
        offers = offers.filter(
            Q(min_age__isnull=True) | Q(min_age__lte=search.age),
            Q(max_age__isnull=True) | Q(max_age__gte=search.age),
        )
    if search.language:
        offers = offers.filter(languages__contains=[search.language])
    offers = offers.filter(**_plain_filters(search))
    if search.asks_of_times:
        matching = _sessions(search, now).filter(offer=OuterRef("pk"))
        offers = offers.filter(Exists(matching))
    return offers


def _plain_filters(search: OfferSearch) -> dict[str, object]:
    wanted = {
        "place__neighbourhood": search.neighbourhood,
        "place__slug": search.place,
        "format": search.format,
        "access": "open" if search.open_to_all else "",
    }
    filters: dict[str, object] = {name: value for name, value in wanted.items() if value}
    if search.is_young:
        filters |= {"max_age__lte": OLDEST_YOUNG, "max_age__gte": YOUNGEST}
    if search.is_free:
        filters["price_kr"] = 0
    return filters


def _sessions(search: OfferSearch, now: datetime) -> QuerySet[Session]:
    """Coming sessions that fit the time and the wish for room."""
    sessions = _coming(now, now + timedelta(days=DAYS_AHEAD))
    if search.has_room or search.can_start_today:
        sessions = sessions.filter(
            Q(seats__isnull=True) | Q(taken__lt=F("seats"), waiting=0, draw_on__isnull=True)
        )
    if search.open_now:
        sessions = sessions.filter(seats__isnull=True, starts_at__lte=now)
    if search.can_start_today:
        sessions = sessions.filter(starts_at__lt=_tomorrow(now))
    if search.when == "now":
        sessions = sessions.filter(starts_at__lte=now + SOON)
    elif search.when == "today":
        sessions = sessions.filter(starts_at__lt=_tomorrow(now))
    elif search.when == "evening":
        sessions = sessions.filter(starts_at__hour__gte=EVENING)
    elif search.when == "weekend":
        sessions = sessions.filter(starts_at__iso_week_day__gte=SATURDAY)
    return sessions


def _tomorrow(now: datetime) -> datetime:
    """The next midnight on a Danish wall clock."""
    return clock.at(clock.local(now).date() + timedelta(days=1))


def _coming(now: datetime, until: datetime) -> QuerySet[Session]:
    sessions = Session.objects.filter(
        cancelled_at__isnull=True, ends_at__gt=now, starts_at__lt=until, follows=False
    )
    # Where there are seats one comes at the start; where one just comes, while it lasts.
    sessions = sessions.filter(Q(seats__isnull=True) | Q(starts_at__gt=now))
    return sessions.filter(Q(is_talk=False) | Q(taken=0))  # the next talk is the next free one


def _next_sessions(offer_ids: list[UUID], search: OfferSearch) -> dict[UUID, Session]:
    """The next session of each offer that fits the search. One query."""
    sessions = _sessions(search, clock.now()).filter(offer__in=offer_ids)
    first = sessions.order_by("offer_id", "starts_at").distinct("offer_id")
    return {session.offer_id: session for session in first}


class NextTime(NamedTuple):
    """When an offer is next."""

    offer_id: UUID
    starts_at: datetime
    id: UUID


def _next_times(offer_ids: list[UUID], search: OfferSearch) -> dict[UUID, NextTime]:
    """The next time of each offer that fits the search. One query."""
    now = clock.now()
    if search.asks_of_times:
        sessions = _sessions(search, now).filter(offer__in=offer_ids)
        rows = list(_first_of_each(sessions))
    else:
        rows = _first_times(offer_ids, now, now + timedelta(days=DAYS_AHEAD))
    return {row[0]: NextTime(*row) for row in rows}


@prepared
def _first_times(
    offer_ids: list[UUID], now: datetime, until: datetime
) -> "QuerySet[Session, tuple[UUID, datetime, UUID]]":
    return _first_of_each(_coming(now, until).filter(offer__any_of=offer_ids))


def _first_of_each(
    sessions: QuerySet[Session],
) -> "QuerySet[Session, tuple[UUID, datetime, UUID]]":
    first = sessions.order_by("offer_id", "starts_at").distinct("offer_id")
    return first.values_list("offer_id", "starts_at", "id")


def _that_one_just_begins(
    rows: list["Row"], search: OfferSearch, needs: Sequence[str]
) -> list["Row"]:
    """Without those that somebody must say yes to first. At most two queries.

    An offer that follows no rule is what its one word says, and is not read.
    """
    offers = _with_places([row.id for row in rows if row.rule_set_id])
    put_rules_beside(offers)
    said = [search.need] if search.need else needs[:2]
    by_rule = {offer.id: _found(offer, None, search, said).is_open for offer in offers}
    return [row for row in rows if by_rule.get(row.id, row.access == "open")]


def _found(
    offer: Offer, session: Session | None, search: OfferSearch, needs: Sequence[str]
) -> FoundOffer:
    if session is not None:
        session.offer = offer
    use = Use(who=search.who or usual_who(offer), needs=frozenset(needs), age=search.age)
    metres = metres_between(search.near, spot_of(offer.place)) if search.near else None
    return FoundOffer(offer, answer_of(offer, use), session, metres)


class Row(NamedTuple):
    """What the order of an offer depends on; more is read only of the best."""

    id: UUID
    title: str
    intrusive: int
    evidence: str
    who_for: list[str]
    access: str
    rule_set_id: UUID | None
    place__x: float | None
    place__y: float | None
    place__latitude: float | None
    place__longitude: float | None
    score: float

    @property
    def spot(self) -> Spot:
        """Where it is."""
        return Spot("", self.place__x, self.place__y, self.place__latitude, self.place__longitude)


ROW = tuple(name for name in Row._fields if name != "score")


def _order(row: Row, session: NextTime | None, search: OfferSearch) -> tuple[Any, ...]:
    """What to sort by: the nearest, the best score, the soonest, the easiest, the best known."""
    return (
        nearness(search.near, row.spot) if search.near else (0, 0.0),
        bool(search.first_for) and search.first_for not in row.who_for,
        -round(row.score, 2),
        session is None,
        session.starts_at.timestamp() if session and not search.text else 0,
        row.intrusive,
        EVIDENCE_ORDER.index(row.evidence),
        da_key(row.title),
    )
