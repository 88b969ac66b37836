import pytest

from indgang.access.door import acting
from indgang.access.models import Permission
from indgang.checkins.operations import ask_to_talk
from indgang.checkins.queries import raised_hands
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere, Refused
from tests.factories.people import Holder, allow, make_colleague, make_guest, make_key, make_unit

pytestmark = pytest.mark.django_db


def _ask(holder: Holder, person_id: object = None, words: str = "Ring efter 12") -> None:
    with acting(holder.key) as actor:
        ask_to_talk(person_id=person_id or holder.person_id, words=words, by=actor)  # type: ignore[arg-type]


def test_nobody_asks_for_a_stranger() -> None:
    karen = make_guest()
    with pytest.raises(NotThere):
        _ask(make_guest("Bo"), karen.person_id)


def test_a_long_story_is_for_the_talk() -> None:
    with pytest.raises(Refused, match="kortere"):
        _ask(make_guest(), words="x" * 501)


def test_whoever_asks_lets_the_house_know_what_he_is_called_and_no_more() -> None:
    make_unit()
    karen, host = make_guest(), make_colleague(Role.HOST)
    _ask(karen)
    with acting(host.key):
        (hand,) = raised_hands()
        assert (hand.nickname, hand.reason, hand.words) == ("Karen", "talk", "Ring efter 12")
    with acting(karen.key):
        given = Permission.objects.get()
        assert (given.kinds, given.may_write, given.basis) == (["card"], False, "guest")
        assert given.valid_until


def test_asking_again_changes_the_words_and_nothing_else() -> None:
    make_unit()
    karen, host = make_guest(), make_colleague(Role.HOST)
    _ask(karen)
    _ask(karen, words="Kom forbi")
    _ask(karen, words="")
    with acting(host.key):
        assert [hand.words for hand in raised_hands()] == ["Kom forbi"]
    with acting(karen.key):
        assert Permission.objects.count() == 1


def test_a_link_to_check_ins_is_enough_to_ask() -> None:
    make_unit()
    karen, host = make_guest(), make_colleague(Role.HOST)
    _ask(Holder(karen.person_id, make_key(karen.person_id, "link", kinds=["checkins"])))
    with acting(host.key):
        assert len(raised_hands()) == 1


def test_only_those_who_meet_guests_see_hands() -> None:
    house = make_unit()
    karen, provider = make_guest(), make_colleague(Role.PROVIDER, unit=make_unit("provider"))
    allow(karen, to=provider)
    allow(karen, unit_id=house.id)
    _ask(karen)
    with acting(provider.key):
        assert raised_hands() == []
