"""What those who look at the board hear of a change, and that they miss none."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from indgang.board.telling import EVERYBODY, EXACT
from indgang.config import board_line, live
from indgang.kernel import clock
from indgang.kernel.live import ticket_for
from indgang.offers.models import Booking, Offer, Session
from tests.database import as_owner
from tests.factories.offers import make_offer, make_session, seat
from tests.factories.people import make_person
from tests.house.test_live import Reader, break_the_line, in_database, listening, soon

PUBLIC = EVERYBODY["da"]


@pytest.fixture
def offer(house: str) -> Offer:
    return make_offer("Gæld", needs=("debt",))


@pytest.fixture
def session(offer: Offer) -> Session:
    return make_session(offer, seats=8)


def told(reader: Reader) -> list[dict[str, Any]]:
    """Everything the reader was told of figures, in order."""
    events = reader.heard.decode().split("event: figures\ndata: ")[1:]
    return [json.loads(event.split("\n")[0]) for event in events]


def free(reader: Reader, offer: Offer) -> str:
    """What stands on the reader's page by now."""
    known = [said["rows"][str(offer.id)] for said in told(reader) if str(offer.id) in said["rows"]]
    return known[-1]["ledige"] if known else ""


async def a_seat_is_taken(session: Session) -> None:
    await in_database(lambda: seat(session, make_person()))


def scene(play: Callable[[], Awaitable[None]]) -> None:
    listening(play)


def test_who_opens_a_line_is_told_how_everything_is(session: Session, offer: Offer) -> None:
    async def play() -> None:
        reader = Reader(ticket_for(PUBLIC))
        assert await soon(lambda: free(reader, offer) == "8")
        assert "debt" in told(reader)[0]["rows"]
        assert b"resync" not in reader.heard

    scene(play)


def test_a_seat_that_is_taken_is_told_with_its_need_and_its_unit(
    session: Session, offer: Offer
) -> None:
    async def play() -> None:
        reader = Reader(ticket_for(PUBLIC))
        assert await soon(lambda: free(reader, offer) == "8")
        await a_seat_is_taken(session)
        assert await soon(lambda: free(reader, offer) == "7")
        assert set(told(reader)[-1]["rows"]) == {str(offer.id), "debt", str(offer.provider_id)}

    scene(play)


def test_what_is_undone_is_not_told(session: Session, offer: Offer) -> None:
    async def play() -> None:
        reader = Reader(ticket_for(PUBLIC))
        assert await soon(lambda: free(reader, offer) == "8")
        await in_database(
            lambda: seat(session, make_person()), lambda: transaction.set_rollback(True)
        )
        await asyncio.sleep(3 * board_line.TOGETHER_SECONDS)
        assert len(told(reader)) == 1

    scene(play)


def test_many_changes_at_once_are_told_together(session: Session, offer: Offer) -> None:
    async def play() -> None:
        reader = Reader(ticket_for(PUBLIC))
        assert await soon(lambda: free(reader, offer) == "8")
        for _each in range(5):
            live.hub.hear(f"board {offer.id}")
        await a_seat_is_taken(session)
        assert await soon(lambda: free(reader, offer) == "7")
        assert len(told(reader)) <= 3

    scene(play)


def test_everybody_is_told_no_number_of_people_under_five(session: Session, offer: Offer) -> None:
    for _each in range(2):
        seat(session, make_person(), "waiting")

    async def play() -> None:
        reader = Reader(ticket_for(PUBLIC))
        assert await soon(lambda: bool(told(reader)))
        assert told(reader)[0]["rows"][str(offer.id)]["venter"] == "under 5"

    scene(play)


def test_each_hears_it_in_his_own_language(session: Session, offer: Offer) -> None:
    make_session(make_offer("Åben dør"), seats=None, starts_at=clock.now() - timedelta(minutes=1))

    async def play() -> None:
        readers = [Reader(ticket_for(topic)) for topic in EVERYBODY.values()]
        assert await soon(lambda: all(told(one) for one in readers))
        danish, english = (
            {row["ledige"] for row in told(one)[0]["rows"].values()} for one in readers
        )
        assert "kom bare" in danish
        assert "kom bare" not in english

    scene(play)


def test_those_who_work_with_it_are_told_what_to_fetch_and_no_number(
    session: Session, offer: Offer
) -> None:
    async def play() -> None:
        reader = Reader(ticket_for(EXACT))
        assert await soon(lambda: told(reader) == [{"ask": ""}])  # everything, at first
        await a_seat_is_taken(session)
        assert await soon(lambda: told(reader)[-1] == {"ask": str(offer.id)})

    scene(play)


@pytest.mark.parametrize("topic", [PUBLIC, EXACT])
def test_nothing_is_missed_while_the_line_is_down(
    session: Session, offer: Offer, topic: str
) -> None:
    async def play() -> None:
        reader = Reader(ticket_for(topic))
        assert await soon(lambda: bool(told(reader)))
        reader.hangs_up.set()
        assert await reader.has_ended()

        await a_seat_is_taken(session)  # while nobody listens
        await asyncio.sleep(2 * board_line.TOGETHER_SECONDS)

        back = Reader(came_back_with=reader.mark)
        assert await soon(lambda: bool(told(back)))
        assert told(back)[0] == {"ask": ""} if topic == EXACT else free(back, offer) == "7"

    scene(play)


def test_nothing_is_missed_while_the_database_is_away(session: Session, offer: Offer) -> None:
    async def play() -> None:
        reader = Reader(ticket_for(PUBLIC))
        assert await soon(lambda: free(reader, offer) == "8")
        await asyncio.to_thread(break_the_line)
        assert await reader.has_ended()
        await a_seat_is_taken(session)
        assert await soon(lambda: live.hub.hears_since is not None)
        back = Reader(ticket_for(PUBLIC))
        assert await soon(lambda: free(back, offer) == "7")

    scene(play)


def test_a_change_between_the_page_and_its_line_is_told(session: Session, offer: Offer) -> None:
    async def play() -> None:
        ticket = ticket_for(PUBLIC)  # the page is made
        await a_seat_is_taken(session)
        await asyncio.sleep(2 * board_line.TOGETHER_SECONDS)
        reader = Reader(ticket)  # and only now its line is open
        assert await soon(lambda: free(reader, offer) == "7")

    scene(play)


@pytest.mark.parametrize("what", ["", "nonsense", "'; drop table offers_offer"])
def test_what_is_no_offer_is_passed_over(session: Session, offer: Offer, what: str) -> None:
    async def play() -> None:
        reader = Reader(ticket_for(PUBLIC))
        assert await soon(lambda: free(reader, offer) == "8")
        live.hub.hear(f"board {what}")
        assert live.hub.board.changed == set()

    scene(play)


def test_one_address_does_not_take_the_lines_of_all(session: Session) -> None:
    async def play() -> None:
        with override_settings(LIVE_PER_ADDRESS=2):
            ticket = ticket_for(PUBLIC)
            first, second = Reader(ticket), Reader(ticket)
            assert await soon(lambda: bool(told(first) and told(second)))
            third = Reader(ticket)
            assert await third.has_ended()
            assert third.status == 503
            first.hangs_up.set()
            assert await first.has_ended()
            again = Reader(ticket)
            assert await soon(lambda: bool(told(again)))

    scene(play)


def test_the_lines_of_the_house_are_kept_free_of_everybody(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "MOST_FOR_EVERYBODY", 1)

    async def play() -> None:
        ticket = ticket_for(PUBLIC)
        first = Reader(ticket)
        assert await soon(lambda: bool(told(first)))
        assert await Reader(ticket).has_ended()
        colleague = Reader(ticket_for("house:7"))
        assert await colleague.hears(b"id: ")

    scene(play)


def test_what_is_over_tells_nobody(offer: Offer) -> None:
    over = make_session(offer, starts_at=clock.now() - timedelta(days=1))
    booking = seat(over, make_person())

    def mark() -> None:
        with as_owner():
            Booking.objects.filter(id=booking.id).update(status="attended")

    async def play() -> None:
        reader = Reader(ticket_for(PUBLIC))
        assert await soon(lambda: bool(told(reader)))
        await in_database(mark)
        await asyncio.sleep(3 * board_line.TOGETHER_SECONDS)
        assert len(told(reader)) == 1

    scene(play)
