import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import signing
from django.test import Client

from indgang.access.operations import KNOCKS
from indgang.kernel import clock
from indgang.kernel.readability import GUEST_LIX_LIMIT, hard_words, lix
from indgang.offers.models import Session
from indgang.offers.rules.access_per_use import Entry, Line
from indgang.people.models import Person
from tests.database import as_owner
from tests.factories.offers import (
    figures,
    make_offer,
    make_rule,
    make_session,
    seat,
    statuses,
)
from tests.factories.people import make_guest, make_municipality
from tests.pages.words import shown


def address(session: Session) -> str:
    return f"/tilbud/{session.offer.slug}/proev/{session.id}"


def token_on(client: Client, session: Session) -> str:
    page = client.get(address(session)).content.decode()
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found
    return found[1]


def people() -> int:
    with as_owner():
        return Person.objects.count()


def test_a_nickname_gives_a_seat_a_key_card_and_ones_own_page(committed: None) -> None:
    make_municipality()
    client, session = Client(), make_session(seats=3)
    form = {"nickname": "Karen", "token": token_on(client, session)}
    page = client.post(address(session), form, follow=True)
    assert page.redirect_chain == [("/tilbud/noeglekort", 307)]
    text = page.content.decode()
    assert "Velkommen, Karen" in text
    assert "Du har en plads" in text
    code = "".join(re.findall(r"<span>([0-9A-Z]{6})</span>", text))
    assert len(code) == 24
    assert client.cookies["indgang_key"].value not in ("", code)
    assert code not in str(client.cookies)
    assert lix(shown(page.content.decode())) <= GUEST_LIX_LIMIT
    booking = client.get(address(session), follow=True)
    assert "Meld fra" in booking.content.decode()


def test_sending_the_form_twice_is_one_guest_in_one_seat_with_one_card(committed: None) -> None:
    client, session = Client(), make_session(seats=3)
    form = {"nickname": "Karen", "token": token_on(client, session)}
    once = Client().post(address(session), form, follow=True).content.decode()
    twice = Client().post(address(session), form, follow=True).content.decode()
    codes = [re.findall(r"<span>([0-9A-Z]{6})</span>", page) for page in (once, twice)]
    assert codes[0] == codes[1]
    assert (people(), figures(session)) == (1, (1, 0))


def test_a_shared_screen_forgets_when_it_is_closed(committed: None) -> None:
    client, session = Client(), make_session()
    form = {"nickname": "Karen", "token": token_on(client, session), "shared": "on"}
    client.post(address(session), form, follow=True)
    assert client.cookies["indgang_key"]["max-age"] == ""


@pytest.mark.django_db
def test_a_flood_of_newcomers_from_one_address_is_held_back_and_nothing_is_lost(
    client: Client,
) -> None:
    session, here = make_session(seats=40), {"REMOTE_ADDR": "192.0.2.1"}
    for number in range(KNOCKS):
        token = token_on(client, session)
        form = {"nickname": f"Gæst {number}", "token": token}
        assert client.post(address(session), form, **here).status_code == 307
    form = {"nickname": "Karen", "token": token_on(client, session)}
    page = client.post(address(session), form, **here)
    assert page.status_code == 429
    assert "Vent en halv time" in page.content.decode()
    assert 'value="Karen"' in page.content.decode()
    assert people() == KNOCKS
    elsewhere = client.post(address(session), form, REMOTE_ADDR="192.0.2.2")
    assert elsewhere.status_code == 307


@pytest.mark.django_db
def test_a_forged_token_gives_a_fresh_form_and_no_guest(client: Client) -> None:
    session, other = make_session(), make_session()
    signed_elsewhere = signing.TimestampSigner(salt="elsewhere").sign(f"x~{session.id}")
    for token in ("", "x", signed_elsewhere, token_on(client, other)):
        page = client.post(address(session), {"nickname": "Karen", "token": token})
        assert page.status_code == 422
        assert 'value="Karen"' in page.content.decode()
    assert people() == 0


def test_a_card_is_shown_only_for_a_token_that_was_used(committed: None) -> None:
    client, session = Client(), make_session()
    page = client.post("/tilbud/noeglekort", {"token": token_on(client, session)})
    assert page["Location"] == "/ind/"
    assert client.post("/tilbud/noeglekort", {}).status_code == 302
    assert client.get("/tilbud/noeglekort").status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize("nickname", ["", "   ", "!!", "x" * 61, "a\0b"])
def test_a_name_must_be_something_one_can_say(client: Client, nickname: str) -> None:
    session = make_session()
    form = {"nickname": nickname, "token": token_on(client, session)}
    assert client.post(address(session), form).status_code == 422
    assert people() == 0


@pytest.mark.django_db
def test_another_offers_session_is_not_there(client: Client) -> None:
    session = make_session()
    assert client.get(f"/tilbud/noget-andet/proev/{session.id}").status_code == 404
    assert client.get(f"/tilbud/{session.offer.slug}/proev/{uuid4()}").status_code == 404


@pytest.mark.django_db
def test_too_late_is_a_sentence_and_no_new_guest(client: Client) -> None:
    session = make_session(starts_at=clock.now() - timedelta(minutes=1))
    form = {"nickname": "Karen", "token": token_on(client, session)}
    page = client.post(address(session), form)
    assert page.status_code == 409
    assert "allerede begyndt" in page.content.decode()


@pytest.mark.django_db
def test_whoever_has_a_key_taps_once(client: Client) -> None:
    karen, session = make_guest(), make_session()
    client.cookies["indgang_key"] = karen.key
    page = client.post(address(session), follow=True)
    assert "Du har en plads" in page.content.decode()
    assert client.post(address(session), follow=True).status_code == 200
    assert figures(session) == (1, 0)


@pytest.mark.django_db
def test_full_is_said_as_it_is(client: Client) -> None:
    karen, session = make_guest(), make_session(seats=1)
    seat(session, make_guest("Ali").person_id)
    client.cookies["indgang_key"] = karen.key
    assert "Vil du stå i kø?" in client.get(address(session)).content.decode()
    page = client.post(address(session), follow=True).content.decode()
    assert "Du står som nummer 1 i køen" in page


@pytest.mark.django_db
@pytest.mark.parametrize(("age", "status"), [("29", 302), ("30", 409), ("", 422), ("abc", 422)])
def test_an_age_that_decides_is_asked_for(client: Client, age: str, status: int) -> None:
    session = make_session(make_offer(access="mixed"))
    make_rule(session.offer, Line(Entry.OPEN, max_age=29), Line(Entry.TALK))
    client.cookies["indgang_key"] = make_guest().key
    assert client.post(address(session), {"age": age}).status_code == status


@pytest.mark.django_db
def test_a_seat_can_be_given_up_accepted_and_declined(client: Client) -> None:
    karen, session = make_guest(), make_session()
    until = clock.now() + timedelta(hours=1)
    booking = seat(session, karen.person_id, "offered", offered_until=until)
    client.cookies["indgang_key"] = karen.key
    assert "Ja tak, jeg kommer" in client.get(f"/tilbud/plads/{booking.id}").content.decode()
    client.post(f"/tilbud/plads/{booking.id}/ja")
    assert statuses(session) == ["seated"]
    assert client.post(f"/tilbud/plads/{booking.id}/nej").status_code == 409
    page = client.post(f"/tilbud/plads/{booking.id}/fra", follow=True).content.decode()
    assert "Du er meldt fra" in page
    assert statuses(session) == ["cancelled"]


@pytest.mark.django_db
def test_somebody_elses_seat_is_not_there(client: Client) -> None:
    booking = seat(make_session(), make_guest().person_id)
    client.cookies["indgang_key"] = make_guest("Bo").key
    for path in ("", "/ja", "/nej", "/fra"):
        where = f"/tilbud/plads/{booking.id}{path}"
        assert (client.post(where) if path else client.get(where)).status_code == 404


@pytest.mark.django_db
def test_anyone_can_read_it(client: Client) -> None:
    make_municipality()
    karen, session = make_guest(), make_session()
    booking = seat(session, karen.person_id)
    texts = [shown(client.get(address(session)).content.decode())]
    client.cookies["indgang_key"] = karen.key
    texts.append(shown(client.get(f"/tilbud/plads/{booking.id}").content.decode()))
    for text in texts:
        assert lix(text) <= GUEST_LIX_LIMIT, hard_words(text)[:20]
