"""The parts of a guest's page stand on every one of them, as far as the guest has opened them."""

import re

import pytest
from django.test import Client

from indgang.kernel.actor import Role
from tests.factories.people import Holder, allow, make_colleague, make_guest, make_municipality
from tests.factories.plans import fill_plan

pytestmark = pytest.mark.django_db

EVERYTHING = ["card", "plan", "goals", "checkins", "story"]
PARTS = ["", "/plan", "/gaar-det", "/mennesker", "/moeder", "/aftaler", "/tilladelser", "/historie"]


def tabs(client: Client, address: str) -> tuple[list[str], str]:
    """Where the tabs of a page lead, below the guest's page, and the one that is marked."""
    page = client.get(address).content.decode()
    bar = re.search(r'<nav class="tabs".*?</nav>', page, re.DOTALL)
    assert bar, address
    links = re.findall(r'href="/huset/gaest/[0-9a-f-]{36}([^"]*)"( aria-current)?', bar[0])
    return [path for path, _mark in links], "".join(path for path, mark in links if mark)


def guest_of(client: Client, kinds: list[str], role: Role = Role.GUIDE) -> Holder:
    make_municipality()
    karen, mette = make_guest(), make_colleague(role)
    fill_plan(karen)
    allow(karen, to=mette, kinds=kinds, may_write=True)
    client.cookies["indgang_key"] = mette.key
    return karen


def test_only_what_the_guest_has_opened(client: Client) -> None:
    karen = guest_of(client, ["card"])
    assert tabs(client, f"/huset/gaest/{karen.person_id}")[0] == ["", "/tilladelser", "/historie"]


@pytest.mark.parametrize("part", PARTS)
def test_each_part_shows_them_all_and_marks_itself(client: Client, part: str) -> None:
    karen = guest_of(client, EVERYTHING)
    assert tabs(client, f"/huset/gaest/{karen.person_id}{part}") == (PARTS, part)


def test_answering_together_is_a_part_of_how_it_goes(client: Client) -> None:
    karen = guest_of(client, EVERYTHING)
    assert tabs(client, f"/huset/gaest/{karen.person_id}/tjek") == (PARTS, "/gaar-det")


def test_nobody_is_led_to_a_page_that_is_shut_for_his_role(client: Client) -> None:
    karen = guest_of(client, EVERYTHING, Role.AUTHORITY)
    assert tabs(client, f"/huset/gaest/{karen.person_id}/plan") == (["/plan"], "/plan")


def test_the_agreements_have_a_part_of_their_own(client: Client) -> None:
    karen = guest_of(client, EVERYTHING)
    page = client.get(f"/huset/gaest/{karen.person_id}/aftaler").content.decode()
    assert "Ringe til banken" in page
    assert f"/huset/gaest/{karen.person_id}/plan/aftale/nyt" in page
