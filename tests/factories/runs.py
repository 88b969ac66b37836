"""Courses with a start, and how their places were given, as they stand in the database."""

from datetime import time, timedelta
from uuid import UUID, uuid4

from indgang.access.door import acting
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.offers.models import Booking, Lot, Offer, Run, Session, Urgency
from indgang.offers.operations import give_places, open_run, take_seat
from indgang.offers.rules.runs import RunSheet, weekly
from indgang.people.models import Unit
from tests.database import as_owner
from tests.factories.offers import make_offer, make_organisation
from tests.factories.people import Holder, make_colleague, make_worker


def make_provider(name: str = "Gældsklubben") -> Holder:
    """Somebody who stands for what his organisation offers."""
    with as_owner():
        unit, _made = Unit.objects.get_or_create(
            organisation=make_organisation(name), name="Tilbud", defaults={"kind": "provider"}
        )
    return make_colleague(Role.PROVIDER, unit=unit, name="Bo")


def sheet(*, times: int = 3, in_days: int = 10, seats: int = 2, by_draw: bool = False) -> RunSheet:
    """Every week from so many days ahead; the last day to say so is five days before."""
    first = clock.today() + timedelta(days=in_days)
    return RunSheet(
        starts=weekly(first, time(14), times=times), minutes=120,
        seats=seats, register_by=first - timedelta(days=5), by_draw=by_draw,
    )  # fmt: skip


def make_run(offer: Offer | None = None, **how: int | bool) -> Run:
    """A course as its provider makes it."""
    provider = make_provider()
    with acting(provider.key) as actor:
        return open_run(offer_id=(offer or make_offer()).id, sheet=sheet(**how), by=actor)  # type: ignore[arg-type]


def times_of(run: Run) -> list[Session]:
    return list(Session.objects.filter(run=run).order_by("starts_at"))


def take(holder: Holder, run: Run) -> Booking:
    """Says that he would like a place in the course."""
    with acting(holder.key) as actor:
        return take_seat(session_id=run.room_id, person_id=holder.person_id, by=actor)  # type: ignore[arg-type]


def make_urgency(holder: Holder, level: int) -> None:
    with as_owner():
        Urgency.objects.create(
            person_id=holder.person_id, level=level, said_at=clock.now(), said_by=uuid4()
        )


def draw(run: Run) -> UUID | None:
    """What the worker does on the night after the last day."""
    night = clock.at(run.register_by + timedelta(days=1), 5)
    worker = make_worker()
    with clock.stopped(night), acting(worker.key) as actor:
        return give_places(by=actor)


def lots(draw_id: UUID | None) -> list[Lot]:
    assert draw_id
    with as_owner():
        return list(Lot.objects.filter(draw_id=draw_id).order_by("rank", "number"))


def fresh(booking: Booking) -> Booking:
    with as_owner():
        return Booking.objects.get(id=booking.id)
