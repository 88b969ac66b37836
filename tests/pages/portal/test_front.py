from datetime import timedelta

import pytest
from django.test import Client

from indgang.kernel import clock
from tests.factories.people import make_municipality, make_unit

pytestmark = pytest.mark.django_db


def test_before_set_up_the_front_page_still_welcomes(client: Client) -> None:
    assert "Velkommen. Hvad har du brug for?" in client.get("/").content.decode()


@pytest.mark.parametrize(("hour", "said"), [(11, "Åbent nu"), (21, "Lukket lige nu")])
def test_it_says_whether_somebody_is_there_now(client: Client, hour: int, said: str) -> None:
    make_municipality()
    monday = clock.at(clock.today(), hour)
    monday -= timedelta(days=clock.local(monday).weekday())
    with clock.stopped(monday):
        assert said in client.get("/").content.decode()


def test_there_are_three_ways_on_and_a_search_without_a_login(client: Client) -> None:
    make_municipality()
    make_unit()
    page = client.get("/").content.decode()
    for address in (
        'href="/henvend"',
        'href="/tilbud"',
        'href="/henvend/en-anden"',
        "tel:00000000",
    ):
        assert address in page
    assert 'action="/tilbud"' in page
