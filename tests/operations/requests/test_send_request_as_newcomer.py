import secrets

import pytest

from indgang.access.door import acting
from indgang.access.rules import new_code
from indgang.kernel.actor import NOBODY
from indgang.kernel.refused import Refused
from indgang.people.models import Person
from indgang.requests.models import Request
from indgang.requests.operations import NewRequest, send_request_as_newcomer
from tests.database import as_owner
from tests.factories.offers import make_offer

pytestmark = pytest.mark.django_db


def send(offer_id: object, code: str) -> object:
    with acting(None):
        return send_request_as_newcomer(
            offer_id=offer_id, nickname="Ida", language="da", code=code, asks=NewRequest(), by=NOBODY
        )  # fmt: skip


def test_a_closed_offer_makes_no_guest() -> None:
    offer = make_offer(status="paused")
    with pytest.raises(Refused):
        send(offer.id, new_code(secrets.token_bytes))
    with as_owner():
        assert not Person.objects.filter(nickname="Ida").exists()


def test_a_form_sent_twice_is_one_guest_and_one_request() -> None:
    offer, code = make_offer(), new_code(secrets.token_bytes)
    assert send(offer.id, code) == send(offer.id, code)
    with as_owner():
        assert Person.objects.filter(nickname="Ida").count() == 1
        assert Request.objects.count() == 1
