import pytest

from indgang.access.door import acting
from indgang.entrance.models import DoorEvent
from indgang.entrance.operations import welcome
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere
from tests.factories.entrance import make_arrival
from tests.factories.people import make_colleague, make_unit

pytestmark = pytest.mark.django_db


def test_a_stranger_to_the_house_finds_nobody_to_welcome() -> None:
    arrival = make_arrival()
    bo = make_colleague(Role.HOST, unit=make_unit("acute"), name="Bo")
    with acting(bo.key) as actor, pytest.raises(NotThere):
        welcome(arrival_id=arrival.id, by=actor)


def test_the_first_to_welcome_stays_on_it_and_the_clock_stops_once() -> None:
    arrival, mette, ali = make_arrival(), make_colleague(), make_colleague(name="Ali")
    with acting(mette.key) as actor:
        assert welcome(arrival_id=arrival.id, by=actor).welcomed_by == mette.person_id
    with acting(ali.key) as actor:
        assert welcome(arrival_id=arrival.id, by=actor).welcomed_by == mette.person_id
    assert DoorEvent.objects.filter(step="welcome").count() == 1
