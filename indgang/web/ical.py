"""A calendar's frame as iCalendar (RFC 5545, RFC 7986): what every feed has in common."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Timezone

ZONE = "Europe/Copenhagen"
REFRESH = "PT1H"  # how often a calendar is asked to look again; RFC 7986
_MARGIN = timedelta(days=366)  # so that the zone knows the changes of the clock around the times
CONTENT_TYPE = "text/calendar; charset=utf-8"


def new_calendar(*, name: str, what: str, span: tuple[datetime, datetime] | None) -> Calendar:
    """A calendar with its name, how often it wants to be fetched, and the zone of its times."""
    calendar = Calendar()
    calendar.add("prodid", f"-//Indgang//{what}//DA")
    calendar.add("version", "2.0")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"}, encode=False)
    calendar.add("x-published-ttl", REFRESH)
    if span:
        calendar.add_component(_zone((span[0] - _MARGIN).date(), (span[1] + _MARGIN).date()))
    return calendar


def _zone(first: date, last: date) -> Timezone:
    return Timezone.from_tzinfo(ZoneInfo(ZONE), first_date=first, last_date=last)
