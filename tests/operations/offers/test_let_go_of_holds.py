import pytest

from indgang.access.door import acting
from indgang.offers.operations import let_go_of_holds
from tests.factories.people import make_guest, make_worker
from tests.factories.stays import let_the_hold_run_out, make_stay, make_thing, state_of

pytestmark = pytest.mark.django_db


def test_only_what_ran_out_is_let_go() -> None:
    bed = make_thing()
    old = make_stay(bed, make_guest().person_id, state="held")
    fresh = make_stay(bed, make_guest("Ali").person_id, ahead=1, state="held")
    let_the_hold_run_out(old)
    with acting(make_worker().key) as actor:
        assert let_go_of_holds(by=actor) == 1
        assert let_go_of_holds(by=actor) == 0
    assert (state_of(old)[0], state_of(fresh)[0]) == ("called_off", "held")
