"""The one clock. Tests and the simulation move it; nothing else reads the time."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")

_shift: ContextVar[timedelta] = ContextVar("clock_shift", default=timedelta())
_stopped_at: ContextVar[datetime | None] = ContextVar("clock_stopped_at", default=None)


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return _stopped_at.get() or datetime.now(UTC) + _shift.get()


def today() -> date:
    """The present date on a Danish wall calendar."""
    return local(now()).date()


def local(instant: datetime) -> datetime:
    """The same instant on a Danish wall clock."""
    return instant.astimezone(COPENHAGEN)


def at(day: date, hour: int = 0, minute: int = 0) -> datetime:
    """The instant when a Danish wall clock shows this day and time."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=COPENHAGEN)


@contextmanager
def stopped(instant: datetime) -> Iterator[None]:
    """Time stands still at the instant, in this thread and the tasks it starts."""
    token = _stopped_at.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _stopped_at.reset(token)


@contextmanager
def shifted(by: timedelta) -> Iterator[None]:
    """Time runs on, but earlier or later by the given span."""
    token = _shift.set(_shift.get() + by)
    try:
        yield
    finally:
        _shift.reset(token)
