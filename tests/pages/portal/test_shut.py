"""A guest's pages for a colleague who is not let in: what may have happened, and whom to ask."""

import re
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from indgang.access.door import acting
from indgang.access.operations import withdraw_permission
from indgang.access.queries import permissions_in_force
from indgang.kernel.actor import Role
from tests.factories.people import (
    Holder,
    allow,
    make_colleague,
    make_guest,
    make_municipality,
    make_unit,
)

pytestmark = pytest.mark.django_db

NOBODY = UUID("6f1ed002-ab5f-4e5b-9dc5-3a4a1c0d5a11")
TITLE = "Siden er ikke åben for dig"


def patterns(resolver: URLResolver, prefix: str = "") -> list[str]:
    found = []
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            found += patterns(pattern, prefix + str(pattern.pattern))
        elif isinstance(pattern, URLPattern):
            found.append(prefix + str(pattern.pattern))
    return found


# The emergency form says the same to everybody, and is how one comes in.
BELOW = sorted(
    route
    for route in patterns(get_resolver())
    if route.startswith("huset/gaest/<uuid:person_id>") and not route.endswith("/noed")
)


def address(route: str, person_id: UUID) -> str:
    path = route.replace("<uuid:person_id>", str(person_id))
    path = re.sub(r"<uuid:\w+>", str(NOBODY), path)
    path = re.sub(r"<int:\w+>", "1", path)
    return "/" + re.sub(r"<\w+:\w+>", "maal", path)


def body_of(client: Client, path: str) -> str:
    """The page without what belongs to the one who asks, and without ids."""
    answer = client.get(path)
    if answer.status_code == 405:
        answer = client.post(path)
    assert answer.status_code == 404, (path, answer.status_code)
    text = re.sub(r"[0-9a-f-]{36}", "", answer.content.decode())
    return re.sub(r'(csrf|csrfmiddleware)[^>]*>|"X-CSRFToken": "[^"]*"', "", text)


@pytest.fixture
def mette(client: Client) -> Holder:
    make_municipality()
    holder = make_colleague(Role.GUIDE)
    client.cookies["indgang_key"] = holder.key
    return holder


def test_there_are_pages_below() -> None:
    assert len(BELOW) > 20


@pytest.mark.parametrize("route", BELOW)
def test_every_page_below_says_so_and_the_same_for_whom_there_is_not(
    client: Client, mette: Holder, route: str
) -> None:
    karen = make_guest()
    hers, nobodys = (body_of(client, address(route, one)) for one in (karen.person_id, NOBODY))
    assert TITLE in hers
    assert "Spørg gæsten selv" in hers
    assert hers == nobodys


def test_so_it_is_when_she_has_stopped_it(client: Client, mette: Holder) -> None:
    karen = make_guest()
    allow(karen, to=mette, kinds=["plan"])
    assert client.get(f"/huset/gaest/{karen.person_id}/mennesker").status_code == 200
    with acting(karen.key) as actor:
        for permission in permissions_in_force(karen.person_id):
            withdraw_permission(permission_id=permission.id, by=actor)
    assert TITLE in body_of(client, f"/huset/gaest/{karen.person_id}/mennesker")
    assert TITLE in body_of(client, f"/huset/gaest/{karen.person_id}/plan")


def test_only_who_works_elsewhere_is_told_to_ask_the_hosts(client: Client, mette: Holder) -> None:
    said = "Du kan også spørge en vært"
    assert said not in body_of(client, f"/huset/gaest/{NOBODY}")
    ib = make_colleague(Role.ACUTE, unit=make_unit("acute"), name="Ib")
    client.cookies["indgang_key"] = ib.key
    page = body_of(client, f"/huset/gaest/{NOBODY}")
    assert said in page
    assert "Nødåbning" in page


def test_an_authority_has_another_way_on(client: Client) -> None:
    make_municipality()
    client.cookies["indgang_key"] = make_colleague(Role.AUTHORITY, name="Bo").key
    page = body_of(client, f"/huset/gaest/{NOBODY}/plan")
    assert TITLE in page
    assert 'href="/huset"' not in page.split("<main")[1]


@pytest.mark.parametrize("path", ["/huset/gaest/x", "/huset/ingenting", "/min/plan/ret/maal/x"])
def test_any_other_address_has_the_ordinary_answer(
    client: Client, mette: Holder, path: str
) -> None:
    assert "Vi kan ikke finde siden" in client.get(path).content.decode()


def test_a_guest_is_told_nothing_of_the_house(client: Client) -> None:
    make_municipality()
    client.cookies["indgang_key"] = make_guest().key
    assert TITLE not in client.get(f"/huset/gaest/{NOBODY}").content.decode()
