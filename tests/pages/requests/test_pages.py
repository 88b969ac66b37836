from datetime import timedelta
from uuid import UUID

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries

from indgang.access.door import acting
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.offers.operations import say_room
from indgang.requests.operations import measure_replies
from indgang.requests.rules import State
from tests.factories.keeping import make_provider
from tests.factories.offers import make_offer, make_organisation
from tests.factories.people import (
    Holder,
    make_colleague,
    make_guest,
    make_municipality,
    make_unit,
    make_worker,
)
from tests.factories.requests import ask, decided_offer, link_of, state_of
from tests.operations.requests.test_measure_replies import answered

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def house() -> None:
    make_municipality()
    make_unit()


def client_of(key: str) -> Client:
    client = Client()
    client.cookies["indgang_key"] = key
    return client


def body(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()


def waiting() -> tuple[Holder, Holder, UUID]:
    """The guest, who is asked, and the request."""
    karen, offer = make_guest(), make_offer()
    return karen, make_provider(offer.provider), ask(karen, offer)


def test_another_place_and_another_guest_find_nothing_there() -> None:
    _karen, _poul, request_id = waiting()
    sofie = make_provider(make_organisation("Motionsklubben"), name="Sofie")
    for key in (sofie.key, link_of(sofie)):
        client = client_of(key)
        page = f"/udfoerer/oensker/{request_id}"
        assert client.get(page).status_code == 404
        assert client.post(page, {"answer": "accepted"}).status_code == 404
    bo = client_of(make_guest("Bo").key)
    assert bo.get(f"/min/oensker/{request_id}").status_code == 404
    assert bo.post(f"/min/oensker/{request_id}/fortryd").status_code == 404
    assert state_of(request_id) == "sent"


def test_a_link_opens_no_page_of_its_holders_own_nor_his_work() -> None:
    _karen, poul, _request_id = waiting()
    client = client_of(link_of(poul))
    for path in ("/min", "/min/plan", "/udfoerer", "/udfoerer/link", "/huset", "/min/oensker"):
        answer = client.get(path)
        assert answer.status_code in (302, 403), path
        assert answer.headers.get("Location", "/ind/").startswith("/ind/"), path


def test_the_address_of_a_link_hands_its_key_on_and_leads_to_the_offers_only() -> None:
    _karen, poul, _request_id = waiting()
    raw = link_of(poul)
    client = Client()
    answer = client.get(f"/t/{raw}/udfoerer/plads")
    assert (answer.status_code, answer["Location"]) == (302, "/udfoerer/plads")
    assert raw not in answer["Location"]
    assert "Er der plads?" in body(client, "/udfoerer/plads")
    for elsewhere in ("min/plan", "udfoerer", "/evil.example/udfoerer/"):
        lost = Client().get(f"/t/{raw}/{elsewhere}")
        assert lost["Location"] == "/link-virker-ikke" or lost["Location"] != f"/{elsewhere}"


def test_one_tap_says_whether_there_is_room_and_the_offer_shows_how_old_that_is() -> None:
    offer = make_offer()
    poul = make_provider(offer.provider)
    client = client_of(link_of(poul))
    assert client.post(f"/udfoerer/plads/{offer.id}", {"says": "full"}).status_code == 302
    shown = body(Client(), f"/tilbud/{offer.slug}")
    assert "Fuldt lige nu" in shown
    assert "set lige nu" in shown
    back = clock.today() + timedelta(days=40)
    client.post(f"/udfoerer/plads/{offer.id}", {"says": "away", "back_on": back.isoformat()})
    assert "er tilbage" in body(Client(), f"/tilbud/{offer.slug}").lower()


def test_what_is_said_of_room_is_no_longer_said_once_they_are_back() -> None:
    offer = make_offer()
    poul = make_provider(offer.provider)
    with acting(poul.key) as actor:
        back = clock.today() + timedelta(days=3)
        say_room(offer_id=offer.id, says="away", back_on=back, by=actor)
    with clock.shifted(timedelta(days=4)):
        assert "er tilbage" not in body(Client(), f"/tilbud/{offer.slug}")


def test_not_now_without_a_reason_keeps_what_was_written() -> None:
    _karen, poul, request_id = waiting()
    answer = client_of(link_of(poul)).post(
        f"/udfoerer/oensker/{request_id}", {"answer": "not_now:", "reply": "Vi ringer."}
    )
    assert answer.status_code == 422
    assert "Vi ringer." in answer.content.decode()
    assert state_of(request_id) == "sent"


def test_the_guest_reads_the_reason_and_what_was_written() -> None:
    karen, poul, request_id = waiting()
    client_of(link_of(poul)).post(
        f"/udfoerer/oensker/{request_id}", {"answer": "not_now:people", "reply": "Prøv i januar."}
    )
    shown = body(client_of(karen.key), f"/min/oensker/{request_id}")
    for words in ("Stedet kan ikke lige nu.", "Vi mangler hænder lige nu.", "Prøv i januar."):
        assert words in shown
    assert "Stedet kan ikke" in body(client_of(karen.key), "/min")
    assert "Ikke lige nu" in body(client_of(karen.key), "/min/plan")


def test_those_who_decide_can_press_no_no() -> None:
    ane = make_colleague(Role.AUTHORITY, unit=make_unit("authority", "Visitationen"), name="Ane")
    request_id = ask(make_guest(), decided_offer())
    client = client_of(ane.key)
    shown = body(client, f"/udfoerer/oensker/{request_id}")
    assert "not_now" not in shown
    assert "klagevejledning" in shown
    answer = client.post(f"/udfoerer/oensker/{request_id}", {"answer": "not_now:full"})
    assert answer.status_code == 404
    assert state_of(request_id) == "sent"


def test_a_forged_form_asks_nothing() -> None:
    offer = make_offer()
    form = {"nickname": "Ida", "token": "xx"}
    answer = Client().post(f"/tilbud/{offer.slug}/spoerg", form)
    assert answer.status_code == 422
    assert "Tryk én gang til" in answer.content.decode()


def test_how_soon_one_is_answered_stands_on_the_offer() -> None:
    offer, decided = make_offer(), decided_offer()
    ane = make_colleague(Role.AUTHORITY, unit=make_unit("authority", "Visitationen"), name="Ane")
    answered(offer, make_provider(offer.provider), [State.ACCEPTED] * 5, after=2)
    answered(decided, ane, [State.ACCEPTED] * 5, after=11)
    with acting(make_worker().key) as worker:
        measure_replies(by=worker)
    assert "siger ja til 100 ud af 100 (målt)" in body(Client(), f"/tilbud/{offer.slug}")
    assert "tager typisk" in body(Client(), f"/tilbud/{decided.slug}")


def test_a_link_is_shown_once_and_stopped_by_its_holder_only() -> None:
    poul = make_provider(make_organisation())
    sofie = make_provider(make_organisation("Motionsklubben"), name="Sofie")
    made = client_of(poul.key).post("/udfoerer/link").content.decode()
    assert "/udfoerer/plads" in made
    assert "/t/" not in body(client_of(poul.key), "/udfoerer/link")
    hers = client_of(sofie.key)
    assert "Stop</" not in body(hers, "/udfoerer/link")
    assert hers.post("/udfoerer/link", {"holder": str(poul.person_id)}).status_code == 404
    assert hers.post("/udfoerer/link/stop", {"label": "plads:1"}).status_code == 404


def test_an_organisation_chooses_how_often_it_is_asked() -> None:
    offer = make_offer()
    poul = client_of(make_provider(offer.provider).key)
    page = f"/udfoerer/takt/{offer.provider_id}"
    assert poul.post(page, {"answer_days": "0", "fresh_days": "9"}).status_code == 422
    assert poul.post(page, {"answer_days": "3", "fresh_days": "9"}).status_code == 302
    own = {"offer": str(offer.id), f"t{offer.id.hex}-every_days": "4"}
    assert poul.post(page, own).status_code == 302
    shown = body(poul, page)
    assert 'value="9"' in shown
    assert 'value="4"' in shown
    sofie = make_provider(make_organisation("Motionsklubben"), name="Sofie")
    assert client_of(sofie.key).get(page).status_code == 404


def test_the_house_sees_what_came_back_and_who_has_it() -> None:
    make_colleague(Role.GUIDE)
    _karen, poul, request_id = waiting()
    client_of(poul.key).post(f"/udfoerer/oensker/{request_id}", {"answer": "not_now:full"})
    bo = client_of(make_colleague(Role.HOST, name="Bo").key)
    shown = body(bo, "/huset")
    assert "Skal hjælpes videre" in shown
    assert "Mette" in shown
    assert "Karen" not in shown  # she has not let Bo see her card
    assert bo.post(f"/huset/oensker/{request_id}/tag").status_code == 302
    assert "Du har den" in body(bo, "/huset/oensker")
    assert bo.post(f"/huset/oensker/{request_id}/klaret").status_code == 302
    assert "Du har den" not in body(bo, "/huset/oensker")


def test_more_that_waits_asks_no_more_of_the_database(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    make_colleague(Role.GUIDE)
    offer = make_offer()
    poul, bo = make_provider(offer.provider), make_colleague(Role.HOST, name="Bo")
    his, house = client_of(link_of(poul)), client_of(bo.key)
    for number in range(6):
        request_id = ask(make_guest(f"Gæst {number}"), make_offer(f"Tilbud {number}"))
        if number % 2:
            answer = {"answer": "not_now:full"}
            assert his.post(f"/udfoerer/oensker/{request_id}", answer).status_code == 302
        if number == 1:
            his.get("/udfoerer/plads")
            house.get("/huset/oensker")
    with django_assert_max_num_queries(10):
        assert body(his, "/udfoerer/plads").count("person-name") == 6
    with django_assert_max_num_queries(11):
        assert body(house, "/huset/oensker").count("person-name") == 3
