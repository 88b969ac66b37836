import pytest
from django.test import Client

from indgang.kernel.actor import Role
from tests.factories.entrance import make_conversation
from tests.factories.people import make_colleague, make_guest, make_key, make_municipality

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def municipality() -> None:
    make_municipality()


def test_one_says_what_came_of_it(client: Client) -> None:
    mette = make_colleague(Role.GUIDE)
    talk = make_conversation([mette])
    client.cookies["indgang_key"] = mette.key
    address = f"/huset/samtale/{talk.id}/slut"
    assert address in client.get(f"/huset/samtale/{talk.id}").content.decode()
    assert "Vi stopper her" in client.get(address).content.decode()
    for said in ({}, {"outcome": "shown_on"}, {"outcome": "course"}):
        assert client.post(address, {"x": "1", **said}).status_code == 422
    stopped = client.post(address, {"outcome": "thinking"})
    assert stopped.headers["Location"] == f"/huset/gaest/{talk.person_id}"
    assert "Tænker over det" in client.get(address).content.decode()
    assert client.get(f"/huset/samtale/{talk.id}").status_code == 404
    after = client.get(f"/huset/samtale/{talk.id}/klar")
    assert after.headers["Location"] == f"/huset/gaest/{talk.person_id}"


def test_a_colleague_finds_it_on_the_page_of_the_day(client: Client) -> None:
    talk = make_conversation([make_colleague(Role.GUIDE)])
    client.cookies["indgang_key"] = make_colleague(Role.HOST, name="Bodil").key
    assert f"/huset/samtale/{talk.id}/slut" in client.get("/huset").content.decode()


def test_the_guest_reads_at_home_what_was_written(client: Client) -> None:
    mette = make_colleague(Role.GUIDE)
    talk = make_conversation([mette])
    client.cookies["indgang_key"] = mette.key
    client.post(f"/huset/samtale/{talk.id}/hard", {"hard": "Jeg sover ikke", "version": "0"})
    client.post(f"/huset/samtale/{talk.id}/bundt", {"words": "Gå en tur"})
    client.post(f"/huset/samtale/{talk.id}/slut", {"outcome": "thinking"})
    client.cookies["indgang_key"] = make_key(talk.person_id, "card")
    page = client.get("/min/fortalt").content.decode()
    assert "Jeg sover ikke" in page
    assert "Gå en tur" in page
    client.cookies["indgang_key"] = make_guest("Bo").key
    assert "Her er ikke noget endnu." in client.get("/min/fortalt").content.decode()
