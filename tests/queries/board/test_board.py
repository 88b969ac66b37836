"""The board as it is told to those who work with it, and to everybody."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from indgang.access.door import acting
from indgang.board.operations import keep_counts
from indgang.board.queries import Board, Thing, board, history, thing_named
from indgang.board.rules.figures import Amount
from indgang.board.rules.rows import Row
from indgang.entrance.models import Arrival
from indgang.kernel import clock
from indgang.kernel.actor import NOBODY, Role
from indgang.offers.models import Offer
from indgang.offers.operations import count_unmet
from tests.database import as_owner
from tests.factories.offers import make_offer, make_organisation, make_session, seat
from tests.factories.people import make_colleague, make_guest, make_person, make_unit, make_worker
from tests.factories.stays import let_the_hold_run_out, make_stay, make_thing

pytestmark = pytest.mark.django_db


def seen_by(role: Role | None) -> Board:
    if role is None:
        return board()
    with acting(make_colleague(role, name=role.value).key):
        return board()


def row(found: Board, offer: Offer) -> Row:
    return next(one for one in found.offers if one.key == str(offer.id))


@pytest.fixture
def busy() -> Offer:
    """Two times with ten seats together: six taken, one held, and three people wait."""
    offer = make_offer("Gæld", needs=("debt", "body"))
    first = make_session(offer, seats=6)
    second = make_session(offer, seats=4, starts_at=clock.now() + timedelta(days=5))
    for _each in range(5):
        seat(first, make_person())
    seat(first, make_person(), "offered", offered_until=clock.now() + timedelta(hours=5))
    for _each in range(3):
        seat(first, make_person(), "waiting")
    seat(second, make_person())
    return offer


@pytest.mark.parametrize("role", [None, Role.VOLUNTEER, Role.COUNCIL])
def test_everybody_is_told_no_number_of_people_under_five(busy: Offer, role: Role | None) -> None:
    room = row(seen_by(role), busy).room
    assert room.waiting == Amount(0, 1)
    assert room.held == Amount(0, 1)
    assert (room.seats, room.free) == (10, 3)


def test_a_guest_with_a_key_is_everybody(busy: Offer) -> None:
    with acting(make_guest().key):
        assert row(board(), busy).room.waiting == Amount(0, 1)


@pytest.mark.parametrize("role", [Role.AUTHORITY, Role.PROVIDER, Role.HOST, Role.LEADER])
def test_authority_and_provider_see_the_same_numbers(busy: Offer, role: Role) -> None:
    room = row(seen_by(role), busy).room
    assert (room.free, room.held.number, room.taken.number, room.waiting.number) == (3, 1, 6, 3)
    assert not room.waiting.hidden


def test_a_wall_is_told_what_everybody_is_whoever_put_it_up(busy: Offer) -> None:
    with acting(make_colleague(Role.AUTHORITY).key):
        assert row(board(wants_all=False), busy).room.waiting == Amount(0, 1)


def test_a_newcomer_goes_to_the_end_so_the_next_free_is_where_nobody_waits(busy: Offer) -> None:
    room = row(seen_by(None), busy).room
    assert room.next_free is not None
    assert room.next_free > clock.now() + timedelta(days=4)


def test_needs_and_units_are_their_offers_together(busy: Offer) -> None:
    other = make_offer("Krop", needs=("body",), provider=make_organisation("Klubben"))
    make_session(other, seats=3)
    found = seen_by(Role.AUTHORITY)
    free = {one.key: one.room.free for one in [*found.needs, *found.units]}
    assert free["debt"] == 3
    assert free["body"] == 6
    assert free[str(other.provider_id)] == 3
    assert found.town.room.free == 6


@pytest.mark.parametrize("status", ["draft", "paused", "closed"])
def test_what_is_not_shown_is_not_on_the_board(status: str) -> None:
    make_session(make_offer(status=status))
    assert seen_by(Role.AUTHORITY).offers == []


def test_what_is_called_off_over_or_far_away_is_not_counted() -> None:
    offer = make_offer()
    now = clock.now()
    make_session(offer, seats=9, starts_at=now - timedelta(hours=1))
    make_session(offer, seats=9, starts_at=now + timedelta(days=15))
    off = make_session(offer, seats=9)
    with as_owner():
        type(off).objects.filter(id=off.id).update(cancelled_at=now, cancelled_by=off.id)
    assert not row(seen_by(None), offer).room.happens


def test_where_one_just_comes_one_may_come_now() -> None:
    offer = make_offer()
    make_session(offer, seats=None, starts_at=clock.now() - timedelta(hours=1))
    room = row(seen_by(None), offer).room
    assert room.is_open
    assert room.has_room


def test_the_board_asks_five_times_however_many_there_are(
    busy: Offer, django_assert_num_queries: Any
) -> None:
    for number in range(4):
        make_session(make_offer(f"Tilbud {number}", needs=("debt",)))
    authority = make_colleague(Role.AUTHORITY)
    with acting(authority.key), django_assert_num_queries(5):
        board()


def test_what_was_kept_is_told_to_everybody_without_the_few(busy: Offer) -> None:
    with acting(make_worker().key) as worker:
        keep_counts(by=worker)
    thing = Thing(offer=busy.id)
    assert [one.waiting for one in history(thing)] == [-1]
    with acting(make_colleague(Role.AUTHORITY).key):
        assert [one.waiting for one in history(thing)] == [3]
        assert [one.waiting for one in history(Thing())] == [3]


def test_nobody_reads_what_is_kept_but_through_the_functions(busy: Offer) -> None:
    with acting(make_worker().key) as worker:
        keep_counts(by=worker)
    with acting(make_colleague(Role.ADMINISTRATOR).key), connection.cursor() as cursor:
        cursor.execute("select count(*) from board_count")
        assert cursor.fetchone() == (0,)


WORKERS = (
    "select count(*) from indgang.board_waits(%(until)s, %(since)s)",
    "select count(*) from indgang.board_came(%(since)s, %(until)s)",
    "select indgang.board_arrivals(%(since)s, %(until)s)",
)


def counted(query: str, key: str) -> int:
    now = clock.now()
    with acting(key), connection.cursor() as cursor:
        span = {"since": now - timedelta(days=9), "until": now + timedelta(days=9)}
        cursor.execute(query, span)
        return int(cursor.fetchone()[0])


@pytest.mark.parametrize("query", WORKERS)
def test_across_persons_it_is_counted_by_the_worker_only(busy: Offer, query: str) -> None:
    karen = make_guest()
    with as_owner():
        Arrival.objects.create(
            person_id=karen.person_id, unit=make_unit(), once=uuid4(), arrived_at=clock.now(),
            arrived_by=karen.person_id,
        )  # fmt: skip
    seat(make_session(busy, starts_at=clock.now()), karen.person_id, "attended")
    assert counted(query, make_worker().key)
    assert not counted(query, make_colleague(Role.ADMINISTRATOR).key)
    assert not counted(query, karen.key)


def test_a_page_of_history_is_about_something_that_is_shown() -> None:
    hidden, shown = make_offer(status="draft"), make_offer("Gæld")
    assert thing_named(offer=hidden.id, need="", unit=None) is None
    assert thing_named(offer=None, need="nothing", unit=None) is None
    assert thing_named(offer=None, need="", unit=hidden.id) is None
    found = thing_named(offer=shown.id, need="", unit=None)
    assert found is not None
    assert found.title == "Gæld"
    assert thing_named(offer=None, need="", unit=shown.provider_id) is not None
    assert thing_named(offer=None, need="", unit=None) == Thing()


def test_of_what_is_lent_by_the_night_the_figures_are_tonights() -> None:
    offer = make_offer("En seng for natten")
    beds = [make_thing(offer, f"Seng {number}") for number in range(3)]
    make_stay(beds[0], make_person(), number=2)
    make_stay(beds[1], make_person(), state="held")
    room = row(seen_by(Role.AUTHORITY), offer).room
    assert (room.seats, room.free, room.taken.number, room.held.number) == (3, 1, 1, 1)
    assert room.has_room


def test_where_no_bed_is_free_tonight_the_next_free_is_an_evening() -> None:
    bed = make_thing()
    stay = make_stay(bed, make_person(), number=3)
    room = row(seen_by(None), bed.offer).room
    assert room.free == 0
    assert room.next_free is not None
    assert clock.local(room.next_free).date() == stay.nights[1]


def test_a_hold_that_has_run_out_holds_nothing() -> None:
    bed = make_thing()
    let_the_hold_run_out(make_stay(bed, make_person(), state="held"))
    assert row(seen_by(Role.AUTHORITY), bed.offer).room.free == 1


def test_the_few_of_one_offer_are_not_found_by_taking_the_others_from_the_sum(busy: Offer) -> None:
    other = make_offer("Gæld igen", needs=("debt",), provider=busy.provider)
    many = make_session(other, seats=1)
    seat(many, make_person())
    for _each in range(6):
        seat(many, make_person(), "waiting")
    with acting(make_worker().key) as worker:
        keep_counts(by=worker)
    assert [one.waiting for one in history(Thing(offer=other.id))] == [6]
    sums = (Thing(), Thing(need="debt"), Thing(organisation=busy.provider_id))
    # "At least seven": six, and at least one of those that are few.
    assert [one.waiting for thing in sums for one in history(thing)] == [-7, -7, -7]
    assert Amount.told(-7).least == 7
    with acting(make_colleague(Role.AUTHORITY).key):
        assert [one.waiting for thing in sums for one in history(thing)] == [9, 9, 9]


def test_what_was_sought_in_vain_is_not_found_by_taking_needs_from_the_town(busy: Offer) -> None:
    for code, number in (("debt", 6), ("body", 2)):
        for _each in range(number):
            count_unmet(need=code, by=NOBODY)
    with acting(make_worker().key) as worker:
        keep_counts(by=worker)
    assert [one.unmet for one in history(Thing(need="body"))] == [-1]
    assert [one.unmet for one in history(Thing())] == [-7]
    assert board().town.unmet == Amount.told(-7)
