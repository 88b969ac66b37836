"""Days, times and levels of a plan as people say them."""

from datetime import date, datetime

from django import template

from indgang.kernel import clock
from indgang.kernel.words import day_in_words
from indgang.offers.models import Session, Stay
from indgang.offers.nights_shown import nights_in_words, span_of
from indgang.plans.models import Activity, Agreement, Appointment, Goal
from indgang.plans.queries import Coming, as_coming
from indgang.plans.rules import is_overdue
from indgang.plans.sheet import when_words
from indgang.plans.wording import (
    capital,
    coming_words,
    day_words,
    language,
    meet_words,
    moment_words,
    what_words,
    where_it_stands,
)
from indgang.web.parts import Day

register = template.Library()


@register.filter
def plan_day(day: date) -> str:
    """ "i dag", "i morgen", "onsdag den 4. juni"."""
    return day_words(day)


@register.filter
def plan_date(day: date) -> str:
    """ "4. juni 2026"."""
    return day_in_words(day, language(), year=True)


@register.filter
def plan_moment(instant: datetime) -> str:
    """ "I dag kl. 14"."""
    return capital(moment_words(instant))


@register.filter
def plan_nights(stay: Stay) -> str:
    """ "3 nætter, fra i dag til på onsdag"."""
    return nights_in_words(span_of(stay))


@register.filter
def stands(goal: Goal) -> str:
    """The words for where a goal stands; its ratings must be fetched already."""
    return where_it_stands(goal)


@register.filter
def weekly(activity: Activity) -> str:
    """ "Mandage og onsdage kl. 10"."""
    return capital(when_words(activity))


@register.filter
def meet(appointment: Appointment) -> str:
    """ "Mød Mette. Sted: søen." """
    return meet_words(as_coming(appointment))


@register.filter
def said(appointment: Appointment) -> str:
    """ "I dag kl. 14: gåtur. Mød Mette. Sted: søen." """
    return coming_words(as_coming(appointment))


@register.filter
def has_something(week: list[Day]) -> bool:
    """Whether anything happens in the week."""
    return any(day.happenings for day in week)


@register.filter
def late(agreement: Agreement) -> bool:
    """Whether the day has passed without it being done."""
    return agreement.due_on is not None and is_overdue(agreement.due_on, clock.today())


@register.filter
def is_ahead(thing: Appointment | Session) -> bool:
    """Whether it has not yet begun."""
    return thing.starts_at >= clock.now()


@register.filter
def plan_coming(coming: Coming) -> str:
    """ "I dag kl. 14: gåtur. Mød Mette. Sted: søen." """
    return coming_words(coming)


@register.filter
def when_and_what(coming: Coming) -> str:
    """ "I dag kl. 14: gåtur" """
    return what_words(coming)


@register.filter
def where_and_who(coming: Coming) -> str:
    """ "Mød Mette ved søen." """
    return meet_words(coming)
