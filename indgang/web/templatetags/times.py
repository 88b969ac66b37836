"""Days and times as people say them. Known to every template without loading."""

import re
from datetime import datetime
from typing import Any

from django import template
from django.template.defaultfilters import date as formatted
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from indgang.kernel import clock

register = template.Library()

MINUTES_OF_AN_HOUR = 60
DAYS_SAID_IN_HOURS = 2  # up to two days are said in hours
HOURS_SAID_IN_MINUTES = 2  # up to two hours are said in minutes
_ON_THE_HOUR = re.compile(r"(?<![\d.])(\d{1,2})\.00(?![\d.])")


@register.filter("date", expects_localtime=True, is_safe=False)
def date_in_words(value: Any, shape: str | None = None) -> str:
    """As Django's own, but "kl. 10" and not "kl. 10.00": the same on the house's pages as on guests'."""
    said = str(formatted(value, shape))
    return said if get_language() == "en" else _ON_THE_HOUR.sub(r"\1", said)


@register.filter
def as_time(minutes: float | None) -> str:
    """Minutes as people say a stretch of time; empty for none at all."""
    if minutes is None:
        return ""
    whole = round(minutes)
    if whole < 1:
        return _("under 1 minut")
    if whole < HOURS_SAID_IN_MINUTES * MINUTES_OF_AN_HOUR:
        return ngettext("%(number)s minut", "%(number)s minutter", whole) % {"number": whole}
    hours = round(minutes / MINUTES_OF_AN_HOUR)
    return ngettext("%(number)s time", "%(number)s timer", hours) % {"number": hours}


@register.filter
def as_ago(instant: datetime) -> str:
    """How long ago something was, as people say it: at most two days in hours."""
    minutes = (clock.now() - instant).total_seconds() / MINUTES_OF_AN_HOUR
    if minutes < 1:
        return _("Lige nu")
    if minutes >= DAYS_SAID_IN_HOURS * 24 * MINUTES_OF_AN_HOUR:
        days = int(minutes // (24 * MINUTES_OF_AN_HOUR))
        return ngettext("%(number)s dag siden", "%(number)s dage siden", days) % {"number": days}
    return _("%(time)s siden") % {"time": as_time(minutes)}
