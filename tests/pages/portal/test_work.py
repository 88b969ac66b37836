"""One's own first page, in every role: what one can do, and nothing that is empty or shut."""

import re

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from indgang.kernel.actor import Role
from indgang.kernel.readability import GUEST_LIX_LIMIT, lix
from tests.factories.people import (
    Holder,
    allow,
    make_colleague,
    make_guest,
    make_key,
    make_municipality,
)
from tests.factories.plans import fill_plan, make_course
from tests.pages.plans.test_plan_pages import page_of, shown_text

pytestmark = pytest.mark.django_db
STAFF = sorted(set(Role) - {Role.GUEST, Role.RELATIVE, Role.WORKER})


def first_page(holder: Holder) -> str:
    make_municipality()
    html = page_of(holder).get("/min").content.decode()
    return html[html.index("<main") : html.index("</main>")]


def test_a_guest_and_a_colleague_with_his_own_key_card_see_no_work() -> None:
    mette = make_colleague(Role.GUIDE)
    card = Holder(mette.person_id, make_key(mette.person_id, "card"))
    for holder in (make_guest(), card):
        page = first_page(holder)
        assert "Din egen side" not in page
        assert 'href="/huset"' not in page


@pytest.mark.parametrize("role", STAFF)
def test_every_role_has_ways_on_that_are_open_to_it(role: Role) -> None:
    holder = make_colleague(role, name="Bo")
    page = first_page(holder)
    assert "Hej Bo" in page
    assert "Tilbud" in page
    client = page_of(holder)
    for href in set(re.findall(r'href="(/[^"]*)"', page)):
        assert client.get(href).status_code in (200, 302), href
    assert lix(shown_text("<main" + page.removeprefix("<main") + "</main>")) <= GUEST_LIX_LIMIT


@pytest.mark.parametrize(
    ("role", "leads_to"),
    [
        (Role.HOST, "/huset"),
        (Role.OUTREACH, "/huset"),
        (Role.ACUTE, "/huset"),
        (Role.LEADER, "/tilsyn/nodaabninger"),
        (Role.LEADER, "/huset/mangler"),
        (Role.LEADER, "/huset/post"),
        (Role.PROVIDER, "/udfoerer"),
        (Role.DPO, "/tilsyn/opslag"),
        (Role.ADMINISTRATOR, "/opsaetning/"),
        (Role.COUNCIL, "/privatliv"),
        (Role.VOLUNTEER, "/"),
    ],
)
def test_each_role_is_led_to_its_work(role: Role, leads_to: str) -> None:
    assert f'href="{leads_to}"' in first_page(make_colleague(role))


def test_an_authority_finds_those_who_have_let_him_in_and_nobody_else() -> None:
    bo = make_colleague(Role.AUTHORITY, name="Bo")
    assert "Ingen lige nu" in first_page(bo)
    karen, karla, ida = make_guest("Karen"), make_guest("Karla"), make_guest("Ida")
    fill_plan(karen)
    allow(karen, to=bo, kinds=["plan"])
    allow(karla, to=bo, kinds=["card"])
    page = first_page(bo)
    address = f"/huset/gaest/{karen.person_id}/plan"
    assert f'href="{address}"' in page
    assert page_of(bo).get(address).status_code == 200
    assert "Karla" not in page
    assert str(ida.person_id) not in page


def test_only_an_authority_needs_that_list() -> None:
    volunteer, karen = make_colleague(Role.VOLUNTEER, name="Bo"), make_guest("Karen")
    allow(karen, to=volunteer, kinds=["plan"])
    assert "Karen" not in first_page(volunteer)


def test_a_colleague_who_is_a_guest_too_has_both() -> None:
    peer = make_colleague(Role.PEER_HOST, name="Ali")
    as_guest = Holder(peer.person_id, make_key(peer.person_id, "card"))
    make_course(as_guest)
    fill_plan(as_guest)
    page = first_page(peer)
    assert 'href="/huset"' in page
    assert "Gåtur" in page
    assert "Sådan vil jeg mødes" in page


def test_the_part_that_is_fetched_anew_is_the_guests(client: Client) -> None:
    client.cookies["indgang_key"] = make_colleague(Role.LEADER).key
    part = client.get("/min", headers={"HX-Request": "true"}).content.decode()
    assert "/tilsyn" not in part


def test_work_costs_few_queries(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    make_municipality()
    bo = make_colleague(Role.AUTHORITY, name="Bo")
    client = page_of(bo)
    client.get("/min")
    for number in range(2):
        karen = make_guest(f"Karen {number}")
        allow(karen, to=bo, kinds=["plan"])
        with django_assert_num_queries(16):
            client.get("/min")
