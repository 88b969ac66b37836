import pytest

from indgang.access.door import acting
from indgang.checkins.operations import ask_to_talk, settle_hand
from indgang.checkins.queries import own_hand, raised_hands
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere
from tests.factories.people import make_colleague, make_guest, make_unit

pytestmark = pytest.mark.django_db


def test_a_stranger_takes_no_hand_down() -> None:
    karen = make_guest()
    with acting(karen.key) as actor:
        hand = ask_to_talk(person_id=karen.person_id, words="", by=actor)
    with acting(make_guest("Bo").key) as actor, pytest.raises(NotThere):
        settle_hand(hand_id=hand, outcome="talked", by=actor)


def test_an_outcome_is_one_of_three() -> None:
    karen = make_guest()
    with acting(karen.key) as actor:
        hand = ask_to_talk(person_id=karen.person_id, words="", by=actor)
        with pytest.raises(NotThere):
            settle_hand(hand_id=hand, outcome="closed", by=actor)


def test_the_guest_himself_may_say_not_now() -> None:
    karen = make_guest()
    with acting(karen.key) as actor:
        hand = ask_to_talk(person_id=karen.person_id, words="", by=actor)
        settle_hand(hand_id=hand, outcome="not_now", by=actor)
        assert own_hand(karen.person_id) is None


def test_after_the_talk_the_hand_is_down_and_can_go_up_again() -> None:
    make_unit()
    karen, host = make_guest(), make_colleague(Role.HOST)
    with acting(karen.key) as actor:
        hand = ask_to_talk(person_id=karen.person_id, words="", by=actor)
    with acting(host.key) as actor:
        settle_hand(hand_id=hand, outcome="talked", by=actor)
        assert raised_hands() == []
    with acting(karen.key) as actor:
        assert ask_to_talk(person_id=karen.person_id, words="", by=actor) != hand
