"""Plans with something in them. Whoever holds the key writes; guests write their own."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from indgang.access.door import acting
from indgang.access.operations import open_person
from indgang.kernel.actor import Actor, Role
from indgang.plans.models import Course
from indgang.plans.operations import start_course
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
