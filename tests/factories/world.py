"""Every address of the project with one person's own ids in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.db import connection
from django.urls import URLPattern, URLResolver, get_resolver

from indgang.access.guards import GUARD, OrOffersLink
from indgang.kernel.actor import Role
from tests.database import as_owner
from tests.factories.people import Holder

# Where the id in an address comes from.
TABLES = {
    "arrival_id": "entrance_arrival",
    "inquiry_id": "entrance_inquiry",
    "conversation_id": "entrance_conversation",
    "item_id": "entrance_bundleitem",
    "letter_id": "post_letter",
    "hand_id": "checkins_hand",
    "checkin_id": "checkins_checkin",
    "booking_id": "offers_booking",
    "stay_id": "offers_stay",
    "request_id": "requests_request",
    "suggestion_id": "plans_suggestion",
    "permission_id": "access_permission",
}
ROWS = {
    "maal": "plans_goal",
    "haab": "plans_hope",
    "aktivitet": "plans_activity",
    "aftale": "plans_agreement",
    "moede": "plans_appointment",
    "person": "plans_contactperson",
}
WORDS = {"slug": "maal", "section": "hopes", "who": "mig", "place": "haab", "onward": "min",
         "raw_key": "x" * 43, "code": "x" * 24, "number": "1"}  # fmt: skip


@dataclass(frozen=True)
class Address:
    """One address with a person's ids in it, and who its view says may open it."""

    path: str
    guard: object
    is_hers: bool

    def admits(self, roles: set[Role], *, key: str) -> bool:
        """Whether the guard lets such a holder open the page at all."""
        if self.guard == "public":
            return True
        if key == "offers":
            return isinstance(self.guard, OrOffersLink)
        if self.guard == "signed_in":
            return key in ("session", "card")
        if self.guard == "by_link":
            return key != "none"
        return isinstance(self.guard, frozenset) and bool(self.guard & roles)


def every_pattern(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from every_pattern(pattern, prefix + str(pattern.pattern))
        elif pattern.callback.__module__.startswith("indgang."):
            yield prefix + str(pattern.pattern), pattern


def addresses_about(her: Holder, world: Any = None) -> list[Address]:
    """Every address of ours, with her ids where there are ids; with a world, its offer too."""
    found, ids = [], _ids_of(her)
    for route, pattern in every_pattern(get_resolver()):
        for word in ROWS if "<slug:slug>/<uuid:row_id>" in route else ["maal"]:
            named = re.findall(r"<uuid:(\w+)>", route)
            is_hers = any(name in TABLES or name in ("person_id", "row_id") for name in named)
            guard = getattr(pattern.callback, GUARD)
            found.append(Address("/" + _with_ids(route, word, her, ids, world), guard, is_hers))
    return found


def _with_ids(route: str, word: str, her: Holder, ids: dict[str, str], world: Any) -> str:
    def filled(match: re.Match[str]) -> str:
        return _filled(match[1], route, word, her, ids, world)

    return re.sub(r"<\w+:(\w+)>", filled, route)


def _filled(name: str, route: str, word: str, her: Holder, ids: dict[str, str], world: Any) -> str:
    if name == "person_id":
        return str(her.person_id)
    if name in TABLES:
        return ids[TABLES[name]]
    if name == "row_id":
        return ids[next((ROWS[w] for w in ROWS if f"/{w}/" in route), ROWS[word])]
    if world and route.startswith(("tilbud/", "udfoerer/", "opsaetning/", "sted/")):
        known = {
            "slug": world.place.slug if "sted" in route else world.offer.slug,
            "code": world.need.code, "session_id": str(world.session.id),
            "offer_id": str(world.offer.id), "schedule_id": str(world.schedule.id),
        }  # fmt: skip
        return known.get(name, str(uuid4()))
    return {**WORDS, "slug": word}.get(name, str(uuid4()))


def _ids_of(her: Holder) -> dict[str, str]:
    """One of her rows' id in each table; one that does not exist where she has none."""
    one = "select '{0}', (select id::text from {0} where person_id = %(her)s limit 1)"
    tables = (*TABLES.values(), *ROWS.values())
    with as_owner(), connection.cursor() as cursor:
        query = " union all ".join(one.format(table) for table in tables)
        cursor.execute(query, {"her": her.person_id})
        return {table: found or str(uuid4()) for table, found in cursor.fetchall()}


def rows_of(table: str, her: Holder) -> list[str]:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(f"select id from {table} where person_id = %s", [her.person_id])  # noqa: S608
        return [str(row[0]) for row in cursor.fetchall()]
