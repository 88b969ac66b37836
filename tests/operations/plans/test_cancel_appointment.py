import pytest

from indgang.access.door import acting
from indgang.kernel import clock
from indgang.kernel.refused import NotThere
from indgang.plans.models import Appointment
from indgang.plans.operations import add_appointment, cancel_appointment
from tests.factories.people import make_guest

pytestmark = pytest.mark.django_db


def test_a_stranger_cancels_nothing() -> None:
    karen, bo = make_guest(), make_guest("Bo")
    with acting(karen.key) as actor:
        made = add_appointment(
            person_id=karen.person_id, what="Gåtur", starts_at=clock.now(), by=actor
        )
    with acting(bo.key) as actor, pytest.raises(NotThere):
        cancel_appointment(appointment_id=made.id, by=actor)


def test_cancelling_twice_is_cancelling_once() -> None:
    karen = make_guest()
    with acting(karen.key) as actor:
        made = add_appointment(
            person_id=karen.person_id, what="Gåtur", starts_at=clock.now(), by=actor
        )
        cancel_appointment(appointment_id=made.id, by=actor)
        first = Appointment.objects.get().cancelled_at
        cancel_appointment(appointment_id=made.id, by=actor)
        assert Appointment.objects.get().cancelled_at == first
