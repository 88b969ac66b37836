import pytest
from django.test import Client

from indgang.kernel.actor import Role
from tests.factories.entrance import make_conversation
from tests.factories.people import make_colleague, make_guest, make_municipality

pytestmark = pytest.mark.django_db

SAID = {"nickname": "Karen", "language": "da", "speaks": "tigrinya", "meet_where": "på bænken"}


@pytest.fixture(autouse=True)
def municipality() -> None:
    make_municipality()


def test_a_stranger_is_asked_for_his_key(client: Client) -> None:
    assert client.get("/min/moedes").headers["Location"].startswith("/ind/")


def test_a_guest_says_how_she_wants_to_be_met_and_finds_her_messages(client: Client) -> None:
    client.cookies["indgang_key"] = make_guest().key
    assert client.post("/min/moedes", SAID | {"language": "xx"}).status_code == 422
    client.post("/min/moedes", SAID)
    page = client.get("/min/moedes").content.decode()
    assert "tigrinya" in page
    assert "på bænken" in page
    assert "/min/beskeder" in page
    assert "/min/moedes" in client.get("/min/beskeder").content.decode()
    assert "/min/moedes" in client.get("/min").content.decode()


def test_it_is_said_in_the_conversation_and_seen_in_the_house(client: Client) -> None:
    mette = make_colleague(Role.GUIDE)
    talk = make_conversation([mette], nickname="")
    client.cookies["indgang_key"] = mette.key
    assert "Sådan vil jeg gerne mødes" in client.get(f"/huset/samtale/{talk.id}").content.decode()
    said = client.post(f"/huset/samtale/{talk.id}/moedes", SAID)
    assert said.headers["Location"] == f"/huset/samtale/{talk.id}"
    assert "tigrinya" in client.get(f"/huset/gaest/{talk.person_id}").content.decode()
    wrong = client.post(f"/huset/samtale/{talk.id}/moedes", {"speaks": "dansk"})
    assert wrong.status_code == 422
    assert "dansk" in wrong.content.decode()


def test_a_host_who_is_not_with_them_says_nothing(client: Client) -> None:
    talk = make_conversation([make_colleague(Role.GUIDE)])
    client.cookies["indgang_key"] = make_colleague(Role.HOST, name="Bodil").key
    assert client.post(f"/huset/samtale/{talk.id}/moedes", SAID).status_code == 404
