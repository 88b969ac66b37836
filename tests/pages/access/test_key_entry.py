import secrets
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from indgang.access import keys
from indgang.access.door import acting, begin_as_newcomer
from indgang.access.rules import new_code, printed
from indgang.kernel.actor import Role
from tests.factories.people import Holder, allow, make_colleague, make_guest, make_municipality

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture
def card(committed: None) -> tuple[str, Holder]:
    make_municipality()
    code = new_code(secrets.token_bytes)
    with acting(None):
        actor = begin_as_newcomer(nickname="Karen", language="da", code=code)
    assert actor.person_id
    return code, Holder(actor.person_id, code)


def test_a_wrong_group_is_named(client: Client, card: tuple[str, Holder]) -> None:
    groups = printed(card[0]).split()
    wrong = groups[2][:-1] + ("A" if groups[2][-1] != "A" else "B")
    answer = client.post("/ind/", {"code": " ".join([*groups[:2], wrong, groups[3]])})
    assert answer.status_code == 422
    assert "tredje gruppe" in answer.content.decode()


def test_a_well_formed_code_of_nobody_is_refused(client: Client, card: tuple[str, Holder]) -> None:
    answer = client.post("/ind/", {"code": new_code(secrets.token_bytes)})
    assert answer.status_code == 422
    assert "indgang_key" not in answer.cookies


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "javascript:x"])
def test_no_link_leads_a_guest_elsewhere(
    client: Client, card: tuple[str, Holder], elsewhere: str
) -> None:
    answer = client.post("/ind/?next=" + elsewhere, {"code": card[0]})
    assert answer["Location"] == "/min"


def test_the_card_opens_her_own_pages_as_it_is_written_by_hand(
    client: Client, card: tuple[str, Holder]
) -> None:
    answer = client.post("/ind/?next=/min/tilladelser", {"code": printed(card[0]).lower()})
    assert answer["Location"] == "/min/tilladelser"
    assert answer.cookies["indgang_key"]["httponly"]
    assert client.get("/min/tilladelser").status_code == 200
    client.post("/ud")
    assert client.get("/min/tilladelser").status_code == 302


def test_a_new_card_kills_the_old_one_and_its_sessions(
    client: Client, card: tuple[str, Holder]
) -> None:
    code, karen = card
    client.post("/ind/", {"code": code})
    mette, bo = make_colleague(Role.HOST), make_colleague(Role.HOST, name="Bo")
    allow(karen, to=mette, may_write=True)
    new = new_code(secrets.token_bytes)
    about = {"person_id": karen.person_id, "code": new}
    assert keys.replace_card(staff_key=bo.key, **about) == "no"
    assert keys.replace_card(staff_key="x" * 30, **about) == "no"
    assert keys.replace_card(staff_key=mette.key, **about) == "made"
    assert client.get("/min/tilladelser").status_code == 302
    assert client.post("/ind/", {"code": code}).status_code == 422
    assert client.post("/ind/", {"code": new}).status_code == 302
    assert "nyt nøglekort" in client.get("/min/tilladelser").content.decode()


def test_outside_a_demo_nobody_comes_in_by_one_click(client: Client) -> None:
    with pytest.raises(NoReverseMatch):
        reverse("access:demo")
    assert client.post("/demo", {"person": str(uuid4())}).status_code == 404
    bo = make_guest("Bo")
    assert keys.people_of_the_demo() == []
    assert keys.new_session_in_demo(bo.person_id) is None
