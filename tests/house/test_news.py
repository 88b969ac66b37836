"""What a guest is told about his seats, from the facts that offers publish."""

from datetime import timedelta

import pytest
from django.db import connection

from indgang.access.door import acting
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.offers.models import Session
from indgang.offers.operations import (
    accept_seat,
    agree_stay,
    call_off_stay,
    cancel_session,
    leave_seat,
    move_stay,
    prolong_stay,
    take_seat,
)
from indgang.post.models import Letter
from tests.database import as_owner
from tests.factories.keeping import make_provider
from tests.factories.offers import make_offer, make_organisation, make_session, seat
from tests.factories.people import Holder, make_colleague, make_guest, make_unit
from tests.factories.stays import in_nights, make_stay, make_thing

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


def test_what_a_guest_does_with_his_own_nights_is_not_told_to_him() -> None:
    karen = make_guest()
    stay = make_stay(make_thing(), karen.person_id, ahead=2)
    with acting(karen.key) as actor:
        call_off_stay(stay_id=stay.id, by=actor)
    assert _letters(karen) == []


def test_nights_that_are_over_are_nothing_to_tell_of() -> None:
    karen, keeper = make_guest(), make_provider(make_organisation())
    stay = make_stay(make_thing(), karen.person_id, ahead=-5)
    with acting(keeper.key) as actor:
        call_off_stay(stay_id=stay.id, by=actor)
    assert _letters(karen) == []


def test_a_guest_hears_once_that_nights_are_his_and_reads_on_at_the_stay() -> None:
    karen, keeper = make_guest(), make_provider(make_organisation())
    stay = make_stay(make_thing(), karen.person_id, ahead=2, number=2, state="held")
    for _again in range(2):
        with acting(keeper.key) as actor:
            agree_stay(stay_id=stay.id, by=actor)
            assert not Letter.objects.exists()
    with as_owner():
        said = Letter.objects.get(person_id=karen.person_id)
    assert (said.message, said.urgent) == ("stay_agreed", True)
    assert said.values == {"day": in_nights(2).first.isoformat()}
    assert said.link_path == f"/tilbud/ophold/{stay.id}"


def test_nights_that_are_called_off_by_others_take_back_the_yes() -> None:
    karen, keeper = make_guest(), make_provider(make_organisation())
    stay = make_stay(make_thing(), karen.person_id, ahead=2, state="held")
    with acting(keeper.key) as actor:
        agree_stay(stay_id=stay.id, by=actor)
        call_off_stay(stay_id=stay.id, by=actor)
    assert _letters(karen) == [("stay_agreed", "cancelled"), ("stay_off", "queued")]


def test_another_bed_and_more_nights_are_told_in_one() -> None:
    karen, keeper = make_guest(), make_provider(make_organisation())
    thing = make_thing()
    other = make_thing(thing.offer, "Seng 2")
    stay = make_stay(thing, karen.person_id, ahead=2)
    with acting(keeper.key) as actor:
        move_stay(stay_id=stay.id, thing_id=other.id, by=actor)
        prolong_stay(stay_id=stay.id, until=in_nights(4).first, by=actor)
    assert [one for one in _letters(karen) if one[1] == "queued"] == [("stay_changed", "queued")]


def test_who_has_not_heard_the_yes_is_told_only_that() -> None:
    karen, keeper = make_guest(), make_provider(make_organisation())
    thing = make_thing()
    other = make_thing(thing.offer, "Seng 2")
    stay = make_stay(thing, karen.person_id, ahead=2, state="held")
    with acting(keeper.key) as actor:
        agree_stay(stay_id=stay.id, by=actor)
        move_stay(stay_id=stay.id, thing_id=other.id, by=actor)
    assert _letters(karen) == [("stay_agreed", "queued")]


def test_nobody_else_tells_of_a_stay() -> None:
    karen = make_guest()
    stay = make_stay(make_thing(), karen.person_id, ahead=2)
    for stranger in (make_guest("Ali"), make_provider(make_organisation("Nogle andre"))):
        with acting(stranger.key), connection.cursor() as cursor:
            now = clock.now()
            cursor.execute("select indgang.tell_of_stay(%s, false, %s, %s)", [stay.id, now, now])
            assert cursor.fetchone() == (False,)
    assert _letters(karen) == []
