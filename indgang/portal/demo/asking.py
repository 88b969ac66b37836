"""How it goes: goals that are rated, check-ins that are answered, and hands that go up."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from indgang.checkins.models import CheckIn as Asked
from indgang.checkins.operations import (
    answer_question,
    ask_to_talk,
    finish_checkin,
    settle_hand,
    take_hand,
)
from indgang.checkins.rules.questions import pinned
from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.plans.models import Goal as Row
from indgang.plans.models.goals import GoalStatus
from indgang.plans.operations import finish_goal, rate_goal
from indgang.portal.demo.shape import CheckIn, Goal, Guest
from indgang.portal.demo.telling import Telling, Traveller

RAISED_SINCE = timedelta(days=4)  # hands that went up later than this are still up
CONVERSATION = (4, 4, 3, 4, 4)  # what most say about the first talk: KORA's five questions


def say_how_it_goes(telling: Telling, traveller: Traveller) -> None:
    """Everything that was asked and answered, in the order of time."""
    _about_the_talk(telling, traveller)
    answered = {check_in.week: check_in for check_in in traveller.guest.check_ins}
    rated = {week for goal in traveller.guest.goals for week, _value in goal.ratings}
    for week in sorted({*answered, *rated}):
        moment = _moment(telling, traveller, week)
        if week in answered:
            _answer(telling, traveller, answered[week], moment)
        else:
            _rate(telling, traveller, week, moment)
    _close_goals(telling, traveller)


def _moment(telling: Telling, traveller: Traveller, week: int) -> datetime:
    day = clock.local(traveller.started).date() + timedelta(weeks=week)
    chance = telling.chance("asked", traveller.guest.slug, week)
    moment = clock.at(day, chance.randint(9, 20), chance.randint(0, 59))
    return telling.past(max(moment, traveller.started + timedelta(minutes=80)))


def _about_the_talk(telling: Telling, traveller: Traveller) -> None:
    """Two out of three answer the five questions about the first talk."""
    chance = telling.chance("talk", traveller.guest.slug)
    if chance.random() > 2 / 3:
        return
    moment = telling.past(traveller.started + timedelta(hours=5))
    with telling.chronicle.at(moment, traveller.card) as by:
        asked = _waiting(traveller, "conversation")
        if asked is None:
            return
        for pin in asked.instruments:
            for item, value in zip(pinned(pin).items, CONVERSATION, strict=True):
                answer_question(
                    checkin_id=asked.id,
                    pin=pin,
                    item=item.id,
                    value=max(value - chance.choice((0, 0, 0, 1)), 0),
                    by=by,
                )
        finish_checkin(checkin_id=asked.id, by=by)


def _answer(telling: Telling, traveller: Traveller, said: CheckIn, moment: datetime) -> None:
    hand_id = None
    with telling.chronicle.at(moment, traveller.card) as by:
        asked = _waiting(traveller, f"week{said.week}")
        if asked is None:
            return
        goals = dict(_open_goals(traveller, said.week))
        for pin in asked.instruments:
            for item, value in _values(pin, said, goals):
                answer_question(checkin_id=asked.id, pin=pin, item=item, value=value, by=by)
        hand_id = finish_checkin(checkin_id=asked.id, by=by)
        if said.wants_talk:
            hand_id = ask_to_talk(person_id=traveller.person_id, words="", by=by)
    if hand_id is not None:
        _see_to(telling, traveller, hand_id, moment)


def _values(pin: str, said: CheckIn, goals: dict[UUID, int]) -> Iterator[tuple[str, int | None]]:
    """Item and answer; what was passed over is left out."""
    instrument = pinned(pin)
    if instrument.id == "goals":
        yield from ((str(goal_id), value) for goal_id, value in goals.items())
        return
    single = {
        "need_of_help": (said.need_of_help,),
        "meaning_difference": (said.meaning, said.difference),
    }
    given = {"who5": said.who5, "tils": said.tils}.get(instrument.id) or single.get(
        instrument.id, ()
    )
    for item, value in zip(instrument.items, given, strict=False):
        if value is not None:
            yield item.id, value


def _waiting(traveller: Traveller, moment: str) -> Asked | None:
    return Asked.objects.filter(
        person_id=traveller.person_id, moment=moment, status="waiting"
    ).first()


def _open_goals(traveller: Traveller, week: int) -> Iterator[tuple[UUID, int]]:
    """Goal → what the guest says of it in that week."""
    rows = {row.words: row for row in Row.objects.filter(person_id=traveller.person_id)}
    for goal in traveller.guest.goals:
        value = dict(_pairs(goal)).get(week)
        row = rows.get(goal.words)
        if value is not None and row is not None and row.closed_on is None:
            yield row.id, value


def _pairs(goal: Goal) -> Iterator[tuple[int, int]]:
    yield from ((week, value) for week, value in goal.ratings)


def _rate(telling: Telling, traveller: Traveller, week: int, moment: datetime) -> None:
    with telling.chronicle.at(moment, traveller.card) as by:
        for goal_id, value in _open_goals(traveller, week):
            rate_goal(goal_id=goal_id, value=value, by=by)


def _see_to(telling: Telling, traveller: Traveller, hand_id: UUID, moment: datetime) -> None:
    """Somebody in the house sees it the same day, and the two talk. The latest are still up."""
    if telling.now - moment < RAISED_SINCE:
        return
    host = telling.host_of(traveller.guest)
    with telling.chronicle.at(moment + timedelta(hours=2), host.key) as by:
        take_hand(hand_id=hand_id, by=by)
    with telling.chronicle.at(moment + timedelta(hours=26), host.key) as by:
        settle_hand(hand_id=hand_id, outcome="talked", by=by)


def _close_goals(telling: Telling, traveller: Traveller) -> None:
    guest = traveller.guest
    closing = [goal for goal in guest.goals if goal.status != "open"]
    if not closing:
        return
    with telling.chronicle.at(_closed(telling, traveller, guest), traveller.card) as by:
        _finish(traveller, closing, by)


def _closed(telling: Telling, traveller: Traveller, guest: Guest) -> datetime:
    weeks = max((week for goal in guest.goals for week, _value in goal.ratings), default=1)
    return telling.past(traveller.started + timedelta(weeks=weeks, days=1))


def _finish(traveller: Traveller, closing: list[Goal], by: Actor) -> None:
    rows = {row.words: row.id for row in Row.objects.filter(person_id=traveller.person_id)}
    for goal in closing:
        finish_goal(
            goal_id=rows[goal.words],
            status=GoalStatus(goal.status),
            words=goal.closing_words,
            by=by,
        )
