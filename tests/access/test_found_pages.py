"""What was found when the pages were looked at as a browser, a neighbour and a leaver sees them."""

import pytest
from allauth.core.internal.httpkit import get_client_ip
from django.conf import settings
from django.test import Client, RequestFactory

from indgang.access.keys import STAFF_SESSION_MINUTES
from indgang.kernel.actor import Role
from tests.factories.people import Holder, allow, make_colleague, make_guest, make_municipality


@pytest.fixture
def karen(committed: None) -> Holder:
    make_municipality()
    return make_guest()


@pytest.mark.parametrize(
    "address",
    ["/", "/tilbud", "/min", "/min/plan", "/min/tilladelser", "/min/tilladelser/opslag",
     "/min/beskeder", "/min/plan.pdf", "/min/kalender", "/min/findes-ikke"],
)  # fmt: skip
def test_no_page_of_somebody_who_is_known_is_kept_by_the_browser(
    client: Client, karen: Holder, address: str
) -> None:
    client.cookies["indgang_key"] = karen.key
    answer = client.get(address)
    assert answer.status_code in (200, 404)
    assert "no-store" in answer["Cache-Control"], address


@pytest.mark.parametrize("address", ["/huset/ankomst", "/huset/post", "/huset/gaest/{}/noed"])
def test_no_page_of_the_house_is_kept_by_the_browser(
    client: Client, karen: Holder, address: str
) -> None:
    mette = make_colleague(Role.HOST)
    allow(karen, to=mette)
    client.cookies["indgang_key"] = mette.key
    answer = client.get(address.format(karen.person_id))
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]


def test_a_sign_in_gives_no_new_key_for_longer_than_a_key_lasts() -> None:
    assert settings.SESSION_COOKIE_AGE <= STAFF_SESSION_MINUTES * 60
    assert settings.ACCOUNT_SESSION_REMEMBER is False


def test_behind_the_proxy_each_address_is_counted_by_itself(
    rf: RequestFactory, settings: object
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1  # type: ignore[attr-defined]  # as behind TLS
    # What the caller says himself comes first; the last is what the proxy has seen.
    request = rf.get("/", headers={"X-Forwarded-For": "203.0.113.9, 198.51.100.7"})
    assert get_client_ip(request) == "198.51.100.7"


def test_what_is_looked_for_at_the_desk_stands_in_no_address(client: Client, karen: Holder) -> None:
    mette = make_colleague(Role.HOST)
    allow(karen, unit_id=mette.unit_id)
    client.cookies["indgang_key"] = mette.key
    page = client.get("/huset/ankomst?q=Karen").content.decode()
    assert str(karen.person_id) not in page
    assert 'method="post" role="search"' in page
    found = client.post("/huset/ankomst", {"q": "Karen"}).content.decode()
    assert str(karen.person_id) in found
