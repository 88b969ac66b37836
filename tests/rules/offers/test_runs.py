from dataclasses import replace
from datetime import date, datetime, time

import pytest

from indgang.offers.rules.runs import RunFault, RunSheet, fault_of, weekly

FIRST = date(2026, 3, 23)
TODAY = date(2026, 3, 1)
SHEET = RunSheet(weekly(FIRST, time(14), times=2), 90, 8, date(2026, 3, 20))


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"starts": ()}, RunFault.NO_TIME),
        ({"minutes": 0}, RunFault.NO_TIME),
        ({"starts": SHEET.starts * 40}, RunFault.TOO_MANY),
        ({"seats": 0}, RunFault.SEATS),
        ({"seats": 1001}, RunFault.SEATS),
        ({"starts": (datetime(2026, 3, 1, 14),)}, RunFault.BEGUN),  # noqa: DTZ001 – a wall clock
        ({"register_by": FIRST}, RunFault.REGISTER_BY),
        ({"register_by": date(2026, 2, 28)}, RunFault.REGISTER_BY),
        ({}, None),
    ],
)
def test_what_is_wrong_with_a_course(fields: dict[str, object], fault: RunFault | None) -> None:
    assert fault_of(replace(SHEET, **fields), today=TODAY) == fault  # type: ignore[arg-type]


def test_a_course_keeps_its_weekday_and_hour_and_leaves_out_what_is_closed() -> None:
    starts = weekly(FIRST, time(14), times=3, without=[date(2026, 3, 30)])
    days = [start.date() for start in starts]
    assert days == [FIRST, date(2026, 4, 6), date(2026, 4, 13)]
    assert {start.time() for start in starts} == {time(14)}


def test_a_course_can_be_every_other_week() -> None:
    assert [s.date().day for s in weekly(FIRST, time(9), times=2, weeks=2)] == [23, 6]
