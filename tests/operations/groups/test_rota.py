"""Who opens, and what happens when he cannot."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection

from indgang.access.door import acting
from indgang.groups.models import Turn
from indgang.groups.operations import (
    ask_for_another,
    leave_group,
    remind_of_turns,
    take_turn,
)
from indgang.groups.queries import coming_times, table_at
from indgang.kernel import clock
from indgang.kernel.refused import NotThere, Refused
from tests.database import as_owner
from tests.factories.groups import Circle, do, give_offer, make_circle
from tests.factories.offers import make_offer, make_session
from tests.factories.people import Holder, make_guest, make_worker


def opener(circle: Circle) -> str:
    with acting(circle.sofie.key):
        (time,) = coming_times(table_at(circle.group.slug).group)
        return "" if time.turn is None else time.turn.member.shown_name


def letters(worker: Holder) -> list[tuple[str, str]]:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "select p.nickname, l.status from post_letter l join people_person p on p.id = l.person_id"
            " where l.message = 'your_turn' order by l.queued_at, p.nickname"
        )
        return list(cursor.fetchall())


@pytest.mark.django_db
def test_nobody_opens_a_time_of_something_else() -> None:
    circle = make_circle()
    give_offer(circle)
    with pytest.raises(NotThere):
        do(
            circle.karen,
            take_turn,
            group_id=circle.id,
            session_id=make_session(make_offer("Andet")).id,
        )


@pytest.mark.django_db
def test_a_stranger_opens_nothing() -> None:
    circle = make_circle()
    _offer, session = give_offer(circle)
    for operation in (take_turn, ask_for_another):
        with pytest.raises(NotThere):
            do(make_guest("Bo"), operation, group_id=circle.id, session_id=session.id)


@pytest.mark.django_db
def test_what_is_over_nobody_opens() -> None:
    circle = make_circle()
    offer, _session = give_offer(circle)
    over = make_session(offer, starts_at=clock.now() - timedelta(hours=9))
    with pytest.raises(Refused, match="forbi"):
        do(circle.karen, take_turn, group_id=circle.id, session_id=over.id)


@pytest.mark.django_db
def test_nobody_takes_a_turn_that_is_not_passed_on() -> None:
    circle = make_circle()
    _offer, session = give_offer(circle)
    do(circle.karen, take_turn, group_id=circle.id, session_id=session.id)
    with pytest.raises(Refused, match="En anden åbner"):
        do(circle.ali, take_turn, group_id=circle.id, session_id=session.id)
    with pytest.raises(NotThere):
        do(circle.ali, ask_for_another, group_id=circle.id, session_id=session.id)


@pytest.mark.django_db
def test_a_turn_is_swapped_with_one_tap_each() -> None:
    circle = make_circle()
    _offer, session = give_offer(circle)
    assert opener(circle) == ""
    do(circle.karen, take_turn, group_id=circle.id, session_id=session.id)
    do(circle.karen, ask_for_another, group_id=circle.id, session_id=session.id)
    assert opener(circle) == "K"  # until somebody has it
    do(circle.ali, take_turn, group_id=circle.id, session_id=session.id)
    assert opener(circle) == "A"


@pytest.mark.django_db
def test_who_leaves_leaves_a_gap_that_shows() -> None:
    circle = make_circle()
    _offer, session = give_offer(circle)
    do(circle.karen, take_turn, group_id=circle.id, session_id=session.id)
    do(circle.karen, leave_group, group_id=circle.id)
    assert opener(circle) == ""


@pytest.mark.django_db
def test_one_is_told_the_day_before_and_once() -> None:
    circle, worker = make_circle(), make_worker()
    _offer, session = give_offer(circle)
    do(circle.karen, take_turn, group_id=circle.id, session_id=session.id)
    assert do(circle.karen, remind_of_turns) == 0  # the worker's alone
    assert do(worker, remind_of_turns) == 1
    assert do(worker, remind_of_turns) == 0
    assert letters(worker) == [("Karen", "queued")]


@pytest.mark.django_db
def test_who_takes_it_over_is_told_and_the_other_is_not() -> None:
    circle, worker = make_circle(), make_worker()
    _offer, session = give_offer(circle)
    do(circle.karen, take_turn, group_id=circle.id, session_id=session.id)
    do(worker, remind_of_turns)
    do(circle.karen, ask_for_another, group_id=circle.id, session_id=session.id)
    do(circle.ali, take_turn, group_id=circle.id, session_id=session.id)
    assert do(worker, remind_of_turns) == 1
    assert sorted(letters(worker)) == [("Ali", "queued"), ("Karen", "cancelled")]


@pytest.mark.usefixtures("committed")
def test_of_two_who_tap_at_once_one_opens() -> None:
    circle = make_circle()
    _offer, session = give_offer(circle)
    ready = Barrier(2)

    def tap(holder: Holder) -> str:
        try:
            with acting(holder.key) as actor:
                ready.wait()
                return take_turn(
                    group_id=circle.id, session_id=session.id, by=actor
                ).member.shown_name
        except Refused:
            return "refused"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(tap, (circle.karen, circle.ali)))
    assert answers in (["A", "refused"], ["K", "refused"])
    with as_owner():
        assert Turn.objects.count() == 1
