"""The door clock as figures."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from indgang.entrance.models import DoorEvent

SQL = """
    select step, count(*),
           percentile_cont(0.5) within group (order by waited_seconds) / 60.0,
           percentile_cont(0.9) within group (order by waited_seconds) / 60.0,
           avg(in_time::int)
    from entrance_doorevent
    where ended_at >= %(since)s and ended_at < %(until)s
      and (%(unit)s::uuid is null or unit_id = %(unit)s)
    group by step
"""


@dataclass(frozen=True)
class StepFigures:
    """One step through the door in a stretch of time. The times are None when nobody took it."""

    step: str
    words: str
    count: int
    median_minutes: float | None
    p90_minutes: float | None
    share_in_time: float | None


def door_clock(
    since: datetime, until: datetime, *, unit_id: UUID | None = None
) -> list[StepFigures]:
    """How long people waited for each step that ended in the time, in the order of the steps.

    Only time in which the house was open is counted. One query.
    """
    with connection.cursor() as cursor:
        cursor.execute(SQL, {"since": since, "until": until, "unit": unit_id})
        rows = {row[0]: row[1:] for row in cursor.fetchall()}
    return [
        StepFigures(step, str(words), *_figures(rows.get(step))) for step, words in DoorEvent.STEPS
    ]


def _figures(
    row: tuple[int, float, float, float] | None,
) -> tuple[int, float | None, float | None, float | None]:
    if row is None:
        return 0, None, None, None
    count, median, p90, share = row
    return count, float(median), float(p90), float(share)
