import pytest

from indgang.access.door import acting
from indgang.kernel.refused import NotThere
from indgang.plans.models import Agreement
from indgang.plans.operations import add_agreement, change_agreement
from tests.factories.people import make_guest

pytestmark = pytest.mark.django_db


def test_a_stranger_changes_nothing() -> None:
    karen, bo = make_guest(), make_guest("Bo")
    with acting(karen.key) as actor:
        agreement = add_agreement(
            person_id=karen.person_id, what="Ringe", who="Mig", due_on=None, by=actor
        )
    with acting(bo.key) as actor, pytest.raises(NotThere):
        change_agreement(agreement_id=agreement.id, what="Skrive", who="Bo", due_on=None, by=actor)


def test_it_is_said_anew() -> None:
    karen = make_guest()
    with acting(karen.key) as actor:
        agreement = add_agreement(
            person_id=karen.person_id, what="Ringe", who="Mig", due_on=None, by=actor
        )
        change_agreement(
            agreement_id=agreement.id, what="Skrive", who="Mette", due_on=None, by=actor
        )
        assert Agreement.objects.get().what == "Skrive"
