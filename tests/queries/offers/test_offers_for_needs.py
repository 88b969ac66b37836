import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indgang.offers.queries import offers_for_needs
from tests.factories.offers import make_need, make_offer, make_session

pytestmark = pytest.mark.django_db


def test_documented_groups_come_first_and_each_says_why_it_is_there() -> None:
    make_need("debt", "Gæld")
    make_offer("Alene", needs=("debt",), format="individual", evidence="documented")
    make_offer("Hold", needs=("debt",), evidence="documented", intrusive=1)
    make_offer("Nyt", needs=("debt",))
    make_offer("Andet", needs=("sleep",))
    found = offers_for_needs(["debt"])
    assert [one.found.offer.title for one in found] == ["Hold", "Alene", "Nyt"]
    assert found[1].why == (
        "Du har nævnt gæld. Det er godt undersøgt, at det hjælper. Det er let at begynde på."
    )


def test_the_number_of_queries_does_not_grow() -> None:
    for number in range(8):
        make_session(make_offer(f"Hold {number}", needs=("debt", "sleep")))
    with CaptureQueriesContext(connection) as queries:
        assert len(offers_for_needs(["debt", "sleep"])) == 8
    assert len(queries) <= 6


def test_what_is_hoped_adds_to_what_is_hard_and_never_comes_before_it() -> None:
    make_offer("Stor forskning i haver", needs=("nature",), evidence="documented")
    make_offer("Have og gæld", needs=("nature", "debt"))
    make_offer("Gæld", needs=("debt",), evidence="experience")
    alone = [one.found.offer.title for one in offers_for_needs(["debt"])]
    both = [one.found.offer.title for one in offers_for_needs(["debt"], hoped=["nature"])]
    assert alone == ["Gæld", "Have og gæld"]
    assert both == [*alone, "Stor forskning i haver"]
