import pytest

from indgang.offers.queries import OfferSearch, findings_of, heard
from tests.factories.lillevang import make_overview
from tests.factories.offers import make_offer

pytestmark = pytest.mark.django_db


def test_what_was_chosen_is_not_heard_otherwise() -> None:
    chosen = OfferSearch(text="min søster", who="parent")
    assert heard(chosen) == chosen


def test_where_only_the_person_is_named_only_what_is_for_her_is_found() -> None:
    make_offer("Gruppen", who_for=["sibling"])
    make_offer("Gåture")
    found = findings_of(heard(OfferSearch(text="til min søster"))).offers
    assert [one.offer.title for one in found] == ["Gruppen"]


def test_what_is_for_her_comes_first_where_more_is_said() -> None:
    make_offer("Gæld for alle", summary="Gæld og gæld.")
    make_offer("Søskende og gæld", who_for=["self", "sibling"], summary="Om regninger.")
    found = findings_of(heard(OfferSearch(text="søster til en med gæld"))).offers
    assert [one.offer.title for one in found] == ["Søskende og gæld", "Gæld for alle"]


@pytest.mark.slow
def test_the_sister_of_somebody_finds_what_is_for_her_among_all_of_the_towns_offers() -> None:
    make_overview()
    for said in ("søster til en, der er syg", "min bror har det svært", "søskende"):
        first = findings_of(heard(OfferSearch(text=said))).offers[:3]
        assert first, said
        assert all("sibling" in one.offer.who_for for one in first), said
