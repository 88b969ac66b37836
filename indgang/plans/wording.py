"""Days, times and levels as a guest says them. In the language of the page."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from indgang.kernel import clock
from indgang.kernel.words import WEEKDAYS, Language, day_in_words, time_in_words
from indgang.plans.models import Goal
from indgang.plans.queries import Coming
from indgang.plans.rules import GOAL_LEVELS

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

# The days of the week as something is repeated on them.
EVERY: tuple[_StrPromise, ...] = (
    gettext_lazy("mandage"),
    gettext_lazy("tirsdage"),
    gettext_lazy("onsdage"),
    gettext_lazy("torsdage"),
    gettext_lazy("fredage"),
    gettext_lazy("lørdage"),
    gettext_lazy("søndage"),
)


# Words with which somebody has already said where, as in "ved søen". In both languages.
PREPOSITIONS = frozenset({
    "ved", "i", "på", "hos", "foran", "bag", "under", "over", "til", "at", "in", "on", "by", "near",
})  # fmt: skip


def language() -> Language:
    """The language of the page: Danish unless it is English."""
    return "en" if (translation.get_language() or "da").startswith("en") else "da"


def level_words(goal: Goal) -> list[tuple[int, str]]:
    """Level and words for it, highest first: the guest's own, otherwise the house's."""
    own = goal.own_levels
    return [(level, own[level] or house_words(level)) for level in levels()]


def levels() -> list[int]:
    """The five levels of a goal, highest first."""
    return sorted(GOAL_LEVELS, reverse=True)


def house_words(level: int) -> str:
    """The house's words for a level, where the guest has none of his own."""
    return GOAL_LEVELS[level].said(language())


def where_it_stands(goal: Goal) -> str:
    """The words for the level that was last chosen; "" before the first time."""
    ratings = list(goal.ratings.all())
    return dict(level_words(goal))[ratings[-1].value] if ratings else ""


def day_words(day: date) -> str:
    """ "i dag", "i morgen", or "onsdag den 4. juni"."""
    today = clock.today()
    if day == today:
        return _("i dag")
    if day == today + timedelta(days=1):
        return _("i morgen")
    weekday = WEEKDAYS[language()][day.weekday()]
    return _("%(weekday)s den %(day)s") % {
        "weekday": weekday,
        "day": day_in_words(day, language(), year=day.year != today.year),
    }


def moment_words(instant: datetime) -> str:
    """ "i dag kl. 14" or "onsdag den 4. juni kl. 9.30"."""
    here = clock.local(instant)
    return _("%(day)s kl. %(time)s") % {
        "day": day_words(here.date()),
        "time": time_in_words(here.time(), language()),
    }


def capital(words: str) -> str:
    """The words as the beginning of a sentence."""
    return words[:1].upper() + words[1:]


def coming_words(coming: Coming) -> str:
    """ "I dag kl. 14: gåtur. Mød Mette ved søen." """
    return " ".join(part for part in (f"{what_words(coming)}.", meet_words(coming)) if part)


def what_words(coming: Coming) -> str:
    """ "I dag kl. 14: gåtur" """
    return _("%(when)s: %(what)s") % {
        "when": capital(coming.nights or moment_words(coming.starts_at)),
        "what": coming.what.rstrip("."),
    }


def meet_words(coming: Coming) -> str:
    """ "Mød Mette ved søen." or "Mød Mette. Sted: Huset." As much of it as is known."""
    where = coming.where.rstrip(".")
    if where.split(" ")[0].lower() in PREPOSITIONS:
        there = where[:1].lower() + where[1:]
        if coming.with_whom:
            return _("Mød %(whom)s %(there)s.") % {"whom": coming.with_whom, "there": there}
        return capital(f"{there}.")
    if coming.with_whom and coming.where:
        return pgettext("appointment", "Mød %(whom)s. Sted: %(where)s.") % {
            "whom": coming.with_whom,
            "where": coming.where.rstrip("."),
        }
    if coming.with_whom:
        return _("Mød %(whom)s.") % {"whom": coming.with_whom}
    return _("Sted: %(where)s.") % {"where": coming.where.rstrip(".")} if coming.where else ""
