import pytest

from indgang.access.door import acting
from indgang.access.models import Lookup
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere, Refused
from indgang.post.models import Letter
from indgang.requests.facts import RequestSent
from indgang.requests.models import Request
from indgang.requests.operations import NewRequest, send_request
from indgang.requests.queries import asked_requests, request_to_answer
from tests.database import as_owner
from tests.factories.keeping import make_provider
from tests.factories.offers import make_offer, make_organisation, told
from tests.factories.people import make_colleague, make_guest, make_unit
from tests.factories.requests import ask, decided_offer, row_of

pytestmark = pytest.mark.django_db


def test_nobody_asks_for_a_person_he_has_not_opened() -> None:
    karen, bo, offer = make_guest(), make_colleague(Role.HOST, name="Bo"), make_offer()
    with acting(bo.key) as actor, pytest.raises(NotThere):
        send_request(person_id=karen.person_id, offer_id=offer.id, asks=NewRequest(), by=actor)


def test_what_is_closed_is_not_asked() -> None:
    karen, offer = make_guest(), make_offer(status="paused")
    with pytest.raises(Refused, match="lukket"):
        ask(karen, offer)


def test_whoever_waits_for_an_answer_has_asked_once() -> None:
    karen, offer = make_guest(), make_offer()
    with told(RequestSent) as facts:
        assert ask(karen, offer) == ask(karen, offer, words="En gang til")
    assert len(facts) == 1
    with as_owner():
        assert Request.objects.count() == 1


def test_a_wish_for_what_is_decided_is_handed_on_the_same_day_with_its_date() -> None:
    karen, offer = make_guest(), decided_offer()
    poul = make_provider(offer.provider)
    ane = make_colleague(Role.AUTHORITY, unit=make_unit("authority", "Visitationen"), name="Ane")
    row = row_of(ask(karen, offer))
    assert (row.about, row.asked_on) == ("decision", clock.today())
    with acting(ane.key):
        assert [one.id for one in asked_requests()] == [row.id]
    with acting(poul.key):  # those who hold the offer do not decide
        assert asked_requests() == []


def test_those_asked_are_told_that_somebody_waits_and_not_who() -> None:
    karen, offer = make_guest(), make_offer()
    poul = make_provider(offer.provider)
    row = row_of(ask(karen, offer))
    with as_owner():
        letter = Letter.objects.get(person_id=poul.person_id)
    assert letter.message == "request_waits"
    assert letter.values == {"day": row.answer_by.isoformat()}
    assert letter.link_kinds == []


def test_the_place_reads_what_was_sent_to_it_and_no_other_place_does() -> None:
    karen, offer = make_guest(), make_offer()
    poul = make_provider(offer.provider)
    stranger = make_provider(make_organisation("Motionsklubben"), name="Sofie")
    request_id = ask(karen, offer, words="Kan jeg komme med hund?")
    with acting(poul.key):
        found = request_to_answer(request_id)
        assert found is not None
        assert (found.words, found.nickname) == ("Kan jeg komme med hund?", "Karen")
    with acting(stranger.key):
        assert request_to_answer(request_id) is None
        assert asked_requests() == []


def test_a_nickname_is_shown_only_if_the_guest_lets_it() -> None:
    karen, offer = make_guest(), make_offer()
    poul = make_provider(offer.provider)
    with acting(karen.key) as actor:
        asks = NewRequest(shows_name=False)
        send_request(person_id=karen.person_id, offer_id=offer.id, asks=asks, by=actor)
    with acting(poul.key):
        assert [one.nickname for one in asked_requests()] == [""]


def test_that_it_was_read_stands_in_the_guests_log() -> None:
    karen, offer = make_guest(), make_offer()
    poul = make_provider(offer.provider)
    request_id = ask(karen, offer)
    with acting(poul.key):
        request_to_answer(request_id)
    with as_owner():
        log = Lookup.objects.filter(person_id=karen.person_id)
        assert list(log.values_list("purpose", flat=True)) == ["svar på et ønske"]
