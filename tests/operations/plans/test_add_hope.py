import pytest

from indgang.access.door import acting
from indgang.kernel.refused import NotThere, Refused
from indgang.plans.models import Hope
from indgang.plans.operations import add_hope
from tests.factories.people import make_guest

pytestmark = pytest.mark.django_db


def test_a_stranger_adds_nothing() -> None:
    karen, bo = make_guest(), make_guest("Bo")
    with acting(bo.key) as actor, pytest.raises(NotThere):
        add_hope(person_id=karen.person_id, words="Ro", by=actor)


def test_nothing_said_is_nothing_kept() -> None:
    karen = make_guest()
    with acting(karen.key) as actor, pytest.raises(Refused, match="et par ord"):
        add_hope(person_id=karen.person_id, words="  ", by=actor)


def test_too_much_is_refused_and_not_cut() -> None:
    karen = make_guest()
    with acting(karen.key) as actor, pytest.raises(Refused, match="4000"):
        add_hope(person_id=karen.person_id, words="x" * 4001, by=actor)


def test_a_hope_stands_as_it_was_said() -> None:
    karen = make_guest()
    with acting(karen.key) as actor:
        add_hope(person_id=karen.person_id, words=" At sove\r\nom natten 🌙\x00 ", by=actor)
        hope = Hope.objects.get()
        assert hope.words == "At sove\nom natten 🌙"
        assert (hope.added_by, hope.course) == (karen.person_id, None)
