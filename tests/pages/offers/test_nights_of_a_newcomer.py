import re

from django.test import Client

from indgang.offers.queries import tonight
from tests.factories.offers import make_offer
from tests.factories.people import make_municipality
from tests.factories.stays import make_thing


def test_nobody_knows_who_takes_a_night_and_he_has_a_card(committed: None) -> None:
    bed = make_thing(make_offer("En seng"))
    make_municipality()
    client = Client()
    body = client.get(f"/tilbud/{bed.offer.slug}/naetter").content.decode()
    token = re.search(r'name="token" value="([^"]+)"', body)
    assert token
    sent = {
        "first": tonight().isoformat(), "number": "2", "nickname": "Musvit", "token": token[1],
    }  # fmt: skip
    answer = client.post(f"/tilbud/{bed.offer.slug}/naetter", sent)
    assert answer.status_code == 307
    card = client.post(answer["Location"], sent).content.decode()
    assert "Velkommen, Musvit" in card
    assert "2 nætter" in card
    home = client.get("/min").content.decode()
    assert "/tilbud/ophold/" in home
    again = client.post(f"/tilbud/{bed.offer.slug}/naetter", sent)  # now as himself
    assert "allerede et sted at sove" in again.content.decode()
