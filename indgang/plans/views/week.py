"""The coming week of a plan, day by day."""

from datetime import date, time, timedelta

from django.utils.translation import gettext as _

from indgang.kernel import clock
from indgang.kernel.words import time_in_words
from indgang.offers.wording import text_of
from indgang.plans.queries import Coming, Plan, as_coming, seat_as_coming
from indgang.plans.wording import language
from indgang.web.parts import Day, Happening

DAYS_AHEAD = 7  # days, today being the first


def week_of(plan: Plan) -> list[Day]:
    """Seven days from today with what stands in the plan, each day by the clock. No query."""
    today = clock.today()
    coming = [as_coming(a) for a in plan.appointments]
    coming += [seat_as_coming(b) for b in plan.bookings if b.status == "seated"]
    return [_day(today + timedelta(days=ahead), plan, coming) for ahead in range(DAYS_AHEAD)]


def _day(day: date, plan: Plan, coming: list[Coming]) -> Day:
    here = [(clock.local(c.starts_at).time(), c.what, c.where) for c in coming if _on(c) == day]
    here += [
        (activity.at_time or time(), activity.words, activity.place)
        for activity in plan.present_activities
        if day.weekday() in activity.weekdays
    ]
    sleeps = [
        Happening(_("Nat"), f"{text_of(stay.thing.offer, 'title')}, {stay.thing.name}")
        for stay in plan.stays
        if stay.state != "held" and stay.first_night <= day < stay.leaves_on
    ]
    happenings = [
        Happening(time_in_words(at, language()) if at != time() else "", what, where)
        for at, what, where in sorted(here)
    ]
    return Day(day, tuple(happenings + sleeps), is_today=day == clock.today())


def _on(coming: Coming) -> date:
    return clock.local(coming.starts_at).date()
