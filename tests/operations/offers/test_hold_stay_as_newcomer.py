import secrets

import pytest

from indgang.access.door import acting
from indgang.access.rules import new_code
from indgang.kernel.actor import NOBODY
from indgang.kernel.refused import Refused
from indgang.offers.models import Stay, Thing
from indgang.offers.operations import hold_stay_as_newcomer
from indgang.people.models import Person
from tests.database import as_owner
from tests.factories.people import make_guest
from tests.factories.stays import in_nights, make_stay, make_thing

pytestmark = pytest.mark.django_db


def come(bed: Thing, code: str) -> Stay:
    with acting(None):
        return hold_stay_as_newcomer(
            offer_id=bed.offer_id, nights=in_nights(0), nickname="Karen", language="da",
            code=code, by=NOBODY,
        )  # fmt: skip


def test_a_refusal_leaves_no_new_guest() -> None:
    bed = make_thing()
    make_stay(bed, make_guest("Ali").person_id)
    with pytest.raises(Refused):
        come(bed, new_code(secrets.token_bytes))
    with as_owner():
        assert Person.objects.count() == 1


def test_the_same_form_sent_twice_is_the_same_nights() -> None:
    bed, code = make_thing(), new_code(secrets.token_bytes)
    assert come(bed, code).id == come(bed, code).id
