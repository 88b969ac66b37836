import pytest

from indgang.access.door import acting
from indgang.access.models import Lookup
from indgang.entrance.operations import find_by_card, find_guests
from indgang.kernel.actor import Role
from tests.factories.people import allow, make_colleague, make_guest, make_unit

pytestmark = pytest.mark.django_db


def test_a_leader_and_a_guest_find_nobody() -> None:
    karen, lis = make_guest(), make_colleague(Role.LEADER, name="Lis")
    allow(karen, unit_id=make_unit().id)
    for holder in (lis, make_guest("Bo")):
        with acting(holder.key) as actor:
            assert find_guests(words="Karen", by=actor) == []
            assert find_by_card(code=karen.key, by=actor) is None


@pytest.mark.parametrize("words", ["", "k", "%", "__", "ka%en", "\\"])
def test_too_little_and_signs_that_mean_anything_find_nobody(words: str) -> None:
    mette = make_colleague()
    allow(make_guest(), to=mette)
    with acting(mette.key) as actor:
        assert find_guests(words=words, by=actor) == []


def test_only_those_whose_card_one_may_see_the_exact_name_first_and_logged() -> None:
    mette, karen, other, hidden = (
        make_colleague(), make_guest("Karen"), make_guest("Anne Karen"), make_guest("Karen"),
    )  # fmt: skip
    for guest in (other, karen):
        allow(guest, to=mette)
    with acting(mette.key) as actor:
        found = find_guests(words="karen", by=actor)
        assert [person.id for person in found] == [karen.person_id, other.person_id]
    with acting(karen.key):
        assert Lookup.objects.get().purpose == "søgning"
    with acting(hidden.key):
        assert not Lookup.objects.exists()


def test_a_key_card_on_the_desk_is_known_to_those_who_may_see_the_card() -> None:
    mette, karen, bo = make_colleague(), make_guest(), make_guest("Bo")
    allow(karen, to=mette)
    with acting(mette.key) as actor:
        found = find_by_card(code=karen.key, by=actor)
        assert found is not None
        assert found.id == karen.person_id
        assert find_by_card(code=bo.key, by=actor) is None
        assert find_by_card(code=mette.key, by=actor) is None
    with acting(karen.key):
        assert Lookup.objects.get().purpose == "nøglekort vist"
