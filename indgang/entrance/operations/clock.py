"""The door clock: one event for each wait that ended."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from indgang.entrance.models import DoorEvent
from indgang.entrance.rules import (
    ANSWER_HOURS,
    WELCOME_MINUTES,
    activity_promised_at,
    answer_promised_at,
    open_seconds,
    welcome_promised_at,
)
from indgang.kernel.actor import Actor
from indgang.people.models import Municipality
from indgang.people.queries import settings_of_the_house


@transaction.atomic
def measure_step(
    *, step: str, unit_id: UUID, began_at: datetime, ended_at: datetime, by: Actor
) -> DoorEvent:
    """Note how long somebody waited for this step, and whether the promise of the house was kept.

    Only the time in which the house is open counts, but for a guest who stands in the door. The
    promises are in the municipality's settings. It says nothing about who it was.
    """
    house = settings_of_the_house()
    ended_at = max(began_at, ended_at)
    if step == "welcome":
        waited = int((ended_at - began_at).total_seconds())
    else:
        waited = open_seconds(began_at, ended_at, house.opening_hours if house else {})
    return DoorEvent.objects.create(
        unit_id=unit_id,
        step=step,
        began_at=began_at,
        ended_at=ended_at,
        waited_seconds=waited,
        in_time=ended_at <= _promised_at(step, began_at, house),
    )


def _promised_at(step: str, began_at: datetime, house: Municipality | None) -> datetime:
    if step == "welcome":
        minutes = house.welcome_within_minutes if house else WELCOME_MINUTES
        return welcome_promised_at(began_at, within_minutes=minutes)
    if step == "activity":
        return activity_promised_at(began_at, opening_hours=house.opening_hours if house else {})
    return answer_promised_at(
        began_at,
        within_hours=house.answer_within_hours if house else ANSWER_HOURS,
        opening_hours=house.opening_hours if house else {},
    )
