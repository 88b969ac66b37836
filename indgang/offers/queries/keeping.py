"""What those who stand for offers look after."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Prefetch, Q, QuerySet, Sum

from indgang.kernel import clock
from indgang.offers.models import Offer, Schedule, Session, Unmet
from indgang.offers.rules.search_words import da_key
from indgang.offers.rules.sheet import OfferSheet
from indgang.people.models import Organisation

STALE_DAYS = 30  # days after which somebody should look whether it is still true; own choice
UNMET_DAYS = 28
RECENT_DAYS = 7  # days in which one still notes who came
MOST_NEXT = 6  # times in view on a telephone


@dataclass(frozen=True)
class KeptOffer:
    """An offer one looks after, when it is next, and whether somebody should look at it again."""

    offer: Offer
    next_session: Session | None
    is_stale: bool


def kept_organisations() -> list[Organisation]:
    """Whose offers the actor keeps, in Danish order. Two queries; empty for everyone else."""
    with connection.cursor() as cursor:
        cursor.execute("select unnest(indgang.kept_organisations())")
        ids = [row[0] for row in cursor.fetchall()]
    return sorted(Organisation.objects.filter(id__in=ids), key=lambda one: da_key(one.name))


def kept_offers(text: str = "") -> list[KeptOffer]:
    """The offers the actor keeps: shown ones by name, then drafts and pauses, closed ones last.

    ``text`` narrows them to those with it in their own or the organisation's name. Four queries.
    """
    offers = Offer.objects.filter(provider__in=[one.id for one in kept_organisations()])
    for word in text.split():
        offers = offers.filter(Q(title__icontains=word) | Q(provider__name__icontains=word))
    found = list(offers.select_related("provider", "place"))
    next_of = _next_sessions([offer.id for offer in found])
    stale = clock.now() - timedelta(days=STALE_DAYS)
    order = ("published", "draft", "paused", "closed")
    found.sort(key=lambda offer: (order.index(offer.status), da_key(offer.title)))
    return [
        KeptOffer(
            offer,
            next_of.get(offer.id),
            offer.status != "closed" and (offer.checked_at is None or offer.checked_at < stale),
        )
        for offer in found
    ]


def next_kept_sessions() -> list[Session]:
    """What happens next among all the offers the actor keeps, with its offer. Two queries."""
    ids = [one.id for one in kept_organisations()]
    coming = _coming().filter(offer__provider__in=ids, offer__status="published")
    return list(coming.select_related("offer__place").order_by("starts_at", "id")[:MOST_NEXT])


def kept_offer(offer_id: UUID) -> Offer | None:
    """An offer the actor keeps, with all it is described with and its times. Six queries.

    None for an offer that is not the actor's to keep.
    """
    running = Schedule.objects.filter(ended_on__isnull=True)
    offers = Offer.objects.filter(provider__in=[one.id for one in kept_organisations()])
    return (
        offers.select_related("provider", "place")
        .prefetch_related("need_links__need", Prefetch("schedules", running))
        .filter(id=offer_id)
        .first()
    )


def kept_sessions(offer_id: UUID) -> list[Session]:
    """Every coming time of an offer, called off or not, soonest first; its courses' are not here.

    One query.
    """
    coming = Session.objects.filter(offer_id=offer_id, starts_at__gt=clock.now())
    return list(coming.filter(run__isnull=True).order_by("starts_at"))


def recent_kept_sessions(offer_id: UUID) -> list[Session]:
    """Times of an offer in the last week that somebody had a seat in, latest first. One query."""
    now = clock.now()
    return list(
        Session.objects.filter(
            offer_id=offer_id,
            starts_at__range=(now - timedelta(days=RECENT_DAYS), now),
            cancelled_at__isnull=True,
            taken__gt=0,
        ).order_by("-starts_at")
    )


def session_with_people(session_id: UUID) -> Session | None:
    """A time of an offer the actor keeps, from the last week on, with its offer. Three queries."""
    ids = [one.id for one in kept_organisations()]
    since = clock.now() - timedelta(days=RECENT_DAYS)
    times = Session.objects.filter(starts_at__gt=since, offer__provider__in=ids)
    return times.select_related("offer__place").filter(id=session_id).first()


def kept_session(session_id: UUID) -> Session | None:
    """A coming time of an offer the actor keeps, with its offer. Three queries."""
    ids = [one.id for one in kept_organisations()]
    coming = Session.objects.filter(starts_at__gt=clock.now(), offer__provider__in=ids)
    return coming.select_related("offer__place").filter(id=session_id).first()


def sheet_of(offer: Offer) -> OfferSheet:
    """The offer as describe_offer takes it. No query when all it refers to is fetched."""
    plain: dict[str, Any] = {
        name: tuple(value) if isinstance(value := getattr(offer, name), list) else value
        for name in OfferSheet.__dataclass_fields__
        if name not in ("provider", "place", "needs", "laws", "times", "access_lines")
    }
    plain["access"] = offer.own_access or offer.access
    return OfferSheet(
        **plain,
        provider=offer.provider.name,
        place=offer.place.slug if offer.place else "",
        needs=tuple(link.need_id for link in offer.need_links.all()),
    )


def unmet_needs() -> list[tuple[str, int]]:
    """How often people looked in vain in the last four weeks, by need, most first. One query.

    "" is what the search did not understand.
    """
    since = clock.today() - timedelta(days=UNMET_DAYS)
    counted = Unmet.objects.filter(day__gt=since).order_by().values_list("need__title")
    return [
        (title or "", number)
        for title, number in counted.annotate(total=Sum("number")).order_by("-total")
    ]


def _coming() -> QuerySet[Session]:
    return Session.objects.filter(starts_at__gt=clock.now(), cancelled_at__isnull=True)


def _next_sessions(offer_ids: list[UUID]) -> dict[UUID, Session]:
    """The next time of each offer. One query."""
    first = _coming().filter(offer__in=offer_ids).order_by("offer_id", "starts_at")
    return {session.offer_id: session for session in first.distinct("offer_id")}
