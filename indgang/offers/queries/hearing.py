"""What a search says between the lines."""

from dataclasses import replace

from indgang.offers.queries.search import OfferSearch
from indgang.offers.rules.relations import relation_in
from indgang.offers.rules.search_words import SMALL_WORDS, terms_of


def heard(search: OfferSearch) -> OfferSearch:
    """The search with the person that its words speak of: what is for him comes first.

    Where nothing else is said, only what is for him is found. No query.
    """
    who, rest = relation_in(search.text)
    if not who or search.who:
        return search
    if any(term.word not in SMALL_WORDS for term in terms_of(rest) if not term.joined):
        return replace(search, first_for=who)
    return replace(search, text="", who=who)
