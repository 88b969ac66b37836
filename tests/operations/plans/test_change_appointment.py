import pytest

from indgang.access.door import acting
from indgang.kernel import clock
from indgang.kernel.refused import NotThere
from indgang.plans.models import Appointment
from indgang.plans.operations import add_appointment, change_appointment
from tests.factories.people import make_guest

pytestmark = pytest.mark.django_db


def test_a_stranger_changes_nothing() -> None:
    karen, bo = make_guest(), make_guest("Bo")
    now = clock.now()
    with acting(karen.key) as actor:
        made = add_appointment(person_id=karen.person_id, what="Gåtur", starts_at=now, by=actor)
    with acting(bo.key) as actor, pytest.raises(NotThere):
        change_appointment(appointment_id=made.id, what="Løb", starts_at=now, by=actor)


def test_it_is_moved() -> None:
    karen = make_guest()
    now = clock.now()
    with acting(karen.key) as actor:
        made = add_appointment(person_id=karen.person_id, what="Gåtur", starts_at=now, by=actor)
        later = clock.at(clock.today(), 23)
        change_appointment(appointment_id=made.id, what="Gåtur", starts_at=later, by=actor)
        assert Appointment.objects.get().starts_at == later
