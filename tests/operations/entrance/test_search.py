import pytest

from indgang.access.door import acting
from indgang.access.models import Lookup
from indgang.access.queries import permissions_in_force
from indgang.entrance.operations import find_by_card, find_guests, let_house_know
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere
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


def test_a_key_card_that_opens_nothing_lets_the_house_know_nobody() -> None:
    mette, house = make_colleague(), make_unit()
    with acting(mette.key) as actor:
        for code in ("", "A" * 24, mette.key):
            with pytest.raises(NotThere):
                let_house_know(code=code, unit_id=house.id, by=actor)


def test_a_guest_from_the_web_lays_her_card_on_the_desk_and_is_known_by_it() -> None:
    mette, karen, house = make_colleague(), make_guest(), make_unit()
    with acting(mette.key) as actor:
        assert let_house_know(code=karen.key, unit_id=house.id, by=actor) == karen.person_id
        found = find_guests(words="Karen", by=actor)
        assert [person.id for person in found] == [karen.person_id]
    with acting(karen.key):
        given = permissions_in_force(karen.person_id).get()
        assert (given.given_by, given.kinds) == (karen.person_id, ["card"])
