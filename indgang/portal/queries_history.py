"""What has been changed of a guest's records, in plain words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from indgang.history.models import Change
from indgang.people.queries import colleague_names

MOST_LINES = 80  # changes on a page; who wants more asks for it

# Only what a person did is told: counters, drafts and single answers are not a story.
NOUNS = {
    "access_permission": gettext_lazy("en tilladelse"),
    "checkins_checkin": gettext_lazy("et tjek"),
    "checkins_hand": gettext_lazy("en hånd, der er oppe"),
    "entrance_arrival": gettext_lazy("et besøg"),
    "entrance_bundleitem": gettext_lazy("noget at prøve"),
    "entrance_conversation": gettext_lazy("en samtale"),
    "entrance_inquiry": gettext_lazy("en henvendelse"),
    "entrance_inquirymessage": gettext_lazy("en besked"),
    "offers_booking": gettext_lazy("en plads"),
    "people_address": gettext_lazy("en adresse"),
    "people_contactpoint": gettext_lazy("måden at få fat i gæsten på"),
    "people_identity": gettext_lazy("gæstens navn"),
    "people_person": gettext_lazy("kaldenavn og ønsker"),
    "plans_activity": gettext_lazy("noget at lave"),
    "plans_agreement": gettext_lazy("en aftale"),
    "plans_appointment": gettext_lazy("et møde"),
    "plans_contactperson": gettext_lazy("en person i planen"),
    "plans_course": gettext_lazy("forløbet"),
    "plans_courseguide": gettext_lazy("en guide"),
    "plans_exit": gettext_lazy("udgangen"),
    "plans_goal": gettext_lazy("et mål"),
    "plans_hope": gettext_lazy("et håb"),
    "plans_return": gettext_lazy("en tilbagekomst"),
    "plans_suggestion": gettext_lazy("et forslag"),
}
DID = {
    "I": gettext_lazy("%(who)s skrev %(what)s"),
    "U": gettext_lazy("%(who)s ændrede %(what)s"),
    "D": gettext_lazy("%(who)s fjernede %(what)s"),
}
SAYING = ("words", "what", "name", "why", "nickname", "title")  # columns with a text to show


@dataclass(frozen=True)
class HistoryLine:
    """One change: when, who did what, and the words it was about."""

    at: datetime
    sentence: str
    words: str
    words_before: str


def history_of(person_id: UUID) -> list[HistoryLine]:
    """Changes of an opened person's records, newest first, as far as the actor may read them.

    Two queries.
    """
    changes = list(
        Change.objects.filter(person_id=person_id, table_name__in=NOUNS).order_by("-at", "-id")[
            :MOST_LINES
        ]
    )
    names = colleague_names({change.actor_id for change in changes if change.actor_id})
    return [_line(change, person_id, names) for change in changes]


def _line(change: Change, person_id: UUID, names: dict[UUID, str]) -> HistoryLine:
    if change.actor_id == person_id:
        who = _("Gæsten")
    else:
        who = (names.get(change.actor_id, "") if change.actor_id else "") or _("Indgang")
    what = NOUNS[change.table_name]
    words, before = _words(change.became), _words(change.was)
    return HistoryLine(
        at=change.at,
        sentence=str(DID[change.did]) % {"who": who, "what": what},
        words=words or (before if change.did == "D" else ""),
        words_before=before if change.did == "U" else "",
    )


def _words(row: dict[str, Any] | None) -> str:
    return next((str(row[name]) for name in SAYING if row and row.get(name)), "")
