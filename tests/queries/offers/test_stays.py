import pytest
from pytest_django import DjangoAssertNumQueries

from indgang.access.door import acting
from indgang.kernel.actor import Role
from indgang.offers.models import Stay
from indgang.offers.queries import own_stays, seen_stay, stays_kept, taken_nights, things_of
from tests.factories.keeping import make_provider
from tests.factories.offers import make_organisation
from tests.factories.people import allow, make_colleague, make_guest
from tests.factories.stays import in_nights, let_the_hold_run_out, make_stay, make_thing

pytestmark = pytest.mark.django_db
WEEK = in_nights(0, 7)


def test_nobody_reads_anothers_stay() -> None:
    stay = make_stay(make_thing(), make_guest().person_id)
    for stranger in (make_guest("Bo"), make_colleague(Role.HOST), make_colleague(Role.ACUTE)):
        with acting(stranger.key):
            assert seen_stay(stay.id) is None
            assert not Stay.objects.exists()
            assert stays_kept(stay.thing.offer_id, since=WEEK.first, until=WEEK.until) == []


def test_free_nights_are_public_and_tell_of_nobody() -> None:
    bed = make_thing(out=in_nights(5, 2))
    make_stay(bed, make_guest().person_id, number=2)
    make_stay(bed, make_guest("Ali").person_id, ahead=2, number=1)
    spans = taken_nights([bed.id], since=WEEK.first, until=WEEK.until)
    assert spans == {bed.id: [in_nights(0, 3), in_nights(5, 2)]}  # two stays are one stretch


def test_the_keeper_sees_names_only_of_those_who_said_yes(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    bed, karen, ali = make_thing(), make_guest(), make_guest("Ali")
    keeper = make_provider(make_organisation())
    make_stay(bed, karen.person_id)
    make_stay(bed, ali.person_id, ahead=1)
    old = make_stay(bed, make_guest("Bo").person_id, ahead=2, state="held")
    let_the_hold_run_out(old)
    allow(karen, to=keeper)
    with acting(keeper.key), django_assert_num_queries(1):
        found = stays_kept(bed.offer_id, since=WEEK.first, until=WEEK.until)
    assert [stay.nickname for stay in found] == ["Karen", ""]


def test_ones_own_stays_soonest_first(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    bed, karen = make_thing(), make_guest()
    later = make_stay(bed, karen.person_id, ahead=4)
    soon = make_stay(bed, karen.person_id)
    make_stay(bed, karen.person_id, ahead=2, state="called_off")
    with acting(karen.key), django_assert_num_queries(1):
        assert [stay.id for stay in own_stays(karen.person_id)] == [soon.id, later.id]
    with acting(karen.key), django_assert_num_queries(1):
        assert [thing.name for thing in things_of(bed.offer_id)] == ["Seng 1"]
