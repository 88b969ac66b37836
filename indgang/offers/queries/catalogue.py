"""The offers themselves, and what they are described with."""

from django.db.models import QuerySet
from django.utils.translation import get_language

from indgang.offers.models import LawBasis, Need, Offer, Place
from indgang.offers.rules.search_words import da_key


def offer_by_slug(slug: str) -> Offer | None:
    """A published or paused offer with place, provider, needs and rule of access. Three queries."""
    offers = Offer.objects.select_related("place", "provider")
    offers = offers.prefetch_related("need_links__need", "access_rules")
    return offers.filter(slug=slug, status__in=("published", "paused")).first()


def laws_of(offer: Offer) -> QuerySet[LawBasis]:
    """What the offer rests on, by section. For the staff's eyes. One query."""
    return offer.laws.order_by("section")


def needs_to_choose() -> list[tuple[str, str]]:
    """Every need's code and its name in the language of the page, in their own order. One query."""
    name = "title_en" if get_language() == "en" else "title"
    found = Need.objects.values_list("code", name, "title")
    return [(code, own or danish) for code, own, danish in found]


def neighbourhoods() -> list[str]:
    """The parts of town where something is offered, in Danish order. One query."""
    places = Place.objects.filter(offer__status="published").exclude(neighbourhood="")
    return sorted(places.values_list("neighbourhood", flat=True).distinct(), key=da_key)
