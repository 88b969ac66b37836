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
    "offers_stay": gettext_lazy("et ophold"),
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
# What a change of one column means, where it is more than a change: the first that fits is said.
MEANINGS = (
    ("access_permission", "I", "", gettext_lazy("%(who)s skrev gæstens ja ned")),
    ("access_permission", "U", "withdrawn_at", gettext_lazy("%(who)s stoppede en tilladelse")),
    ("access_permission", "U", "reviewed_at", gettext_lazy("%(who)s så på en nødåbning")),
    ("entrance_arrival", "I", "", gettext_lazy("%(who)s så gæsten komme")),
    ("entrance_arrival", "U", "outcome", gettext_lazy("%(who)s skrev, hvad der kom ud af besøget")),
    ("entrance_arrival", "U", "welcomed_at", gettext_lazy("%(who)s tog imod gæsten")),
    ("entrance_conversation", "I", "", gettext_lazy("%(who)s begyndte en samtale")),
    ("entrance_conversation", "U", "finished_at", gettext_lazy("%(who)s sluttede samtalen")),
    ("entrance_inquiry", "I", "", gettext_lazy("%(who)s skrev til huset")),
    ("entrance_inquiry", "U", "closed_at", gettext_lazy("%(who)s lukkede henvendelsen")),
    ("entrance_inquiry", "U", "met_at", gettext_lazy("%(who)s mødtes med gæsten")),
    ("entrance_inquiry", "U", "taken_at", gettext_lazy("%(who)s tog henvendelsen")),
    ("offers_booking", "I", "", gettext_lazy("%(who)s tog en plads")),
    ("offers_stay", "I", "", gettext_lazy("%(who)s bad om nætter")),
    ("offers_stay", "U", "arrived_at", gettext_lazy("%(who)s skrev, at gæsten var kommet")),
    ("offers_stay", "U", "ended_at", gettext_lazy("%(who)s sluttede et ophold")),
    ("plans_course", "I", "", gettext_lazy("%(who)s begyndte forløbet")),
    ("plans_course", "U", "ended_on", gettext_lazy("%(who)s sluttede forløbet")),
    ("plans_courseguide", "I", "", gettext_lazy("%(who)s skrev en guide på")),
)
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
    words, before = _words(change.became), _words(change.was)
    return HistoryLine(
        at=change.at,
        sentence=_sentence(change) % {"who": who, "what": NOUNS[change.table_name]},
        words=words or (before if change.did == "D" else ""),
        words_before=before if change.did == "U" else "",
    )


def _sentence(change: Change) -> str:
    own_yes = change.table_name == "access_permission" and change.actor_id == change.person_id
    if own_yes and change.did == "I":
        return _("%(who)s gav lov")
    changed = set(change.became or ()) if change.did == "U" else {""}
    for table, did, column, sentence in MEANINGS:
        if (table, did) == (change.table_name, change.did) and column in changed:
            return str(sentence)
    return str(DID[change.did])


def _words(row: dict[str, Any] | None) -> str:
    return next((str(row[name]) for name in SAYING if row and row.get(name)), "")
