import pytest

from indgang.access.door import acting
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere, Refused
from indgang.offers.operations import close_place
from indgang.offers.queries import every_place, open_places
from tests.factories.offers import make_offer, make_place
from tests.factories.people import make_colleague

pytestmark = pytest.mark.django_db


def test_a_host_closes_no_place() -> None:
    place = make_place()
    with acting(make_colleague(Role.HOST).key) as actor, pytest.raises(NotThere):
        close_place(slug=place.slug, is_closed=True, by=actor)


def test_a_place_where_something_is_offered_stays_open() -> None:
    place = make_place()
    make_offer(place=place)
    with (
        acting(make_colleague(Role.ADMINISTRATOR).key) as actor,
        pytest.raises(Refused, match="1 tilbud holder til her"),
    ):
        close_place(slug=place.slug, is_closed=True, by=actor)


def test_a_closed_place_is_not_chosen_until_it_is_opened_again() -> None:
    make_offer(place=make_place(), status="closed")
    with acting(make_colleague(Role.ADMINISTRATOR).key) as actor:
        close_place(slug="biblioteket", is_closed=True, by=actor)
        assert open_places() == []
        assert [place.slug for place in every_place()] == ["biblioteket"]
        close_place(slug="biblioteket", is_closed=False, by=actor)
    assert [place.slug for place in open_places()] == ["biblioteket"]
