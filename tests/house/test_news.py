"""What a guest is told about his seats, from the facts that offers publish."""

from datetime import timedelta

import pytest

from indgang.access.door import acting
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.offers.models import Session
from indgang.offers.operations import accept_seat, cancel_session, leave_seat, take_seat
from indgang.post.models import Letter
from tests.database import as_owner
from tests.factories.offers import make_offer, make_session, seat
from tests.factories.people import Holder, make_colleague, make_guest, make_unit

pytestmark = pytest.mark.django_db


def _soon(**fields: object) -> Session:
    return make_session(starts_at=clock.now() + timedelta(days=6), **fields)  # type: ignore[arg-type]


def _letters(guest: Holder) -> list[tuple[str, str]]:
    with as_owner():
        found = Letter.objects.filter(person_id=guest.person_id).order_by("queued_at")
        return list(found.values_list("message", "status"))


def test_a_seat_is_remembered_the_day_before_and_not_when_it_is_given_up() -> None:
    karen, session = make_guest(), _soon()
    with acting(karen.key) as actor:
        booking = take_seat(session_id=session.id, person_id=karen.person_id, by=actor)
        assert _letters(karen) == [("seat_taken", "queued"), ("appointment_tomorrow", "queued")]
        leave_seat(booking_id=booking.id, by=actor)
    assert {status for _message, status in _letters(karen)} == {"cancelled"}


def test_a_place_in_the_queue_is_no_appointment() -> None:
    karen, session = make_guest(), _soon()
    seat(session, make_guest("Ali").person_id)
    with acting(karen.key) as actor:
        take_seat(session_id=session.id, person_id=karen.person_id, by=actor)
    assert _letters(karen) == []


def test_tomorrow_needs_no_reminder() -> None:
    karen = make_guest()
    session = make_session(starts_at=clock.now() + timedelta(hours=5))
    with acting(karen.key) as actor:
        take_seat(session_id=session.id, person_id=karen.person_id, by=actor)
    assert _letters(karen) == []


def test_who_waited_longest_is_offered_the_seat_and_the_offer_ends_with_his_answer() -> None:
    karen, ali, session = make_guest(), make_guest("Ali"), _soon()
    with acting(ali.key) as actor:
        first = take_seat(session_id=session.id, person_id=ali.person_id, by=actor)
    with acting(karen.key) as actor:
        waiting = take_seat(session_id=session.id, person_id=karen.person_id, by=actor)
    with acting(ali.key) as actor:
        leave_seat(booking_id=first.id, by=actor)
    with as_owner():
        offered = Letter.objects.get(person_id=karen.person_id)
    assert (offered.message, offered.urgent) == ("seat_offered", True)
    assert offered.link_path == f"/tilbud/plads/{waiting.id}"
    with acting(karen.key) as actor:
        accept_seat(booking_id=waiting.id, by=actor)
    assert _letters(karen) == [
        ("seat_offered", "cancelled"),
        ("seat_taken", "queued"),
        ("appointment_tomorrow", "queued"),
    ]


def test_a_session_that_is_called_off_is_told_to_everyone_in_it() -> None:
    offer = make_offer()
    unit = make_unit("provider")
    with as_owner():
        unit.organisation = offer.provider
        unit.save()
    provider = make_colleague(Role.PROVIDER, unit=unit)
    karen, ali, session = make_guest(), make_guest("Ali"), _soon(offer=offer, seats=5)
    for guest in (karen, ali):
        with acting(guest.key) as actor:
            take_seat(session_id=session.id, person_id=guest.person_id, by=actor)
    with acting(provider.key) as actor:
        cancel_session(session_id=session.id, why="ill", by=actor)
        assert not Letter.objects.exists()
    assert _letters(karen) == [
        ("seat_taken", "cancelled"),
        ("appointment_tomorrow", "cancelled"),
        ("seat_cancelled", "queued"),
    ]
    assert _letters(ali) == _letters(karen)
