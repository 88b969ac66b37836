import pytest

from indgang.access.door import acting
from indgang.checkins.operations import ask_to_talk, take_hand
from indgang.checkins.queries import own_hand
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere
from indgang.post.models import Letter
from tests.database import as_owner
from tests.factories.people import make_colleague, make_guest, make_unit

pytestmark = pytest.mark.django_db


def test_only_the_house_takes_a_hand() -> None:
    make_unit()
    karen, provider = make_guest(), make_colleague(Role.PROVIDER, unit=make_unit("provider"))
    with acting(karen.key) as actor:
        hand = ask_to_talk(person_id=karen.person_id, words="", by=actor)
        with pytest.raises(NotThere):
            take_hand(hand_id=hand, by=actor)
    with acting(provider.key) as actor, pytest.raises(NotThere):
        take_hand(hand_id=hand, by=actor)


def test_the_guest_hears_that_he_was_heard() -> None:
    make_unit()
    karen, host = make_guest(), make_colleague(Role.HOST)
    with acting(karen.key) as actor:
        hand = ask_to_talk(person_id=karen.person_id, words="", by=actor)
    with acting(host.key) as actor:
        take_hand(hand_id=hand, by=actor)
    with acting(karen.key):
        found = own_hand(karen.person_id)
        assert found
        assert found.taken_by == host.person_id
    with as_owner():
        assert Letter.objects.get().message == "hand_seen"
