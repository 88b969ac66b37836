import pytest

from indgang.access.door import acting
from indgang.kernel.refused import NotThere, Refused
from indgang.offers.operations import note_arrival
from tests.factories.keeping import make_provider
from tests.factories.offers import make_organisation
from tests.factories.people import make_guest
from tests.factories.stays import make_stay, make_thing, state_of

pytestmark = pytest.mark.django_db


def note(**stay_of: object) -> str:
    stay = make_stay(make_thing(), make_guest().person_id, **stay_of)  # type: ignore[arg-type]
    with acting(make_provider(make_organisation()).key) as actor:
        note_arrival(stay_id=stay.id, by=actor)
        note_arrival(stay_id=stay.id, by=actor)
    return state_of(stay)[0]


def test_nobody_arrives_before_his_first_night() -> None:
    with pytest.raises(Refused, match="begynder først"):
        note(ahead=1)


def test_nobody_arrives_after_his_last_one() -> None:
    with pytest.raises(Refused, match="er gået"):
        note(ahead=-2)


def test_nobody_arrives_to_what_is_only_held() -> None:
    with pytest.raises(Refused, match="Sig ja"):
        note(state="held")


def test_a_guest_does_not_note_it_himself() -> None:
    karen = make_guest()
    stay = make_stay(make_thing(), karen.person_id)
    with acting(karen.key) as actor, pytest.raises(NotThere):
        note_arrival(stay_id=stay.id, by=actor)


def test_the_guest_is_there() -> None:
    assert note(ahead=-1, number=3) == "there"
