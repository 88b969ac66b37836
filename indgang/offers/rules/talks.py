"""Talks by appointment: "Tuesdays from one to four, half an hour each"."""

from datetime import timedelta

from indgang.offers.rules.recurrence import Occurrence

TALK_LENGTHS = (15, 20, 30, 45, 60, 90)  # minutes that one can choose between


def talks_in(occurrence: Occurrence, each_minutes: int | None) -> tuple[Occurrence, ...]:
    """The talks of so many minutes that fit in, one after the other; itself if it is one thing.

    Minutes are real ones, so an hour that is lost or won when the clock is set loses or wins talks.
    """
    if each_minutes is None:
        return (occurrence,)
    length = timedelta(minutes=each_minutes)
    number = (occurrence.ends_at - occurrence.starts_at) // length
    starts = (occurrence.starts_at + length * turn for turn in range(number))
    return tuple(Occurrence(at, at + length) for at in starts)
