import pytest

from indgang.access.door import acting
from indgang.access.models import Permission
from indgang.checkins.operations.hands import offer_talk
from indgang.checkins.queries import raised_hands
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere
from tests.factories.people import allow, make_colleague, make_guest, make_unit

pytestmark = pytest.mark.django_db


def test_nobody_raises_a_strangers_hand() -> None:
    karen = make_guest()
    with acting(make_guest("Bo").key) as actor, pytest.raises(NotThere):
        offer_talk(person_id=karen.person_id, by=actor)


def test_an_answer_opens_the_card_to_nobody_new() -> None:
    karen, host = make_guest(), make_colleague(Role.HOST)
    with acting(karen.key) as actor:
        offer_talk(person_id=karen.person_id, by=actor)
        assert not Permission.objects.exists()
    with acting(host.key):
        assert raised_hands() == []


def test_the_house_that_sees_the_card_sees_the_hand() -> None:
    karen, host, house = make_guest(), make_colleague(Role.HOST), make_unit()
    allow(karen, unit_id=house.id)
    with acting(karen.key) as actor:
        offer_talk(person_id=karen.person_id, by=actor)
    with acting(host.key):
        assert [(hand.nickname, hand.reason) for hand in raised_hands()] == [("Karen", "drop")]
