import pytest

from indgang.access.door import acting
from indgang.entrance.models import Arrival, DoorEvent
from indgang.entrance.operations import settle_arrival
from indgang.kernel.refused import NotThere, Refused
from tests.factories.entrance import make_arrival
from tests.factories.people import make_colleague, make_unit

pytestmark = pytest.mark.django_db


def test_a_stranger_to_the_house_settles_nothing() -> None:
    arrival, bo = make_arrival(), make_colleague(unit=make_unit("acute"), name="Bo")
    with acting(bo.key) as actor, pytest.raises(NotThere):
        settle_arrival(arrival_id=arrival.id, outcome="helped", by=actor)


def test_shown_on_to_nowhere_is_refused() -> None:
    arrival, mette = make_arrival(), make_colleague()
    with acting(mette.key) as actor, pytest.raises(Refused):
        settle_arrival(arrival_id=arrival.id, outcome="shown_on", shown_where=" ", by=actor)


def test_another_outcome_than_a_colleague_s_is_refused_with_his_name() -> None:
    arrival, mette, ali = make_arrival(), make_colleague(), make_colleague(name="Ali")
    with acting(mette.key) as actor:
        settle_arrival(arrival_id=arrival.id, outcome="helped", by=actor)
    with acting(ali.key) as actor, pytest.raises(Refused, match="Mette"):
        settle_arrival(arrival_id=arrival.id, outcome="left", by=actor)


def test_settling_welcomes_too_and_twice_is_once() -> None:
    arrival, mette = make_arrival(), make_colleague()
    with acting(mette.key) as actor:
        for _each in range(2):
            settle_arrival(
                arrival_id=arrival.id, outcome="shown_on", shown_where="Lægehuset", by=actor
            )
        settled = Arrival.objects.get()
    assert (settled.outcome, settled.shown_where) == ("shown_on", "Lægehuset")
    assert settled.welcomed_by == settled.settled_by == mette.person_id
    assert DoorEvent.objects.count() == 1
