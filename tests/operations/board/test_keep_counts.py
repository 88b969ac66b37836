"""The board's figures of a day, kept by the worker and done again without harm."""

from datetime import timedelta

import pytest

from indgang.access.door import acting
from indgang.board.models import Count
from indgang.board.operations import keep_counts
from indgang.kernel import clock
from indgang.kernel.actor import NOBODY, Role
from indgang.kernel.refused import Refused
from indgang.offers.models import Booking, Offer
from indgang.offers.operations import count_unmet
from tests.database import as_owner
from tests.factories.offers import make_need, make_offer, make_session, seat
from tests.factories.people import make_colleague, make_person, make_worker

pytestmark = pytest.mark.django_db


def kept() -> dict[str, Count]:
    with as_owner():
        found = list(Count.objects.all())
    return {str(one.offer_id or one.need_id or one.organisation_id or ""): one for one in found}


def keep() -> dict[str, Count]:
    with acting(make_worker().key) as worker:
        keep_counts(by=worker)
    return kept()


def waited(offer: Offer, *, days: float, ago: float = 1, status: str = "attended") -> Booking:
    """Somebody asked so many days before it began, which is so many days ago."""
    starts = clock.now() - timedelta(days=ago)
    booking = seat(make_session(offer, starts_at=starts), make_person(), status)
    with as_owner():
        Booking.objects.filter(id=booking.id).update(made_at=starts - timedelta(days=days))
    return booking


@pytest.mark.parametrize("role", [None, Role.ADMINISTRATOR, Role.LEADER])
def test_nobody_but_the_worker_keeps_them(role: Role | None) -> None:
    make_session()
    by = make_colleague(role).actor if role else NOBODY
    with pytest.raises(Refused):
        keep_counts(by=by)
    assert kept() == {}


def test_offer_need_unit_and_town_are_kept_once_a_day() -> None:
    offer = make_offer(needs=("debt",))
    make_session(offer, seats=5)
    first = keep()
    assert set(first) == {str(offer.id), "debt", str(offer.provider_id), ""}
    make_session(offer, seats=2)
    again = keep()
    assert set(again) == set(first)
    assert {one.free for one in again.values()} == {7}


def test_yesterday_stays_as_it_was() -> None:
    offer = make_offer()
    make_session(offer, seats=5)
    with clock.shifted(-timedelta(days=1)):
        keep()
    keep()
    with as_owner():
        assert Count.objects.filter(offer=offer).count() == 2


def test_the_wait_is_from_asking_to_the_first_time_by_access_kind() -> None:
    open_one, decided = make_offer("Åben"), make_offer("Afgjort", access="decision")
    for days in (1, 2, 9):
        waited(open_one, days=days)
    waited(decided, days=30)
    count = keep()
    assert (count[str(open_one.id)].open_number, count[str(open_one.id)].open_median_days) == (3, 2)
    assert count[str(open_one.id)].decided_number == 0
    assert count[str(decided.id)].decided_median_days == 30
    assert (count[""].open_number, count[""].decided_number) == (3, 1)


def test_those_who_wait_still_are_counted_with_what_they_have_waited() -> None:
    offer = make_offer()
    waited(offer, days=1)
    for _each in range(2):
        booking = seat(make_session(offer), make_person(), "waiting")
        with as_owner():
            Booking.objects.filter(id=booking.id).update(made_at=clock.now() - timedelta(days=20))
    found = keep()[str(offer.id)]
    assert (found.open_number, found.open_median_days) == (3, None)


def test_only_the_first_time_somebody_comes_is_a_wait() -> None:
    offer = make_offer()
    first = waited(offer, days=6, ago=100)
    seat(
        make_session(offer, starts_at=clock.now() - timedelta(days=2)), first.person_id, "attended"
    )
    assert keep()[str(offer.id)].open_number == 0


def test_what_was_decided_is_a_wait_with_a_decision_whatever_the_rule_is_now() -> None:
    offer = make_offer(access="mixed")
    booking = waited(offer, days=8)
    with as_owner():
        Booking.objects.filter(id=booking.id).update(entry="decision")
    found = keep()[str(offer.id)]
    assert (found.open_number, found.decided_median_days) == (0, 8)


def test_what_was_looked_for_in_vain_stands_by_its_need_and_by_what_it_is_mostly_there_for() -> (
    None
):
    make_need("debt")
    make_need("body")
    offer = make_offer(needs=("debt", "body"))
    for need in ("debt", "debt", "body", ""):
        count_unmet(need=need, by=NOBODY)
    count = keep()
    assert count["debt"].unmet == 2
    assert count["body"].unmet == 1
    assert count[""].unmet == 4
    assert count[str(offer.id)].unmet in (1, 2)


def test_those_who_came_this_week_are_counted_once_an_offer() -> None:
    monday = clock.today() - timedelta(days=clock.today().weekday())
    offer, person = make_offer(), make_person()
    for minutes in (1, 2):
        starts = clock.at(monday) + timedelta(minutes=minutes)
        seat(make_session(offer, starts_at=starts), person, "attended")
    with clock.stopped(clock.at(monday, 12)):
        assert keep()[str(offer.id)].arrivals == 1
