"""Plans with something in them. Whoever holds the key writes; guests write their own."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import time, timedelta
from uuid import UUID

from indgang.access.door import acting
from indgang.access.operations import open_person
from indgang.kernel import clock
from indgang.kernel.actor import Actor, Role
from indgang.plans.models import Course
from indgang.plans.models.goals import GoalStatus
from indgang.plans.operations import (
    add_activity,
    add_agreement,
    add_appointment,
    add_contact_person,
    add_goal,
    add_hope,
    finish_goal,
    rate_goal,
    start_course,
    stop_activity,
)
from tests.factories.people import Holder, allow, make_colleague

WRITING = ("plan", "goals")


@contextmanager
def with_plan_of(guest: Holder, holder: Holder) -> Iterator[Actor]:
    """The holder acts with the guest's plan open to him, as far as he may."""
    with acting(holder.key) as actor:
        if holder.person_id != guest.person_id:
            open_person(person_id=guest.person_id, purpose="plan", by=actor)
        yield actor


def make_course(guest: Holder, *, guide_ids: tuple[UUID, ...] = ()) -> Course:
    """A course that the guest began herself."""
    with acting(guest.key) as actor:
        return start_course(person_id=guest.person_id, guide_ids=guide_ids, by=actor)


def make_guide_of(guest: Holder, *, may_write: bool = True, name: str = "Mette") -> Holder:
    """A guide to whom the guest has opened plan and goals."""
    guide = make_colleague(Role.GUIDE, name=name)
    allow(guest, to=guide, kinds=WRITING, may_write=may_write)
    return guide


def fill_plan(guest: Holder) -> None:
    """A plan with something of everything, as the guest wrote it herself."""
    person_id = guest.person_id
    with acting(guest.key) as actor:
        add_hope(person_id=person_id, words="At jeg igen glæder mig til en dag", by=actor)
        goal = add_goal(
            person_id=person_id,
            words="Jeg vil ud af huset hver dag",
            levels={-2: "Jeg bliver i sengen", 0: "Jeg går en tur", 2: "Jeg går tur med andre"},
            by=actor,
        )
        rate_goal(goal_id=goal.id, value=-1, by=actor)
        let_go = add_goal(person_id=person_id, words="Jeg vil stoppe med at ryge", by=actor)
        finish_goal(goal_id=let_go.id, status=GoalStatus.LET_GO, words="Ikke lige nu", by=actor)
        add_activity(
            person_id=person_id, words="Gå en tur ved søen", weekdays=[0, 2, 4],
            at_time=time(10), place="Søen", by=actor,
        )  # fmt: skip
        choir = add_activity(person_id=person_id, words="Synge i kor", by=actor)
        stop_activity(activity_id=choir.id, why="Der var for mange mennesker", by=actor)
        add_agreement(
            person_id=person_id, what="Ringe til banken", who="Mette",
            due_on=clock.today() + timedelta(days=3), by=actor,
        )  # fmt: skip
        add_appointment(
            person_id=person_id, what="Gåtur", where="Ved søen", with_whom="Mette",
            starts_at=clock.now() + timedelta(hours=2), by=actor,
        )  # fmt: skip
        add_contact_person(
            person_id=person_id, name="Ali", relation="Min bror", phone="00 00 00 02", by=actor
        )
