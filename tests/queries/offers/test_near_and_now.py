"""What is near, what is open at this moment and what one can begin with today."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indgang.access.door import acting
from indgang.kernel import clock
from indgang.offers.models import Offer
from indgang.offers.operations import make_sessions
from indgang.offers.queries import (
    OfferSearch,
    found_offers,
    offers_alike,
    spot_named,
    spots_to_be_near,
)
from indgang.offers.rules.access_per_use import Entry, Line
from tests.database import as_owner
from tests.factories.offers import (
    make_offer,
    make_place,
    make_rule,
    make_schedule,
    make_session,
    seat,
)
from tests.factories.people import make_guest, make_worker

pytestmark = pytest.mark.django_db

DENMARK = ZoneInfo("Europe/Copenhagen")
NOON = datetime(2026, 12, 7, 12, tzinfo=DENMARK)  # a Monday
OPEN_NOW = OfferSearch(open_now=True)
TODAY = OfferSearch(can_start_today=True)


def titles(search: OfferSearch) -> list[str]:
    return [found.offer.title for found in found_offers(search)]


def just_come(title: str, starts_at: datetime, hours: float = 2) -> Offer:
    offer = make_offer(title)
    make_session(offer, seats=None, starts_at=starts_at, hours=hours)
    return offer


# ---- Open now ---------------------------------------------------------------------------------


def test_open_is_what_happens_at_this_moment_from_its_first_minute_to_its_last() -> None:
    just_come("Café", NOON)
    for minutes, expected in ((-1, []), (0, ["Café"]), (119, ["Café"]), (120, [])):
        with clock.stopped(NOON + timedelta(minutes=minutes)):
            assert titles(OPEN_NOW) == expected


def test_what_needs_a_seat_has_begun_without_you() -> None:
    make_session(make_offer("Hold"), seats=5, starts_at=NOON - timedelta(minutes=5))
    with clock.stopped(NOON):
        assert titles(OPEN_NOW) == []


def test_what_is_called_off_is_not_open() -> None:
    session = make_session(make_offer("Café"), seats=None, starts_at=NOON)
    with as_owner():
        session.cancelled_at, session.cancelled_by = NOON, session.id
        session.save()
    with clock.stopped(NOON):
        assert titles(OPEN_NOW) == []


def test_a_closed_day_is_not_open() -> None:
    with clock.stopped(NOON):
        open_one, closed_one = make_offer("Åbent"), make_offer("Ferie", closed_days=["12-07"])
        for offer in (open_one, closed_one):
            schedule = make_schedule(offer, "FREQ=DAILY")
            with as_owner():
                schedule.starts_time = schedule.starts_time.replace(hour=11)
                schedule.duration_minutes = 120
                schedule.save()
        with acting(make_worker().key) as actor:
            make_sessions(since=NOON - timedelta(days=1), by=actor)
        assert titles(OPEN_NOW) == ["Åbent"]
    with clock.stopped(NOON + timedelta(days=1)):
        assert sorted(titles(OPEN_NOW)) == ["Ferie", "Åbent"]


def test_an_evening_that_goes_on_through_midnight_is_open_on_both_sides_of_it() -> None:
    just_come("Natcafé", NOON.replace(hour=22), hours=4)
    for hours, expected in ((9.9, []), (10.5, ["Natcafé"]), (12.5, ["Natcafé"]), (14, [])):
        with clock.stopped(NOON + timedelta(hours=hours)):
            assert titles(OPEN_NOW) == expected


@pytest.mark.parametrize(("day", "month"), [(25, 10), (28, 3)])
def test_the_night_of_another_hour_is_as_long_as_it_is(day: int, month: int) -> None:
    """From 22 to 4 on the wall is seven hours in October and five in March (2027)."""
    year = 2026 if month == 10 else 2027
    begins = datetime(year, month, day - 1, 22, tzinfo=DENMARK)
    ends = datetime(year, month, day, 4, tzinfo=DENMARK)
    length = (ends.timestamp() - begins.timestamp()) / 3600
    assert length == (7 if month == 10 else 5)
    just_come("Natcafé", begins.astimezone(UTC), hours=length)
    last = datetime.fromtimestamp(ends.timestamp() - 60, DENMARK)
    with clock.stopped(last):
        assert f"{last:%H:%M}" == "03:59"
        assert titles(OPEN_NOW) == ["Natcafé"]
    with clock.stopped(ends):
        assert titles(OPEN_NOW) == []


# ---- Can start today --------------------------------------------------------------------------


def test_today_ends_at_a_danish_midnight() -> None:
    just_come("I aften", NOON.replace(hour=23, minute=59))
    just_come("I morgen", NOON.replace(hour=0) + timedelta(days=1))
    with clock.stopped(NOON):
        assert titles(TODAY) == ["I aften"]
    with clock.stopped(NOON.replace(hour=0, minute=30)):
        assert titles(TODAY) == ["I aften"]


@pytest.mark.parametrize(
    "begins",
    [datetime(2026, 10, 25, tzinfo=DENMARK), datetime(2027, 3, 28, tzinfo=DENMARK)],
)
def test_today_is_one_day_also_when_it_has_another_length(begins: datetime) -> None:
    just_come("Sent", begins.replace(hour=23, minute=30))
    just_come("Næste dag", (begins + timedelta(days=1)).replace(hour=0, minute=30))
    with clock.stopped(begins.replace(hour=1)):
        assert titles(TODAY) == ["Sent"]


def test_what_has_begun_can_still_be_joined_only_where_one_just_comes() -> None:
    just_come("Café", NOON - timedelta(hours=1))
    make_session(make_offer("Hold"), seats=5, starts_at=NOON - timedelta(hours=1))
    make_session(make_offer("Senere hold"), seats=5, starts_at=NOON + timedelta(hours=1))
    with clock.stopped(NOON):
        assert titles(TODAY) == ["Café", "Senere hold"]


def test_without_room_nobody_starts_today() -> None:
    full = make_session(make_offer("Fuldt"), seats=1, starts_at=NOON + timedelta(hours=1))
    queue = make_session(make_offer("Kø"), seats=2, starts_at=NOON + timedelta(hours=1))
    seat(full, make_guest().person_id)
    seat(queue, make_guest().person_id, "waiting")
    with clock.stopped(NOON):
        assert titles(TODAY) == []


def test_nobody_is_sent_to_what_needs_a_yes_first() -> None:
    for access in ("open", "mixed", "decision"):
        make_session(make_offer(access, access=access), seats=None, starts_at=NOON)
    for title, answer in (("en samtale først", Entry.TALK), ("kom bare", Entry.OPEN)):
        offer = make_offer(title, access="mixed")
        make_session(offer, seats=None, starts_at=NOON)
        make_rule(offer, Line(answer, "…"))
    with clock.stopped(NOON):
        assert sorted(titles(TODAY)) == ["kom bare", "open"]


def test_quick_choices_narrow_down_each_other_and_the_words() -> None:
    just_come("Åben café", NOON - timedelta(hours=1))
    just_come("Sen café", NOON + timedelta(hours=3))
    just_come("Værksted", NOON - timedelta(hours=1))
    with clock.stopped(NOON):
        assert titles(OfferSearch(text="café", open_now=True)) == ["Åben café"]
        assert sorted(titles(OfferSearch(text="café", can_start_today=True))) == [
            "Sen café",
            "Åben café",
        ]
        both = OfferSearch(open_now=True, can_start_today=True, when="evening")
        assert titles(both) == []


def test_the_number_of_questions_does_not_grow_with_the_town() -> None:
    for number in range(20):
        offer = make_offer(f"Hold {number}", access="mixed", place=make_place(f"Sted {number}"))
        make_session(offer, seats=None, starts_at=NOON)
        make_rule(offer, Line(Entry.OPEN, "…"))
    near = spot_named("sted-3")
    with clock.stopped(NOON), CaptureQueriesContext(connection) as queries:
        assert len(titles(OfferSearch(text="hold", near=near, can_start_today=True))) == 20
    assert len(queries) <= 9


# ---- Near -------------------------------------------------------------------------------------


def test_the_nearest_comes_first_and_says_how_far_it_is() -> None:
    here = make_place("Her", latitude=55.0, longitude=12.0)
    there = make_place("Der", latitude=55.01, longitude=12.0)
    for title, place in (("A", there), ("B", here), ("C", None), ("D", make_place("Tegnet"))):
        make_offer(title, place=place)
    found = found_offers(OfferSearch(near=spot_named("her")))
    assert [one.offer.title for one in found] == ["B", "A", "D", "C"]
    assert [one.metres if one.metres is None else round(one.metres) for one in found] == [
        0, 1112, None, None,
    ]  # fmt: skip


def test_a_part_of_town_can_be_near_as_well() -> None:
    make_offer("A", place=make_place("Nord", neighbourhood="Havnen", latitude=55.2, longitude=12))
    make_offer("B", place=make_place("Syd", neighbourhood="Havnen", latitude=55.0, longitude=12))
    middle = spot_named("~Havnen")
    assert middle is not None
    assert middle.name == "Havnen"
    assert middle.latitude == pytest.approx(55.1)
    areas = dict(spots_to_be_near())
    assert areas["Havnen"] == [("~Havnen", "Havnen"), ("nord", "Nord"), ("syd", "Syd")]


@pytest.mark.parametrize("choice", ["", "~", "findes-ikke", "~Månen", "\x01"])
def test_nowhere_is_near_nothing(choice: str) -> None:
    make_offer("A", place=make_place(neighbourhood=""))
    assert spot_named(choice) is None or choice == "~"


def test_what_is_closed_or_empty_cannot_be_near() -> None:
    make_place("Tomt")
    make_offer("Lukket", place=make_place("Lukket", closed_on=clock.today()))
    assert spots_to_be_near() == []


def test_when_nothing_is_open_near_by_something_else_near_by_is_offered() -> None:
    far = make_place("Langt væk", latitude=56.0, longitude=12.0)
    near = make_place("Her", latitude=55.0, longitude=12.0)
    make_offer("Langt væk", place=far)
    make_offer("Tæt på", place=near)
    alike = offers_alike(OfferSearch(open_now=True, near=spot_named("her")))
    assert [one.offer.title for one in alike] == ["Tæt på", "Langt væk"]
