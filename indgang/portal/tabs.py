"""The parts of one guest's page in the house, wherever their pages are made.

Plan and check-ins make their own, and lie below the portal: they show what the template context
calls ``guest_tabs``, which is asked for only by a page that shows it.
"""

import re
from collections.abc import Collection
from uuid import UUID

from django.db import connection
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from indgang.kernel.actor import HOUSE, NOBODY, Actor, Role
from indgang.kernel.privacy import Kind
from indgang.web.parts import Link

DOOR = frozenset({*HOUSE, Role.OUTREACH, Role.ACUTE})
READERS = DOOR | {Role.AUTHORITY}  # as MAY_OPEN of the plan's pages
TABS = (
    ("", Kind.CARD, gettext_lazy("Overblik"), DOOR),
    ("plan", Kind.PLAN, gettext_lazy("Plan"), READERS),
    ("gaar-det", Kind.CHECKINS, gettext_lazy("Sådan går det"), HOUSE),
    ("mennesker", Kind.PLAN, gettext_lazy("Mennesker"), DOOR),
    ("moeder", Kind.PLAN, gettext_lazy("Kalender"), DOOR),
    ("aftaler", Kind.PLAN, gettext_lazy("Aftaler"), DOOR),
    ("tilladelser", Kind.CARD, gettext_lazy("Tilladelser"), DOOR),
    ("historie", Kind.CARD, gettext_lazy("Historie"), DOOR),
)
PART_OF = {"tjek": "gaar-det", "tal-med-nogen": "gaar-det"}  # pages that belong to another's tab

_PAGE = re.compile(r"/huset/gaest/([0-9a-f-]{36})(?:/([\w-]+))?")


def tabs_of(
    person_id: UUID, kinds: Collection[Kind], *, current: str = "", actor: Actor
) -> list[Link]:
    """The parts that the guest has opened and the actor's work leads to; the shown one. No query."""
    return [
        Link(
            str(words),
            f"/huset/gaest/{person_id}" + (f"/{name}" if name else ""),
            current=name == current,
        )
        for name, kind, words, roles in TABS
        if name == current or (kind in kinds and actor.has(*roles))
    ]


def guest_tabs(request: HttpRequest) -> list[Link]:
    """The same for whatever page of a guest's is shown; empty elsewhere. At most one query."""
    page = _PAGE.match(request.path)
    actor: Actor = getattr(request, "actor", NOBODY)
    if not page or not actor.is_staff:
        return []
    person_id, name = UUID(page[1]), page[2] or ""
    return tabs_of(
        person_id, _opened_kinds(person_id), current=PART_OF.get(name, name), actor=actor
    )


def _opened_kinds(person_id: UUID) -> frozenset[Kind]:
    """What can be read of the person in this transaction. One query."""
    kinds = {kind for _name, kind, _words, _roles in TABS}
    with connection.cursor() as cursor:
        cursor.execute(
            "select kind from unnest(%s::text[]) as kind where %s = any(indgang.readable(kind))",
            [[str(kind) for kind in kinds], person_id],
        )
        return frozenset(Kind(row[0]) for row in cursor.fetchall())
