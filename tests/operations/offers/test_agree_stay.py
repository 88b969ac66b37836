import pytest

from indgang.access.door import acting
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere, Refused
from indgang.offers.operations import agree_stay
from tests.factories.keeping import make_provider
from tests.factories.offers import make_organisation
from tests.factories.people import make_colleague, make_guest
from tests.factories.stays import let_the_hold_run_out, make_stay, make_thing, state_of

pytestmark = pytest.mark.django_db


def test_a_guest_does_not_say_yes_to_himself() -> None:
    karen = make_guest()
    stay = make_stay(make_thing(), karen.person_id, state="held")
    with acting(karen.key) as actor, pytest.raises(NotThere):
        agree_stay(stay_id=stay.id, by=actor)


def test_another_organisations_provider_does_not_either() -> None:
    stay = make_stay(make_thing(), make_guest().person_id, state="held")
    other = make_provider(make_organisation("Nogle andre"))
    with acting(other.key) as actor, pytest.raises(NotThere):
        agree_stay(stay_id=stay.id, by=actor)


def test_what_ran_out_is_not_agreed() -> None:
    stay = make_stay(make_thing(), make_guest().person_id, state="held")
    let_the_hold_run_out(stay)
    keeper = make_provider(make_organisation())
    with acting(keeper.key) as actor, pytest.raises(Refused, match="ikke holdt mere"):
        agree_stay(stay_id=stay.id, by=actor)


def test_whoever_keeps_the_bed_says_yes_without_learning_a_name() -> None:
    stay = make_stay(make_thing(), make_guest().person_id, state="held")
    keeper = make_provider(make_organisation())
    for _again in range(2):
        with acting(keeper.key) as actor:
            agree_stay(stay_id=stay.id, by=actor)
    assert state_of(stay)[0] == "agreed"


def test_a_leader_keeps_no_beds() -> None:
    stay = make_stay(make_thing(), make_guest().person_id, state="held")
    with acting(make_colleague(Role.LEADER).key) as actor, pytest.raises(NotThere):
        agree_stay(stay_id=stay.id, by=actor)
