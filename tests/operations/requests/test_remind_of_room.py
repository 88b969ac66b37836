from datetime import timedelta

import pytest

from indgang.access.door import acting
from indgang.kernel import clock
from indgang.offers.operations import ask_of_room, say_room
from indgang.post.models import Letter
from indgang.requests.operations import remind_of_room, set_pace
from tests.database import as_owner
from tests.factories.keeping import make_provider
from tests.factories.offers import make_offer
from tests.factories.people import Holder, make_worker

pytestmark = pytest.mark.django_db


def remind(by: Holder, *, after: int) -> int:
    with clock.shifted(timedelta(days=after)), acting(by.key) as actor:
        return remind_of_room(by=actor)


def test_only_the_worker_asks() -> None:
    poul = make_provider(make_offer().provider)
    assert remind(poul, after=60) == 0


def test_fresh_figures_are_left_alone_and_old_ones_are_asked_of_once() -> None:
    offer, worker = make_offer(), make_worker()
    poul = make_provider(offer.provider)
    with acting(poul.key) as actor:
        say_room(offer_id=offer.id, says="room", by=actor)
    assert remind(worker, after=13) == 0
    assert remind(worker, after=15) == 1
    assert remind(worker, after=16) == 0
    with as_owner():
        letter = Letter.objects.get(person_id=poul.person_id)
    assert (letter.message, letter.link_path) == ("room_old", "/udfoerer/plads")


def test_an_organisation_and_an_offer_say_how_often() -> None:
    offer, worker = make_offer(), make_worker()
    poul = make_provider(offer.provider)
    with acting(poul.key) as actor:
        set_pace(organisation_id=offer.provider_id, answer_days=3, fresh_days=2, by=actor)
    assert remind(worker, after=3) == 1
    with acting(poul.key) as actor:
        ask_of_room(offer_id=offer.id, every_days=40, by=actor)
    assert remind(worker, after=20) == 0
    assert remind(worker, after=50) == 1
