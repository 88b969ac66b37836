import pytest

from indgang.access.door import acting
from indgang.kernel.refused import NotThere
from indgang.plans.models import Agreement
from indgang.plans.operations import add_agreement, finish_agreement
from tests.factories.people import make_guest

pytestmark = pytest.mark.django_db


def test_a_stranger_finishes_nothing() -> None:
    karen, bo = make_guest(), make_guest("Bo")
    with acting(karen.key) as actor:
        agreement = add_agreement(
            person_id=karen.person_id, what="Ringe", who="Mig", due_on=None, by=actor
        )
    with acting(bo.key) as actor, pytest.raises(NotThere):
        finish_agreement(agreement_id=agreement.id, by=actor)


def test_done_and_not_done_after_all() -> None:
    karen = make_guest()
    with acting(karen.key) as actor:
        agreement = add_agreement(
            person_id=karen.person_id, what="Ringe", who="Mig", due_on=None, by=actor
        )
        finish_agreement(agreement_id=agreement.id, by=actor)
        assert Agreement.objects.get().done_by == karen.person_id
        finish_agreement(agreement_id=agreement.id, done=False, by=actor)
        assert Agreement.objects.get().is_open
