from uuid import uuid4

import pytest

from indgang.access.door import acting
from indgang.kernel.refused import NotThere, Refused
from indgang.plans.models import Activity
from indgang.plans.operations import add_activity
from tests.factories.offers import make_offer, make_session, seat
from tests.factories.people import make_guest

pytestmark = pytest.mark.django_db


def test_a_stranger_adds_nothing() -> None:
    karen, bo = make_guest(), make_guest("Bo")
    with acting(bo.key) as actor, pytest.raises(NotThere):
        add_activity(person_id=karen.person_id, words="Gå en tur", by=actor)


def test_nothing_to_do_is_refused() -> None:
    karen = make_guest()
    with acting(karen.key) as actor, pytest.raises(Refused):
        add_activity(person_id=karen.person_id, words="", by=actor)


def test_a_day_that_is_no_day_is_refused() -> None:
    karen = make_guest()
    with acting(karen.key) as actor, pytest.raises(Refused, match="søndag"):
        add_activity(person_id=karen.person_id, words="Gå en tur", weekdays=[7], by=actor)


def test_a_step_of_ones_own_has_days_in_order() -> None:
    karen = make_guest()
    with acting(karen.key) as actor:
        add_activity(person_id=karen.person_id, words="Gå en tur", weekdays=[4, 0, 4], by=actor)
        assert Activity.objects.get().weekdays == [0, 4]


def test_an_offer_gives_its_name_and_somebody_elses_seat_is_not_there() -> None:
    karen, bo = make_guest(), make_guest("Bo")
    booked = make_session(make_offer("Banko"), seats=2)
    own, other = seat(booked, karen.person_id), seat(booked, bo.person_id)
    with acting(karen.key) as actor:
        add_activity(person_id=karen.person_id, words="", booking_id=own.id, by=actor)
        kept = Activity.objects.get()
        assert (kept.words, kept.offer_id, kept.booking_id) == ("Banko", booked.offer_id, own.id)
        for unknown in ({"booking_id": other.id}, {"offer_id": uuid4()}):
            with pytest.raises(NotThere):
                add_activity(person_id=karen.person_id, words="Banko", by=actor, **unknown)
