import pytest
from django.test import Client

from indgang.kernel.actor import Role
from tests.factories.people import (
    Holder,
    allow,
    make_colleague,
    make_guest,
    make_municipality,
    make_unit,
)
from tests.factories.post import letter, make_due, queue

pytestmark = pytest.mark.django_db


@pytest.fixture
def host(client: Client) -> Holder:
    make_municipality()
    colleague = make_colleague(Role.HOST)
    client.cookies["indgang_key"] = colleague.key
    return colleague


def test_a_guest_does_not_see_what_failed(client: Client, host: Holder) -> None:
    client.cookies["indgang_key"] = make_guest().key
    assert client.get("/huset/post").status_code == 403


def test_the_house_tries_again_or_lets_it_be(client: Client, host: Holder) -> None:
    karen = make_guest()
    allow(karen, unit_id=make_unit().id)
    first, second = queue(karen), queue(karen, about=karen.person_id)
    for each, reason in ((first, "no_way"), (second, "refused")):
        make_due(each, status="given_up", attempts=2, last_error=reason)
    page = client.get("/huset/post").content.decode()
    assert "Karen" in page
    assert "Adressen eller nummeret tager ikke imod." in page
    client.post(f"/huset/post/{first}/igen")
    client.post(f"/huset/post/{second}/klaret")
    assert (letter(first).status, letter(second).status) == ("queued", "cancelled")
    assert "Alle beskeder er kommet frem" in client.get("/huset/post").content.decode()
    assert client.post(f"/huset/post/{second}/igen").status_code == 404
