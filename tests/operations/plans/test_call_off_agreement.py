import pytest

from indgang.access.door import acting
from indgang.kernel.refused import NotThere
from indgang.plans.models import Agreement
from indgang.plans.operations import add_agreement, call_off_agreement, finish_agreement
from tests.factories.people import make_guest

pytestmark = pytest.mark.django_db


def test_a_stranger_calls_nothing_off() -> None:
    karen, bo = make_guest(), make_guest("Bo")
    with acting(karen.key) as actor:
        agreement = add_agreement(
            person_id=karen.person_id, what="Ringe", who="Mig", due_on=None, by=actor
        )
    with acting(bo.key) as actor, pytest.raises(NotThere):
        call_off_agreement(agreement_id=agreement.id, by=actor)


def test_called_off_is_not_done() -> None:
    karen = make_guest()
    with acting(karen.key) as actor:
        agreement = add_agreement(
            person_id=karen.person_id, what="Ringe", who="Mig", due_on=None, by=actor
        )
        finish_agreement(agreement_id=agreement.id, by=actor)
        call_off_agreement(agreement_id=agreement.id, by=actor)
        kept = Agreement.objects.get()
        assert kept.done_at is None
        assert not kept.is_open
