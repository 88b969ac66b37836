import pytest

from indgang.access.door import acting
from indgang.kernel.refused import Refused
from indgang.people.models import ContactPoint
from indgang.post.operations import choose_channel
from indgang.post.queries import contact_points_of, wants_silence
from tests.factories.people import Holder, make_guest
from tests.factories.post import make_contact

pytestmark = pytest.mark.django_db


def _choose(guest: Holder, channel: str, value: str = "") -> None:
    with acting(guest.key) as actor:
        choose_channel(person_id=guest.person_id, channel=channel, value=value, by=actor)


@pytest.mark.parametrize(
    ("channel", "value"), [("email", "karen"), ("sms", "tolv"), ("sms", ""), ("email", "a@b\nc.dk")]
)
def test_an_address_must_look_like_one(channel: str, value: str) -> None:
    with pytest.raises(Refused):
        _choose(make_guest(), channel, value)


def test_one_way_at_a_time_is_preferred() -> None:
    karen = make_guest()
    _choose(karen, "email", "karen@example.org")
    _choose(karen, "sms", "12 34 56 78")
    with acting(karen.key):
        points = [(p.channel, p.is_preferred) for p in contact_points_of(karen.person_id)]
    assert points == [("sms", True), ("email", False)]


def test_a_known_address_need_not_be_written_again() -> None:
    karen = make_guest()
    make_contact(karen.person_id, preferred=False)
    _choose(karen, "email")
    _choose(karen, "email", "karen@example.org")
    with acting(karen.key):
        assert ContactPoint.objects.get().is_preferred


def test_silence_is_a_choice_and_can_be_broken() -> None:
    karen = make_guest()
    make_contact(karen.person_id)
    _choose(karen, "none")
    with acting(karen.key):
        assert wants_silence(karen.person_id)
    _choose(karen, "email")
    with acting(karen.key):
        assert not wants_silence(karen.person_id)
