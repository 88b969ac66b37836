"""Check-ins laid out and answered, as a guest answers them."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID, uuid4

from indgang.access.door import acting
from indgang.checkins.models import Answer, CheckIn
from indgang.checkins.operations import answer_question, finish_checkin
from indgang.checkins.rules.questions import pinned
from indgang.kernel import clock
from indgang.plans.models import Goal
from tests.database import as_owner
from tests.factories.people import Holder

TODAY = date(2026, 6, 4)
NOON = datetime(2026, 6, 4, 12, tzinfo=clock.COPENHAGEN)


def make_checkin(
    guest: Holder, *pins: str, due_on: date = TODAY, moment: str = "own", about: UUID | None = None
) -> UUID:
    """One that can be answered around the day."""
    with as_owner():
        return CheckIn.objects.create(
            person_id=guest.person_id,
            about=about or uuid4(),
            moment=moment,
            instruments=list(pins or ("who5-1",)),
            due_on=due_on,
            opens_on=due_on,
            closes_on=date(due_on.year + 5, 1, 1),
        ).id


def answer_all(guest: Holder, checkin_id: UUID, values: Mapping[str, int]) -> UUID | None:
    """Every item of every instrument, all with the instrument's own value. Returns a raised hand."""
    with acting(guest.key) as actor:
        checkin = CheckIn.objects.get(id=checkin_id)
        for pin in checkin.instruments:
            for item in pinned(pin).items:
                answer_question(
                    checkin_id=checkin_id, pin=pin, item=item.id, value=values[pin], by=actor
                )
        return finish_checkin(checkin_id=checkin_id, by=actor)


def answered_who5(guest: Holder, level: int, *, on: date = TODAY) -> UUID | None:
    """A finished WHO-5 with the same answer to all five: the figure is 20 times the level."""
    with clock.stopped(clock.at(on, 12)):
        return answer_all(guest, make_checkin(guest, due_on=on), {"who5-1": level})


def make_goal(guest: Holder, words: str = "Sove om natten", **levels: str) -> UUID:
    with as_owner():
        return Goal.objects.create(
            person_id=guest.person_id,
            words=words,
            added_at=clock.now(),
            added_by=guest.person_id,
            **levels,
        ).id


def answers(checkin_id: UUID) -> dict[str, int | None]:
    with as_owner():
        return dict(Answer.objects.filter(checkin_id=checkin_id).values_list("item", "value"))


def checkin(checkin_id: UUID) -> CheckIn:
    with as_owner():
        return CheckIn.objects.get(id=checkin_id)
