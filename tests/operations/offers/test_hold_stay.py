from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from threading import Barrier
from uuid import UUID

import pytest
from django.db import IntegrityError, connection

from indgang.access.door import acting
from indgang.access.operations import open_person
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere, Refused
from indgang.offers.models import Offer, Stay, Thing
from indgang.offers.operations import hold_stay
from indgang.offers.rules.nights import Nights, nights_from
from tests.factories.offers import make_offer
from tests.factories.people import Holder, allow, make_colleague, make_guest
from tests.factories.stays import in_nights, let_the_hold_run_out, make_stay, make_thing, state_of


def hold(holder: Holder, offer_id: UUID, nights: Nights, thing: Thing | None = None) -> Stay:
    with acting(holder.key) as actor:
        return hold_stay(
            offer_id=offer_id, person_id=holder.person_id, nights=nights,
            thing_id=thing.id if thing else None, by=actor,
        )  # fmt: skip


def an_offer(access: str = "open", things: int = 1) -> Offer:
    offer = make_offer("En seng for natten", access=access)
    for number in range(things):
        make_thing(offer, f"Seng {number + 1}", most_nights=5)
    return offer


@pytest.mark.django_db
def test_a_night_that_has_been_is_refused() -> None:
    with pytest.raises(Refused, match="fra i nat"):
        hold(make_guest(), an_offer().id, in_nights(-1))


@pytest.mark.django_db
def test_no_night_at_all_is_refused() -> None:
    with pytest.raises(Refused, match="fra i nat"):
        hold(make_guest(), an_offer().id, in_nights(1, 0))


@pytest.mark.django_db
def test_more_nights_than_it_is_lent_at_a_time_are_refused() -> None:
    with pytest.raises(Refused, match="højst 5 nætter"):
        hold(make_guest(), an_offer().id, in_nights(0, 6))


@pytest.mark.django_db
def test_far_away_nights_are_refused() -> None:
    with pytest.raises(Refused, match="langt frem"):
        hold(make_guest(), an_offer().id, in_nights(200))


@pytest.mark.django_db
def test_who_comes_too_late_hears_when_the_next_night_is() -> None:
    offer = an_offer()
    make_stay(offer.things.get(), make_guest("Ali").person_id, ahead=0, number=2)
    tomorrow = in_nights(1)
    with pytest.raises(Refused, match="Den næste ledige nat er") as refused:
        hold(make_guest(), offer.id, tomorrow)
    assert refused.value.code == "taken"


@pytest.mark.django_db
def test_what_is_out_of_use_is_not_lent() -> None:
    offer = make_offer("En seng for natten")
    make_thing(offer, out=in_nights(0, 3))
    with pytest.raises(Refused, match="optaget"):
        hold(make_guest(), offer.id, in_nights(2))
    assert hold(make_guest("Ali"), offer.id, in_nights(3)).state == "agreed"


@pytest.mark.django_db
def test_a_decision_comes_first_where_one_is_needed() -> None:
    with pytest.raises(Refused, match="et ja fra kommunen"):
        hold(make_guest(), an_offer("decision").id, in_nights(0))


@pytest.mark.django_db
def test_nobody_sleeps_in_two_beds() -> None:
    karen, offer = make_guest(), an_offer(things=2)
    hold(karen, offer.id, in_nights(0, 3))
    with pytest.raises(Refused, match="allerede et sted at sove"):
        hold(karen, offer.id, in_nights(2, 2))


@pytest.mark.django_db
def test_nobody_takes_nights_for_a_person_he_has_not_opened() -> None:
    karen, bo, offer = make_guest(), make_colleague(Role.HOST, name="Bo"), an_offer()
    with acting(bo.key) as actor, pytest.raises(NotThere):
        hold_stay(offer_id=offer.id, person_id=karen.person_id, nights=in_nights(0), by=actor)


@pytest.mark.django_db
def test_a_thing_of_another_offer_is_not_there() -> None:
    with pytest.raises(NotThere):
        hold(make_guest(), an_offer().id, in_nights(0), make_thing())


@pytest.mark.django_db
def test_open_nights_are_ones_own_at_once() -> None:
    offer = an_offer(things=2)
    one, other = (
        hold(make_guest(), offer.id, in_nights(0)),
        hold(make_guest("Ali"), offer.id, in_nights(0)),
    )
    assert (one.state, one.held_until) == ("agreed", None)
    assert {state_of(one)[3], state_of(other)[3]} == {"Seng 1", "Seng 2"}


@pytest.mark.django_db
def test_where_one_talks_first_the_nights_are_held_for_a_day_at_the_most() -> None:
    stay = hold(make_guest(), an_offer("mixed").id, in_nights(9))
    assert stay.state == "held"
    assert stay.held_until is not None
    assert clock.now() < stay.held_until <= clock.now() + timedelta(hours=24)


@pytest.mark.django_db
def test_a_guide_who_sits_with_the_guest_takes_them_at_once() -> None:
    karen, mette, offer = make_guest(), make_colleague(Role.GUIDE), an_offer("mixed")
    allow(karen, to=mette, kinds=["plan"], may_write=True)
    with acting(mette.key) as actor:
        open_person(person_id=karen.person_id, purpose="samtale", by=actor)
        stay = hold_stay(
            offer_id=offer.id, person_id=karen.person_id, nights=in_nights(0), by=actor
        )
    assert stay.state == "agreed"


@pytest.mark.django_db
def test_what_was_held_for_too_long_is_anybodys() -> None:
    offer = an_offer()
    held = make_stay(offer.things.get(), make_guest("Ali").person_id, state="held")
    let_the_hold_run_out(held)
    assert hold(make_guest(), offer.id, in_nights(0)).state == "agreed"
    assert state_of(held)[0] == "called_off"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("now", "first"),
    [
        (datetime(2027, 3, 27, 12, tzinfo=clock.COPENHAGEN), date(2027, 3, 27)),  # an hour is lost
        (datetime(2027, 10, 30, 12, tzinfo=clock.COPENHAGEN), date(2027, 10, 30)),  # one is won
        (datetime(2027, 12, 31, 12, tzinfo=clock.COPENHAGEN), date(2027, 12, 31)),
    ],
)
def test_nights_are_the_same_when_the_clock_is_set_and_when_the_year_turns(
    now: datetime, first: date
) -> None:
    offer = an_offer()
    with clock.stopped(now):
        hold(make_guest(), offer.id, nights_from(first, 1))
        with pytest.raises(Refused):
            hold(make_guest("Ali"), offer.id, nights_from(first, 2))
        stay = hold(make_guest("Bo"), offer.id, nights_from(first + timedelta(days=1), 2))
    two_in_the_night = now + timedelta(hours=14)  # or about
    with clock.stopped(two_in_the_night), pytest.raises(Refused):
        hold(make_guest("Eva"), offer.id, nights_from(first, 1))
    assert state_of(stay)[1:3] == (first + timedelta(days=1), first + timedelta(days=3))


@pytest.mark.django_db
def test_the_database_itself_refuses_two_stays_in_one_night() -> None:
    thing = make_thing()
    make_stay(thing, make_guest().person_id, number=3)
    with pytest.raises(IntegrityError, match="offers_stay_one_at_a_time"):
        make_stay(thing, make_guest("Ali").person_id, ahead=2, number=1)


def test_a_night_is_given_once(committed: None) -> None:
    """Sixteen people want the same two beds at the same moment, some for one night, some for two."""
    offer = an_offer(things=2)
    people = [make_guest(f"Gæst {number}") for number in range(16)]
    ready = Barrier(len(people))

    def press(number: int) -> str:
        connection.ensure_connection()
        ready.wait()
        try:
            return hold(people[number], offer.id, in_nights(0, 1 + number % 2)).state
        except Refused as refused:
            return refused.code
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=len(people)) as pool:
        answers = sorted(pool.map(press, range(len(people))))
    assert answers == ["agreed"] * 2 + ["taken"] * 14


def test_the_exclusion_alone_holds_when_nobody_locks(committed: None) -> None:
    """The second guard: rows written at the same moment, past every operation."""
    thing = make_thing()
    people = [make_guest(f"Gæst {number}") for number in range(8)]
    ready = Barrier(len(people))

    def write(holder: Holder) -> bool:
        connection.ensure_connection()
        ready.wait()
        try:
            make_stay(thing, holder.person_id, number=2)
            return True
        except IntegrityError:
            return False
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=len(people)) as pool:
        assert sum(pool.map(write, people)) == 1
