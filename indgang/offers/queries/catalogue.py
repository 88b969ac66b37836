"""The offers themselves, and what they are described with."""

from django.db.models import Count, F, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.utils.translation import get_language

from indgang.kernel.prepared import prepared, put_beside
from indgang.offers.models import LawBasis, Need, Offer, OfferNeed, Place, SecretAddress
from indgang.offers.queries.access import put_rules_beside
from indgang.offers.rules.search_words import da_key


def offer_by_slug(slug: str) -> Offer | None:
    """A published or paused offer, described, with what is said and measured of it. Three queries."""
    offers = _shown(slug)
    if not offers:
        return None
    put_beside(offers, "need_links", _needs(slug), by="offer_id")
    put_rules_beside(offers)
    return offers[0]


@prepared
def _shown(slug: str) -> QuerySet[Offer]:
    offers = Offer.objects.select_related(
        "place", "provider__reply_time", "rule_set", "room", "decision_time"
    )
    return offers.filter(slug=slug, status__in=("published", "paused"))


@prepared
def _needs(slug: str) -> QuerySet[OfferNeed]:
    return OfferNeed.objects.filter(offer__slug=slug).select_related("need")


def laws_of(offer: Offer) -> QuerySet[LawBasis]:
    """What the offer rests on, by section. For the staff's eyes. One query."""
    return offer.laws.order_by("section")


def needs_to_choose() -> list[tuple[str, str]]:
    """Every need's code and its name in the language of the page, in their own order. One query.

    Without those that were closed.
    """
    name = "title_en" if get_language() == "en" else "title"
    found = Need.objects.filter(closed_on__isnull=True).values_list("code", name, "title")
    return [(code, own or danish) for code, own, danish in found]


def neighbourhoods() -> list[str]:
    """The parts of town where something is offered, in Danish order. One query."""
    places = Place.objects.filter(offer__status="published").exclude(neighbourhood="")
    return sorted(places.values_list("neighbourhood", flat=True).distinct(), key=da_key)


def every_need() -> QuerySet[Need]:
    """All needs in their own order, the closed ones last. One query."""
    return Need.objects.order_by(F("closed_on").asc(nulls_first=True), "position", "title")


def every_place() -> list[Place]:
    """All places in Danish order with how many offers are shown there, closed ones last. One query."""
    shown = Count("offer", filter=Q(offer__status="published"))
    places = Place.objects.annotate(offers=shown)
    return sorted(places, key=lambda place: (place.closed_on is not None, da_key(place.name)))


def secret_of(place: Place) -> SecretAddress | None:
    """Where a hidden place is, for those who provide there and the administrator. One query."""
    return SecretAddress.objects.filter(place=place).first() if place.is_hidden else None


def places_of_others() -> RawSQL:
    """The ids of hidden places where the actor may not say that an offer of his is; for a filter."""
    return RawSQL("select unnest(indgang.places_of_others())", [])


def places_to_choose() -> list[Place]:
    """Places where an offer of the actor's can be, in Danish order. One query."""
    found = Place.objects.filter(closed_on__isnull=True).exclude(id__in=places_of_others())
    return sorted(found, key=lambda p: da_key(p.name))


def open_places() -> list[Place]:
    """Places where something can take place, in Danish order. One query."""
    return sorted(Place.objects.filter(closed_on__isnull=True), key=lambda p: da_key(p.name))
