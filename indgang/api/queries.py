"""Which offers answer to a question. Only what everybody may see is ever looked among."""

from collections.abc import Mapping
from datetime import datetime, time
from math import asin, cos, radians, sin, sqrt
from uuid import UUID

from django.db.models import F, IntegerField, Max, Q, QuerySet
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import ExtractHour, ExtractIsoWeekDay, ExtractMinute

from indgang.api.rules import DAYS, Asked
from indgang.offers.models import Offer, Place, Schedule
from indgang.offers.queries.exchange import SHOWN
from indgang.offers.queries.search import ranking_of
from indgang.offers.rules.hsds import texts
from indgang.offers.rules.hsds.ids import as_uuid, at_location_id
from indgang.offers.rules.hsds.listed import Term, Vocabulary

EARTH = 6_371_000  # metres, mean radius
# How an offer is found by a term: the column, or the link, that holds the code.
_COLUMNS = {
    "needs": "need_links__need_id", "laws": "laws__section", "kind": "kind", "format": "format",
    "access": "access", "run_by": "run_by", "evidence": "evidence", "intrusive": "intrusive",
    "provider_kind": "provider__kind",
}  # fmt: skip


def shown_offers() -> QuerySet[Offer]:
    """Every offer that everybody may see, by title."""
    return Offer.objects.filter(status__in=SHOWN).order_by("title", "id")


def offers_asked_for(question: Asked, words: Vocabulary) -> QuerySet[Offer]:
    """The offers that answer to every part of the question, by title. A search asks two queries."""
    found = shown_offers().filter(_by_dates_and_ages(question))
    for part in (_by_words, _by_terms, _by_provider, _by_times):
        found = part(found, question, words)
    return found


def offers_at_places(question: Asked, words: Vocabulary) -> QuerySet[Offer]:
    """The same, only those that have a place, and only near where it is asked. One query more."""
    found = offers_asked_for(question, words).filter(place__isnull=False)
    if question.postcode:
        found = found.filter(place__in=_places_near(question.postcode, question.proximity))
    return found


def shown_offer(identifier: str) -> QuerySet[Offer]:
    """The one offer of this id, or none."""
    own = as_uuid(identifier)
    return shown_offers().filter(id=own) if own else shown_offers().none()


def offer_at(identifier: str) -> QuerySet[Offer]:
    """The one offer at a place that has this id, or none. One query, for ids are made, not kept."""
    pairs = shown_offers().filter(place__isnull=False).values_list("id", "place_id")
    found = [own for own, place in pairs if at_location_id(own, place) == identifier]
    return shown_offers().filter(id__in=found)


def newest_change() -> datetime | None:
    """When any offer last changed, shown or not: what is taken away changes a list too. One query."""
    found: datetime | None = Offer.objects.aggregate(at=Max("updated_at"))["at"]
    return found


def ids_of(offers: QuerySet[Offer]) -> list[UUID]:
    """Which offers, in their order. One query."""
    return list(offers.values_list("id", flat=True))


def _by_dates_and_ages(question: Asked) -> Q:
    found = Q()
    if question.modified_after:
        found &= Q(updated_at__gte=question.modified_after)
    if question.minimum_age is not None:
        found &= Q(min_age__gte=question.minimum_age)
    if question.maximum_age is not None:
        found &= Q(max_age__lte=question.maximum_age)
    return found


def _by_words(found: QuerySet[Offer], question: Asked, words: Vocabulary) -> QuerySet[Offer]:
    if not question.search.strip():
        return found
    return found.filter(id__in=ranking_of(question.search).scores)


def _by_provider(found: QuerySet[Offer], question: Asked, words: Vocabulary) -> QuerySet[Offer]:
    if not question.organization_id:
        return found
    own = as_uuid(question.organization_id)
    return found.filter(provider=own) if own else found.none()


def _by_terms(found: QuerySet[Offer], question: Asked, words: Vocabulary) -> QuerySet[Offer]:
    if question.taxonomy_term_id:
        by_id = {term.id: term for term in words.terms.values()}
        term = by_id.get(question.taxonomy_term_id)
        condition = _with_term(term) if term else None
        found = found.filter(condition) if condition is not None else found.none()
    if question.taxonomy_id:
        listed = {one.id: one.code for one in words.taxonomies.values()}
        code = listed.get(question.taxonomy_id)
        condition = _with_any_term(code) if code else None
        found = found.filter(condition) if condition is not None else found.none()
    return found


def _with_term(term: Term) -> Q | None:
    if term.taxonomy == "who_for":
        return Q(who_for__contains=[term.code])
    if term.taxonomy == "anonymous_ok":
        return Q(anonymous_ok=term.code == "yes")
    if term.taxonomy == "needs":
        return _linked("needs__code", term.code)
    if term.taxonomy == "laws":
        return _linked("laws__section", term.code)
    column = _COLUMNS.get(term.taxonomy)
    return Q(**{column: term.code}) if column else None


def _linked(column: str, code: str) -> Q:
    # By a query of its own, so that an offer is found once.
    return Q(id__in=Offer.objects.filter(**{column: code}).order_by().values("id"))


def _with_any_term(taxonomy: str) -> Q | None:
    always: Mapping[str, Q] = {
        "needs": Q(id__in=Offer.objects.filter(needs__isnull=False).order_by().values("id")),
        "laws": Q(id__in=Offer.objects.filter(laws__isnull=False).order_by().values("id")),
        "evidence": ~Q(evidence=""),
        "who_for": ~Q(who_for=[]),
    }
    return always.get(taxonomy, Q()) if taxonomy in texts.TAXONOMIES else None


def _by_times(found: QuerySet[Offer], question: Asked, words: Vocabulary) -> QuerySet[Offer]:
    if not (question.day or question.start_time or question.end_time):
        return found
    schedules = Schedule.objects.filter(ended_on__isnull=True)
    if question.start_time:
        schedules = schedules.filter(starts_time__gte=question.start_time)
    if question.end_time:
        minutes: CombinedExpression = (
            ExtractHour("starts_time") * 60 + ExtractMinute("starts_time") + F("duration_minutes")
        )
        schedules = schedules.annotate(ends=minutes).filter(ends__lte=_minutes(question.end_time))
    if question.day:
        schedules = schedules.annotate(
            weekday=ExtractIsoWeekDay("starts_on", output_field=IntegerField())
        ).filter(_on_day(question.day))
    return found.filter(id__in=schedules.order_by().values("offer"))


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _on_day(day: str) -> Q:
    """Rules that name the day; days nobody names are those of the first time, or every day."""
    by_itself = Q(rrule="") | Q(rrule__startswith="FREQ=WEEKLY")
    return (
        Q(rrule__regex=f"BYDAY=[^;]*{day}")
        | (by_itself & ~Q(rrule__contains="BYDAY=") & Q(weekday=DAYS.index(day) + 1))
        | (Q(rrule__startswith="FREQ=DAILY") & ~Q(rrule__contains="BYDAY="))
    )


def _places_near(postcode: str, metres: float | None) -> list[UUID]:
    """Places with the postcode; or, where they lie is known, those so near to their middle."""
    # What is hidden must not be found by asking closer and closer either.
    known = list(Place.objects.filter(is_hidden=False))
    inside = [place for place in known if postcode in place.address.replace(",", " ").split()]
    if metres is None:
        return [place.id for place in inside]
    middle = _middle(
        [
            (place.latitude, place.longitude)
            for place in inside
            if place.latitude is not None and place.longitude is not None
        ]
    )
    if middle is None:
        return []
    return [p.id for p in known if _distance(middle, (p.latitude, p.longitude)) <= metres]


def _middle(points: list[tuple[float, float]]) -> tuple[float, float] | None:
    if not points:
        return None
    return sum(a for a, _ in points) / len(points), sum(b for _, b in points) / len(points)


def _distance(one: tuple[float, float], other: tuple[float | None, float | None]) -> float:
    """Metres between two points on the earth (haversine); endless when one is not known."""
    if other[0] is None or other[1] is None:
        return float("inf")
    a, b, c, d = map(radians, (one[0], one[1], other[0], other[1]))
    half = sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2
    return 2 * EARTH * asin(sqrt(half))
