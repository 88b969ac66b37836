"""An offer's own texts on other contexts' pages."""

from django import template

from indgang.offers.models import Offer
from indgang.offers.queries import FoundOffer
from indgang.offers.wording import access_in_words, capital, text_of
from indgang.web.danish import told

register = template.Library()


@register.filter
def says(offer: Offer, name: str) -> object:
    """One of the offer's texts in the language of the page, or in Danish and marked so."""
    return told(text_of(offer, name))


@register.filter
def begins(found: FoundOffer) -> str:
    """When one can start, or whose yes comes first: the same words as everywhere. No query."""
    return capital(access_in_words(found.answer, found.offer, found.next_session))
