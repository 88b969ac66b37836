import pytest

from indgang.access.door import acting
from indgang.kernel import clock
from indgang.kernel.refused import NotThere, Refused
from indgang.plans.models import Appointment
from indgang.plans.operations import add_appointment
from tests.factories.people import make_guest

pytestmark = pytest.mark.django_db


def test_a_stranger_adds_nothing() -> None:
    karen, bo = make_guest(), make_guest("Bo")
    with acting(bo.key) as actor, pytest.raises(NotThere):
        add_appointment(person_id=karen.person_id, what="Gåtur", starts_at=clock.now(), by=actor)


def test_it_ends_after_it_begins() -> None:
    karen = make_guest()
    now = clock.now()
    with acting(karen.key) as actor, pytest.raises(Refused, match="slutte"):
        add_appointment(
            person_id=karen.person_id, what="Gåtur", starts_at=now, ends_at=now, by=actor
        )


def test_it_stands_with_time_place_and_company() -> None:
    karen = make_guest()
    now = clock.now()
    with acting(karen.key) as actor:
        add_appointment(
            person_id=karen.person_id,
            what="Gåtur",
            where="Søen",
            with_whom="Mette",
            starts_at=now,
            by=actor,
        )
        kept = Appointment.objects.get()
        assert (kept.starts_at, kept.where, kept.with_whom) == (now, "Søen", "Mette")
