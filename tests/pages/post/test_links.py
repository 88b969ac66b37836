from datetime import UTC, datetime

import pytest
from django.test import Client

from indgang.kernel.actor import Role
from tests.factories.people import (
    Holder,
    make_colleague,
    make_guest,
    make_key,
    make_municipality,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def karen() -> Holder:
    make_municipality()
    return make_guest()


def _link(guest: Holder, **columns: object) -> str:
    return make_key(guest.person_id, "link", kinds=["checkins"], **columns)


@pytest.mark.parametrize("raw", ["nonsense", "x" * 43])
def test_a_link_that_is_no_key_says_so_without_the_key_in_its_address(
    client: Client, karen: Holder, raw: str
) -> None:
    answer = client.get(f"/t/{raw}/min/tjek", follow=True)
    assert answer.status_code == 410
    assert answer.redirect_chain[-1][0] == "/link"
    assert "indgang_key" not in client.cookies


def test_an_old_link_and_a_key_card_are_no_links(client: Client, karen: Holder) -> None:
    old = _link(karen, expires_at=datetime(2020, 1, 1, tzinfo=UTC))
    for raw in (old, karen.key):
        assert client.get(f"/t/{raw}/min/tjek")["Location"] == "/link"


@pytest.mark.parametrize("elsewhere", ["/example.org/", "huset", "min", "/min/../huset"])
def test_a_link_leads_to_ones_own_pages_only(client: Client, karen: Holder, elsewhere: str) -> None:
    answer = client.get(f"/t/{_link(karen)}/{elsewhere}")
    assert answer["Location"] in ("/link", "/huset") or answer.status_code == 404


def test_a_link_becomes_a_cookie_and_leaves_the_address(client: Client, karen: Holder) -> None:
    raw = _link(karen)
    answer = client.get(f"/t/{raw}/min/tjek")
    assert (answer.status_code, answer["Location"]) == (302, "/min/tjek")
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer.cookies["indgang_key"].value == raw
    assert client.get("/min/tjek").status_code == 200
    assert client.get("/min/beskeder").status_code == 302  # the link opens check-ins only


def test_who_has_his_key_card_keeps_it(client: Client, karen: Holder) -> None:
    client.cookies["indgang_key"] = karen.key
    answer = client.get(f"/t/{_link(karen)}/min/tjek")
    assert answer["Location"] == "/min/tjek"
    assert "indgang_key" not in answer.cookies


def test_somebody_else_is_asked_before_he_is_signed_out(client: Client, karen: Holder) -> None:
    client.cookies["indgang_key"] = make_colleague(Role.HOST).key
    address = f"/t/{_link(karen)}/min/tjek"
    assert "Er det dit link?" in client.get(address).content.decode()
    assert client.post(address).cookies["indgang_key"].value
