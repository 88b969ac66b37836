import re

import pytest
from django.test import Client

from indgang.access.door import acting
from tests.factories.people import allow, make_colleague, make_guest, make_municipality


@pytest.mark.slow
def test_a_new_key_card_opens_and_the_old_one_stops(committed: None, client: Client) -> None:
    make_municipality()
    karen, mette = make_guest(), make_colleague()
    allow(karen, to=mette, may_write=True)
    client.cookies["indgang_key"] = mette.key
    address = f"/huset/gaest/{karen.person_id}/kort"
    assert "Vil du lave et nyt nøglekort?" in client.get(address).content.decode()
    page = client.post(address).content.decode()
    code = "".join(re.findall(r"<span>([0-9A-Z]{6})</span>", page))
    with acting(code) as actor:
        assert actor.person_id == karen.person_id
    with acting(karen.key) as actor:
        assert not actor.is_known
    assert code not in client.get(address).content.decode()
