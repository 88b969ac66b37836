import re

import pytest
from django.test import Client

from indgang.access.door import acting
from indgang.access.models import Lookup
from indgang.access.queries import permissions_in_force
from indgang.entrance.models import Arrival
from indgang.kernel.actor import Role
from tests.factories.entrance import make_arrival, make_conversation, make_inquiry
from tests.factories.people import (
    Holder,
    allow,
    make_colleague,
    make_guest,
    make_key,
    make_municipality,
    make_person,
    make_unit,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def mette(client: Client) -> Holder:
    make_municipality()
    holder = make_colleague(Role.GUIDE)
    client.cookies["indgang_key"] = holder.key
    return holder


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def test_a_guest_and_a_stranger_do_not_come_in(client: Client) -> None:
    make_municipality()
    assert client.get("/huset").status_code == 302
    client.cookies["indgang_key"] = make_guest().key
    assert client.get("/huset").status_code == 403


def test_the_day_shows_who_waits_and_who_has_written(client: Client, mette: Holder) -> None:
    make_arrival("Karen")
    make_inquiry("Det er svært.", nickname="Ali")
    page = shown(client, "/huset")
    assert "Karen" in page
    assert "vil snakke" in page
    assert "Ali" in page
    assert "Det er svært." not in page


def test_the_live_part_is_part_of_the_page(client: Client, mette: Holder) -> None:
    make_arrival("Karen")
    part = client.get("/huset", headers={"HX-Request": "true"}).content.decode()
    assert "Karen" in part
    assert "<html" not in part


def test_a_colleague_of_another_house_sees_nobody(client: Client, mette: Holder) -> None:
    make_arrival("Karen")
    client.cookies["indgang_key"] = make_colleague(Role.ACUTE, unit=make_unit("acute")).key
    assert "Karen" not in shown(client, "/huset")


def test_welcome_is_one_tap_and_the_name_is_on_it(client: Client, mette: Holder) -> None:
    arrival = make_arrival("Karen")
    client.post(f"/huset/ankomst/{arrival.id}/velkommen")
    assert "Er hos Mette" in shown(client, "/huset")


def test_a_guest_s_page_leaves_a_line_with_the_reason(client: Client, mette: Holder) -> None:
    karen = make_guest()
    allow(karen, to=mette, kinds=["plan"])
    assert "Karen" in shown(client, f"/huset/gaest/{karen.person_id}")
    shown(client, f"/huset/gaest/{karen.person_id}?fra=haand")
    with acting(karen.key):
        purposes = Lookup.objects.order_by("id").values_list("purpose", flat=True)
        assert list(purposes) == ["opfølgning", "hånd rakt op"]


@pytest.mark.parametrize("part", ["", "/mennesker", "/moeder", "/tilladelser", "/historie"])
def test_every_part_opens_for_who_is_let_in(client: Client, mette: Holder, part: str) -> None:
    karen = make_guest()
    allow(karen, to=mette, kinds=["plan", "goals", "story", "contact", "checkins"])
    assert "Karen" in shown(client, f"/huset/gaest/{karen.person_id}{part}")


def test_what_the_guest_has_not_opened_is_said(client: Client, mette: Holder) -> None:
    karen = make_guest()
    allow(karen, to=mette)
    page = shown(client, f"/huset/gaest/{karen.person_id}/mennesker")
    assert "Det har gæsten ikke givet dig lov til at se" in page


def test_no_and_not_there_are_the_same_page(client: Client, mette: Holder) -> None:
    karen = make_guest()
    answers = [
        client.get(f"/huset/gaest/{person_id}")
        for person_id in (karen.person_id, "6f1ed002-ab5f-4e5b-9dc5-3a4a1c0d5a11")
    ]
    pages = [re.sub(r"[0-9a-f-]{36}", "", answer.content.decode()) for answer in answers]
    pages = [
        re.sub(r'(csrf|csrfmiddleware)[^>]*>|"X-CSRFToken": "[^"]*"', "", page) for page in pages
    ]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert pages[0] == pages[1]


def test_an_emergency_needs_a_reason_and_the_guest_reads_it(client: Client, mette: Holder) -> None:
    karen = make_guest()
    address = f"/huset/gaest/{karen.person_id}/noed"
    assert client.post(address, {"reason": "vigtigt"}).status_code == 422
    client.post(address, {"reason": "Hun svarer ikke, og døren står åben."})
    assert "Karen" in shown(client, f"/huset/gaest/{karen.person_id}")
    with acting(karen.key):
        given = permissions_in_force(karen.person_id).get()
        assert (given.basis, given.why) == ("emergency", "Hun svarer ikke, og døren står åben.")


def test_the_outreach_worker_breaks_no_glass(client: Client, mette: Holder) -> None:
    client.cookies["indgang_key"] = make_colleague(Role.OUTREACH, name="Ib").key
    assert client.get(f"/huset/gaest/{make_guest().person_id}/noed").status_code == 403
    assert "Nødåbning" not in client.get(f"/huset/gaest/{make_guest().person_id}").content.decode()


def test_the_words_of_the_conversation_are_for_who_may_read_them(
    client: Client, mette: Holder
) -> None:
    talk = make_conversation([mette])
    client.post(f"/huset/samtale/{talk.id}/hopes", {"hopes": "En rød kat", "version": "0"})
    assert "En rød kat" in shown(client, f"/huset/gaest/{talk.person_id}")
    client.cookies["indgang_key"] = make_colleague(Role.HOST, name="Bodil").key
    assert "En rød kat" not in shown(client, f"/huset/gaest/{talk.person_id}")


def test_the_history_says_who_did_what_in_plain_words(client: Client, mette: Holder) -> None:
    arrival = make_arrival("Karen", by=mette)
    page = shown(client, f"/huset/gaest/{arrival.person_id}/historie")
    assert "Mette så gæsten komme" in page


def test_one_s_own_guests_are_told_apart_from_other_people_s(client: Client, mette: Holder) -> None:
    make_person("Ib")
    assert "Ib" not in shown(client, "/huset")


def test_the_ticket_is_for_those_of_the_house(client: Client, mette: Holder) -> None:
    assert client.post("/huset/billet").json()["ticket"]
    client.cookies["indgang_key"] = make_key(make_person("Bo"), "card")
    assert client.post("/huset/billet").status_code == 403


def test_somebody_waits_until_there_is_an_outcome(client: Client, mette: Holder) -> None:
    arrival = make_arrival("Karen")
    address = f"/huset/ankomst/{arrival.id}"
    assert client.post(address, {"outcome": "shown_on"}).status_code == 422
    client.post(address, {"outcome": "helped"})
    assert "Ingen venter lige nu." in shown(client, "/huset")
    with acting(mette.key):
        assert Arrival.objects.get().outcome == "helped"
