import pytest

from indgang.access.door import acting
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere
from indgang.requests.operations import answer_request, settle_request, take_request
from indgang.requests.queries import requests_in_house
from indgang.requests.rules import State
from tests.factories.keeping import make_provider
from tests.factories.offers import make_offer
from tests.factories.people import make_colleague, make_guest, make_municipality
from tests.factories.requests import ask

pytestmark = pytest.mark.django_db


def come_back() -> object:
    """A request that the place could not meet."""
    make_municipality()
    offer = make_offer()
    poul, request_id = make_provider(offer.provider), ask(make_guest(), offer)
    with acting(poul.key) as actor:
        answer_request(request_id=request_id, answer=State.NOT_NOW, reason="full", by=actor)
    return request_id


def test_what_still_waits_at_the_place_is_not_the_houses_to_take() -> None:
    request_id, mette = ask(make_guest(), make_offer()), make_colleague(Role.GUIDE)
    with acting(mette.key) as actor:
        with pytest.raises(NotThere):
            take_request(request_id=request_id, by=actor)
        with pytest.raises(NotThere):
            settle_request(request_id=request_id, by=actor)


@pytest.mark.parametrize("role", [Role.PROVIDER, Role.LEADER, Role.VOLUNTEER, Role.AUTHORITY])
def test_who_meets_no_guests_sees_and_takes_nothing(role: Role) -> None:
    make_colleague(Role.HOST)
    request_id, bo = come_back(), make_colleague(role, name="Bo")
    with acting(bo.key) as actor:
        assert requests_in_house() == []
        with pytest.raises(NotThere):
            take_request(request_id=request_id, by=actor)
        with pytest.raises(NotThere):
            settle_request(request_id=request_id, by=actor)


def test_a_colleague_takes_it_over_and_helps_the_guest_on() -> None:
    mette = make_colleague(Role.GUIDE)
    request_id = come_back()
    bo = make_colleague(Role.HOST, name="Bo")
    with acting(bo.key) as actor:
        assert [(row.holder, row.nickname) for row in requests_in_house()] == [("Mette", "")]
        take_request(request_id=request_id, by=actor)
        assert [row.holder for row in requests_in_house()] == ["Bo"]
        settle_request(request_id=request_id, by=actor)
        assert requests_in_house() == []
        with pytest.raises(NotThere):
            settle_request(request_id=request_id, by=actor)
    assert mette.person_id != bo.person_id
