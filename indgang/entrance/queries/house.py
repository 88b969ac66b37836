"""What the house keeps for itself."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import Count
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from indgang.entrance.models import UnmetNeed, YoungHelp
from indgang.offers.models import Need
from indgang.people.models import Person


@dataclass(frozen=True)
class Missing:
    """A need, and how often it was said that nothing here answers to it."""

    title: str
    times: int


@dataclass(frozen=True)
class OpenedInEmergency:
    """A guest the actor has opened in an emergency that still lasts."""

    person_id: UUID
    nickname: str
    until_at: datetime


def young_help() -> YoungHelp | None:
    """What the administrator has written about guests under 18, or None. One query."""
    return YoungHelp.objects.first()


def missing_needs(since: date) -> list[Missing]:
    """What was not to be had since that day, the most often said first. Two queries."""
    counts = dict(
        UnmetNeed.objects.filter(on__gte=since)
        .values_list("need_id")
        .annotate(times=Count("id"))
        .order_by("-times", "need_id")
    )
    titles = dict(_titles())
    return [Missing(titles.get(code, "") or _("Noget andet"), n) for code, n in counts.items()]


def own_emergencies() -> list[OpenedInEmergency]:
    """Guests the actor has opened in an emergency that still lasts, soonest over first.

    One query, and one more where there is any.
    """
    with connection.cursor() as cursor:
        cursor.execute("select person_id, until_at from indgang.own_emergencies()")
        rows = cursor.fetchall()
    if not rows:
        return []
    names = dict(
        Person.objects.filter(id__in=[row[0] for row in rows]).values_list("id", "nickname")
    )
    return [OpenedInEmergency(person, names.get(person, ""), until) for person, until in rows]


def _titles() -> list[tuple[str, str]]:
    is_english = get_language() == "en"
    rows = Need.objects.values_list("code", "title", "title_en")
    return [(code, english if is_english and english else title) for code, title, english in rows]
