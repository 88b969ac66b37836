"""When a course is looked back on, when somebody is missed, and how a plan is laid out."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum

from indgang.kernel.clock import local
from indgang.kernel.words import Words
from indgang.kernel.workdays import working_day
from indgang.post.rules import DIGEST_HOUR, QUIET_UNTIL

REVIEW_WEEKS = 20  # weeks: a day to look back, never an end
FOLLOW_UP_WEEKS = (2, 6, 13, 20)  # weeks after the start; the same as the usual check-ins
QUIET_DAYS = 14  # days without contact before the house looks after a guest; own choice
LONG_QUIET_DAYS = 30  # days without contact before it is said more firmly; own choice
FORGOTTEN_DAYS = 365  # days without contact before a course ends by itself; as OPEN_CONTACT_MONTHS
STILL_HERE_WEEKS = 4  # weeks after the exit before the house says once that it is still there
FEED_ENDS_DAYS = 14  # days before a link to a calendar ends that the guest is told; own choice
FEED_LABEL = "calendar"  # what the key of a link to a calendar is called among one's own keys
LEAST_WARNING = timedelta(hours=1)  # a reminder later than that only startles; own choice

# Goal attainment (Kiresuk and Sherman 1968) in our own words, lowest first. A guest may give each
# level of a goal words of his own; these are for the levels he has none for.
GOAL_LEVELS: dict[int, Words] = {
    -2: Words("Meget mindre, end jeg håbede", "Much less than I hoped"),
    -1: Words("Lidt mindre, end jeg håbede", "A little less than I hoped"),
    0: Words("Som jeg håbede", "As I hoped"),
    1: Words("Lidt mere, end jeg håbede", "A little more than I hoped"),
    2: Words("Meget mere, end jeg håbede", "Much more than I hoped"),
}


class Remind(StrEnum):
    """When somebody is reminded of an appointment."""

    TOMORROW = "tomorrow"
    TODAY = "today"


class Quiet(StrEnum):
    """How long it has been since the house and a guest were in touch."""

    A_WHILE = "a_while"
    LONG = "long"


def review_on(started_on: date) -> date:
    """The working day the guest and the house look back. It goes on for as long as it is needed."""
    return working_day(started_on + timedelta(weeks=REVIEW_WEEKS))


def follow_ups(started_on: date, weeks: Iterable[int] = FOLLOW_UP_WEEKS) -> tuple[date, ...]:
    """The days to ask how it goes, earliest first: working days, as near the start's as can be."""
    return tuple(working_day(started_on + timedelta(weeks=week)) for week in sorted(set(weeks)))


def is_overdue(due_on: date, today: date, *, done_on: date | None = None) -> bool:
    """Whether something should have been done before today and is not. Its own day is in time."""
    return done_on is None and due_on < today


def quiet(last_contact_on: date | None, today: date) -> Quiet | None:
    """Whether somebody is missed: after 14 days, and more after 30.

    Nobody is missed who has not been met yet: without a first contact there is no answer.
    """
    days = (today - last_contact_on).days if last_contact_on else 0
    if days >= LONG_QUIET_DAYS:
        return Quiet.LONG
    return Quiet.A_WHILE if days >= QUIET_DAYS else None


def reminded_now(starts_at: datetime, *, added_on: date, now: datetime) -> Remind | None:
    """Whether it is time to remind of an appointment: with the day's messages on the day before.

    One that was made too late for that is reminded of the same morning; one that was made today
    needs no reminder yet.
    """
    here = local(now)
    if added_on >= here.date():
        return None
    ahead = (local(starts_at).date() - here.date()).days
    if ahead == 1 and here.hour < DIGEST_HOUR:
        return Remind.TOMORROW
    is_in_time = here.time() >= QUIET_UNTIL and starts_at - now >= LEAST_WARNING
    return Remind.TODAY if ahead == 0 and is_in_time else None


def agreement_reminded_now(due_on: date, *, added_on: date, now: datetime) -> bool:
    """Whether it is time to remind of an agreement: on the day before, and not when just made."""
    here = local(now)
    return added_on < here.date() and due_on == here.date() + timedelta(days=1)
