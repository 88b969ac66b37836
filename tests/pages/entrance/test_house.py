import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from indgang.access.door import acting
from indgang.access.models import Lookup
from indgang.access.operations import withdraw_permission
from indgang.access.queries import permissions_in_force
from indgang.entrance.models import Arrival, Inquiry
from indgang.entrance.operations import register_arrival, settle_arrival
from indgang.kernel import clock
from indgang.kernel.actor import Role
from tests.database import as_owner
from tests.factories.entrance import make_arrival, make_conversation, make_inquiry
from tests.factories.people import (
    Holder,
    allow,
    make_colleague,
    make_guest,
    make_municipality,
    make_unit,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def mette(client: Client) -> Holder:
    make_municipality()
    holder = make_colleague(Role.HOST)
    client.cookies["indgang_key"] = holder.key
    return holder


def test_two_fields_and_one_button(client: Client, mette: Holder) -> None:
    page = client.get("/huset/ankomst").content.decode()
    once = re.findall(r'name="once" value="([^"]+)"', page)[0]
    for _each in range(2):
        client.post("/huset/ankomst", {"nickname": "Karen", "about": "kaffe", "once": once})
    with acting(mette.key):
        assert Arrival.objects.get().about == "kaffe"


def test_a_known_guest_is_found_by_name_and_by_card_and_it_is_logged(
    client: Client, mette: Holder
) -> None:
    karen = make_guest("Karen")
    make_guest("Karen den anden")
    allow(karen, unit_id=make_unit().id, may_write=True)
    page = client.post("/huset/ankomst", {"q": "kar"}).content.decode()
    assert page.count("Er kommet") == 1
    assert f'value="{karen.person_id}"' in page
    with acting(karen.key):
        assert Lookup.objects.get().purpose == "søgning"


def test_nobody_found_is_said_kindly(client: Client, mette: Holder) -> None:
    assert "Vi fandt ingen" in client.post("/huset/ankomst", {"q": "Xerxes"}).content.decode()


def test_a_known_guest_comes_in_again(client: Client, mette: Holder) -> None:
    arrival = make_arrival("Karen")
    client.post(f"/huset/ankomst/{arrival.id}", {"outcome": "helped"})
    page = client.post("/huset/ankomst", {"q": "Karen"}).content.decode()
    once = re.findall(r'name="once" value="([^"]+)"', page)[-1]
    client.post("/huset/ankomst", {"person": arrival.person_id, "once": once})
    with acting(mette.key):
        assert Arrival.objects.filter(person_id=arrival.person_id).count() == 2


def test_an_inquiry_is_read_taken_and_answered(client: Client, mette: Holder) -> None:
    receipt = make_inquiry("Det er svært.", contact="karen@example.org")
    address = f"/huset/henvendelse/{receipt.inquiry_id}"
    page = client.get(address).content.decode()
    assert "Det er svært." in page
    assert "karen@example.org" in page
    client.post(f"{address}/tag")
    assert client.post(f"{address}/svar", {"words": " "}).status_code == 422
    client.post(f"{address}/svar", {"words": "Kom i dag."})
    assert "Kom i dag." in client.get(address).content.decode()
    client.post(f"{address}/modt")
    assert client.post(f"{address}/luk", {}).status_code == 422
    client.post(f"{address}/luk", {"outcome": "met"})
    with acting(receipt.code):
        assert Inquiry.objects.get().outcome == "met"


def test_to_a_third_party_there_is_no_room_for_words(client: Client, mette: Holder) -> None:
    for voice, has_room in (("self", True), ("relative", False), ("professional", False)):
        receipt = make_inquiry(voice=voice)
        page = client.get(f"/huset/henvendelse/{receipt.inquiry_id}").content.decode()
        assert ("<textarea" in page) is has_room
        assert ("Vi ved ikke, hvem der skriver" in page) is not has_room


def test_another_house_s_inquiry_is_not_there(client: Client, mette: Holder) -> None:
    receipt = make_inquiry()
    client.cookies["indgang_key"] = make_colleague(unit=make_unit("acute"), name="Bo").key
    assert client.get(f"/huset/henvendelse/{receipt.inquiry_id}").status_code == 404


def test_a_card_the_house_does_not_know_asks_the_guest_first(client: Client, mette: Holder) -> None:
    receipt = make_inquiry(nickname="Solstrålen")
    with acting(receipt.code) as actor:
        for permission in permissions_in_force(actor.person_id or uuid4()):
            withdraw_permission(permission_id=permission.id, by=actor)
    page = client.post("/huset/ankomst", {"q": receipt.code}).content.decode()
    assert "Huset kender ikke det nøglekort endnu" in page
    assert "Solstrålen" not in page.split("<main")[1]
    client.post("/huset/ankomst/kort", {"code": receipt.code})
    with acting(mette.key):
        assert Arrival.objects.select_related("person").get().person.nickname == "Solstrålen"


def test_who_left_without_a_name_is_found_again(client: Client, mette: Holder) -> None:
    nameless, karen = make_arrival(""), make_arrival("Karen")
    page = client.get("/huset/ankomster").content.decode()
    for arrival in (nameless, karen):
        assert f"/huset/gaest/{arrival.person_id}/kort" in page
        assert f"/huset/samtale/ny/{arrival.person_id}" in page
    without = client.get("/huset/ankomster?navn=uden").content.decode()
    assert str(nameless.person_id) in without
    assert str(karen.person_id) not in without


def test_one_looks_by_nickname_and_she_can_see_it(client: Client, mette: Holder) -> None:
    arrival = make_arrival("Karen")
    make_arrival("Ali")
    page = client.post("/huset/ankomster", {"q": "kar"}).content.decode()
    assert str(arrival.person_id) in page
    assert "Ali" not in page
    assert "Vi fandt ingen" in client.post("/huset/ankomster", {"q": "Xerxes"}).content.decode()
    with as_owner():
        assert Lookup.objects.filter(person_id=arrival.person_id, purpose="søgning").exists()


def test_a_talk_that_goes_on_is_one_tap_away_for_its_guides(client: Client, mette: Holder) -> None:
    talk = make_conversation([mette])
    assert f'href="/huset/samtale/{talk.id}"' in client.get("/huset/ankomster").content.decode()
    client.cookies["indgang_key"] = make_colleague(Role.HOST, name="Bodil").key
    page = client.get("/huset/ankomster").content.decode()
    assert f"/huset/samtale/{talk.id}" not in page
    assert "Samtale i gang" in page


def test_after_a_fortnight_nobody_is_listed(client: Client, mette: Holder) -> None:
    for days, is_listed in ((13, True), (14, False)):
        with clock.stopped(clock.now() - timedelta(days=days)):
            arrival = make_arrival(f"Dag {days}")
        page = client.get("/huset/ankomster").content.decode()
        assert (str(arrival.person_id) in page) is is_listed


@pytest.mark.parametrize("role", [Role.OUTREACH, Role.ACUTE])
def test_who_brought_a_guest_sees_only_those_he_brought(client: Client, role: Role) -> None:
    make_municipality()
    make_arrival("Ali")
    client.cookies["indgang_key"] = make_colleague(role, unit=make_unit(role.value), name="Ib").key
    page = client.get("/huset/ankomst").content.decode()
    once = re.findall(r'name="once" value="([^"]+)"', page)[0]
    said = {"nickname": "Karen", "about": "fulgt herhen", "once": once}
    assert client.post("/huset/ankomst", said).status_code == 302
    for address, words in (
        ("/huset", "Lige kommet"),
        ("/huset/ankomster", "Venter på et velkommen"),
    ):
        page = client.get(address).content.decode()
        assert "Karen" in page
        assert words in page
        assert "Ali" not in page


@pytest.mark.parametrize("role", [Role.OUTREACH, Role.ACUTE])
def test_who_brought_a_guest_sees_what_came_of_it(client: Client, role: Role) -> None:
    make_municipality()
    ib = make_colleague(role, unit=make_unit(role.value), name="Ib")
    with acting(ib.key) as actor:
        arrival = register_arrival(nickname="Karen", about="", unit_id=make_unit().id, by=actor)
    with acting(make_colleague(Role.HOST, name="Bodil").key) as actor:
        settle_arrival(arrival_id=arrival.id, outcome="helped", by=actor)
    client.cookies["indgang_key"] = ib.key
    for address in ("/huset", "/huset/ankomster"):
        page = client.get(address).content.decode()
        assert "Karen" in page
        assert "Fik hjælp med det samme" in page


def test_a_talk_begun_from_the_list_is_what_came_of_the_visit(
    client: Client, mette: Holder
) -> None:
    arrival = make_arrival("")
    page = client.get("/huset/ankomster").content.decode()
    address = f"/huset/samtale/ny/{arrival.person_id}?ankomst={arrival.id}"
    assert f'href="{address}"' in page
    client.post(address, {"guides": [str(mette.person_id)], "said_yes": "on"})
    with acting(mette.key):
        assert Arrival.objects.get(id=arrival.id).outcome == "conversation"
    page = client.get("/huset/ankomster").content.decode()
    assert "Gik videre til en samtale" in page
    assert "Fortsæt samtalen" in page
