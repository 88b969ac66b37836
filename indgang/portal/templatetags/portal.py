"""Figures of the house in words."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()

MINUTES_OF_AN_HOUR = 60
HOURS_SAID_IN_MINUTES = 2  # up to two hours are said in minutes


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
def percent(share: float | None) -> str:
    """A share of one as whole percent; empty for none at all."""
    return "" if share is None else f"{round(share * 100)} %"
