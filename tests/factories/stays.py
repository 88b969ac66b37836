"""What is lent by the night, as if the municipality had made it."""

from datetime import date, timedelta
from uuid import UUID

from django.db import connection

from indgang.kernel import clock
from indgang.offers.models import Offer, Stay, Thing
from indgang.offers.queries import tonight
from indgang.offers.rules.nights import Nights, nights_from
from tests.database import as_owner
from tests.factories.offers import make_offer


def make_thing(
    offer: Offer | None = None,
    name: str = "Seng 1",
    *,
    most_nights: int = 7,
    out: Nights | None = None,
) -> Thing:
    offer = offer or make_offer("En seng for natten")
    with as_owner():
        return Thing.objects.create(
            offer=offer, name=name, room_for="Én person", most_nights=most_nights,
            out_from=out.first if out else None, out_until=out.until if out else None,
        )  # fmt: skip


def make_stay(
    thing: Thing, person_id: UUID, *, ahead: int = 0, number: int = 1, state: str = "agreed"
) -> Stay:
    """A stay as it would stand in the database, without the operation, so many nights from now."""
    nights = in_nights(ahead, number)
    come = clock.now() if state in ("there", "ended") else None
    over = clock.now() if state in ("ended", "called_off") else None
    with as_owner():
        return Stay.objects.create(
            thing=thing, person_id=person_id, nights=(nights.first, nights.until), state=state,
            held_until=clock.now() + timedelta(hours=5) if state == "held" else None,
            made_at=clock.now(), made_by=person_id,
            arrived_at=come, arrived_by=person_id if come else None,
            ended_at=over, ended_by=person_id if over else None,
        )  # fmt: skip


def in_nights(ahead: int, number: int = 1) -> Nights:
    """So many nights, from so many nights after tonight."""
    return nights_from(tonight() + timedelta(days=ahead), number)


def let_the_hold_run_out(stay: Stay) -> None:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "update offers_stay set held_until = now() - interval '1 minute' where id = %s",
            [stay.id],
        )


def state_of(stay: Stay | UUID) -> tuple[str, date, date, str]:
    """Its state, its nights and the thing's name, whoever it belongs to."""
    with as_owner():
        now = Stay.objects.select_related("thing").get(id=getattr(stay, "id", stay))
        return now.state, now.first_night, now.leaves_on, now.thing.name
