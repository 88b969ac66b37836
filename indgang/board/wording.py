"""The figures of the board as they are said. In the language of the page."""

from datetime import datetime, time

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indgang.board.rules.figures import SMALLEST_SAID, Amount, Room
from indgang.board.rules.waits import Wait
from indgang.kernel import clock
from indgang.kernel.words import time_in_words
from indgang.offers.wording import day_words, language
from indgang.web.templatetags.times import as_ago


def figures_of(room: Room) -> dict[str, str]:
    """Each figure by its name: what a page shows at first, and what it is told anew."""
    return {
        "plads": room_words(room),
        "ledige": free_words(room),
        "holdt": amount_words(room.held),
        "optaget": amount_words(room.taken),
        "venter": amount_words(room.waiting),
        "koe": amount_words(room.waiting) if room.waiting else _("ingen"),
        "naeste": next_words(room.next_free),
        "alder": room.counted_at.isoformat(timespec="seconds") if room.counted_at else "",
        "tone": tone_of(room),
    }


def tone_of(room: Room) -> str:
    """In one word how it stands: room, full, waiting or nothing."""
    if not room.happens:
        return "nothing"
    if room.has_room:
        return "room"
    return "waiting" if room.waiting else "full"


def room_words(room: Room) -> str:
    """Whether there is room the next time that there is any, as one says it."""
    if room.has_room and room.next_seats:
        return ngettext("%(free)s ledig plads", "%(free)s ledige pladser", room.next_seats) % {
            "free": room.next_seats
        }
    if room.has_room:
        return _("kom bare") if room.is_for_all else _("der er plads")
    return _("fuldt") if room.happens or room.waiting else _("ingen tider lige nu")


def free_words(room: Room) -> str:
    """The number of free seats, short."""
    if room.is_open and not room.seats:
        return _("kom bare") if room.is_for_all else _("plads")
    return str(room.free) if room.happens else "–"


def amount_words(amount: Amount) -> str:
    """The number, or as much of it as may be told: "7", "under 5", "mindst 7"."""
    if not amount.hidden:
        return str(amount.number)
    if not amount.number:
        return _("under %(number)s") % {
            "number": SMALLEST_SAID if amount.hidden == 1 else amount.most + 1
        }
    return _("mindst %(number)s") % {"number": amount.least}


def next_words(instant: datetime | None) -> str:
    """When a newcomer could begin."""
    if instant is None:
        return "–"
    if instant <= clock.now():
        return _("lige nu")
    local = clock.local(instant)
    if local.time() == time():  # what is lent by the night has an evening, and no hour
        return day_words(local.date())
    return _("%(day)s kl. %(time)s") % {
        "day": day_words(local.date()),
        "time": time_in_words(local.time(), language()),
    }


def age_words(instant: datetime | None) -> str:
    """How old a figure is."""
    return as_ago(instant) if instant else "–"


def days_words(days: int) -> str:
    """A number of days as one says it."""
    if not days:
        return _("samme dag")
    return ngettext("%(days)s dag", "%(days)s dage", days) % {"days": days}


def wait_words(wait: Wait) -> str:
    """How long half of them waited; what is not known is said to be so."""
    if not wait.number:
        return "–"
    if wait.number < 0:
        return _("for få til et tal")
    return _("mange venter endnu") if wait.median is None else days_words(wait.median)


def longest_words(wait: Wait) -> str:
    """How long nine in ten waited at most, as a line under the median; nothing where none waited."""
    if wait.number <= 0 or wait.median is None:
        return ""
    if wait.p90 is None:
        return _("9 af 10: ved vi ikke endnu")
    return _("9 af 10: %(days)s") % {"days": days_words(wait.p90)}
