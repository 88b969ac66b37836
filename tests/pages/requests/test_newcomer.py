import re

from django.test import Client

from tests.factories.people import make_municipality
from tests.factories.requests import decided_offer


def test_a_newcomer_asks_with_a_nickname_and_gets_a_key_card(committed: None) -> None:
    make_municipality()
    offer = decided_offer()
    client = Client()
    page = client.get(f"/tilbud/{offer.slug}/spoerg").content.decode()
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found
    form = {"nickname": "Ida", "words": "", "contact": "", "shows_name": "on", "token": found[1]}
    sent = client.post(f"/tilbud/{offer.slug}/spoerg", form)
    assert sent.status_code == 307
    card = client.post(sent["Location"], form)
    assert "Gem dit nøglekort nu" in card.content.decode()
    assert "Dit ønske er sendt" in client.get("/min").content.decode()
