from datetime import time, timedelta

import pytest
from django.test import Client

from indgang.access.door import acting
from indgang.kernel import clock
from indgang.offers.models import Offer, Session
from indgang.offers.operations import add_times, make_sessions
from indgang.offers.queries import OfferSearch, found_offers
from indgang.offers.rules.sheet import Times
from tests.factories.keeping import make_provider
from tests.factories.offers import make_offer, make_organisation, make_place, seat
from tests.factories.people import Holder, allow, make_guest, make_municipality

pytestmark = pytest.mark.django_db


@pytest.fixture
def talks() -> Offer:
    """Talks tomorrow from one to four, half an hour each."""
    make_municipality()
    offer = make_offer("En samtale", format="individual", place=make_place())
    times = Times(time(13), 180, "", starts_on=clock.today() + timedelta(days=1), each_minutes=30)
    with acting(make_provider(make_organisation()).key) as actor:
        assert add_times(offer_id=offer.id, times=times, by=actor) == 6
        assert make_sessions(offer_id=offer.id, by=actor) == 0
    return offer


def page_of(holder: Holder | None) -> Client:
    client = Client()
    if holder:
        client.cookies["indgang_key"] = holder.key
    return client


def first(offer: Offer) -> Session:
    found = offer.sessions.order_by("starts_at").first()
    assert found
    return found


def test_a_taken_talk_is_shown_to_nobody_and_the_next_free_one_is_next(talks: Offer) -> None:
    taken = first(talks)
    seat(taken, make_guest("Ali").person_id)
    body = page_of(None).get(f"/tilbud/{talks.slug}").content.decode()
    assert str(taken.id) not in body
    assert body.count("/proev/") == 5
    assert "Ali" not in body
    found = found_offers(OfferSearch())[0].next_session
    assert found
    assert found.starts_at == taken.ends_at


def test_a_guest_takes_a_talk(talks: Offer) -> None:
    karen = make_guest()
    path = f"/tilbud/{talks.slug}/proev/{first(talks).id}"
    answer = page_of(karen).post(path, follow=True)
    assert "Du har en plads" in answer.content.decode()


def test_the_keeper_sees_his_day_with_the_names_of_those_who_said_yes(talks: Offer) -> None:
    keeper, karen, ali = make_provider(make_organisation(), "Ida"), make_guest(), make_guest("Ali")
    one, other = talks.sessions.order_by("starts_at")[:2]
    seat(one, karen.person_id)
    seat(other, ali.person_id)
    allow(karen, to=keeper)
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    body = page_of(keeper).get(f"/udfoerer/{talks.id}/dag?dag={tomorrow}").content.decode()
    assert "2 samtaler er aftalt" in body
    assert "Karen" in body
    assert "Ali" not in body
    assert body.count("Fri<") == 4


def test_another_provider_sees_no_day(talks: Offer) -> None:
    other = make_provider(make_organisation("Nogle andre"))
    assert page_of(other).get(f"/udfoerer/{talks.id}/dag").status_code == 404


def test_talks_are_written_down_as_one_says_them(talks: Offer) -> None:
    client = page_of(make_provider(make_organisation(), "Ida"))
    sent = {
        "repeats": "weekly", "days": ["TU"], "starts_on": clock.today().isoformat(),
        "starts_time": "09:00", "ends_time": "10:00", "each_minutes": "90",
    }  # fmt: skip
    assert client.post(f"/udfoerer/{talks.id}/tider", sent).status_code == 422
    client.post(f"/udfoerer/{talks.id}/tider", sent | {"each_minutes": "20"})
    assert "samtaler på 20 minutter" in client.get(f"/udfoerer/{talks.id}").content.decode()
