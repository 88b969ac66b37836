"""Reads of requests, named by what comes back. No words of a guest but to those he has sent them to."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext_noop

from indgang.kernel import clock
from indgang.kernel.prepared import prepared
from indgang.offers.models import Offer
from indgang.people.queries import colleague_names, nicknames
from indgang.requests.models import Pace, Request
from indgang.requests.rules import UNANSWERED, State

ANSWERED_DAYS = 14  # days an answer stays in view for those who gave it; own choice
PURPOSE = gettext_noop("svar på et ønske")


@dataclass(frozen=True)
class Asked:
    """A request in the list of those who are asked."""

    id: UUID
    offer: Offer
    about: str
    nickname: str
    state: str
    sent_at: datetime
    answer_by: date

    @property
    def waits(self) -> bool:
        """Whether an answer can still be given."""
        return self.state in UNANSWERED

    @property
    def is_late(self) -> bool:
        """Whether the guest should have heard by now."""
        return self.state in (State.SENT, State.EXPIRED) and self.answer_by < clock.today()


@dataclass(frozen=True)
class ToAnswer:
    """One request with what the guest has told those he asks."""

    id: UUID
    offer: Offer
    about: str
    nickname: str
    words: str
    contact: str
    state: str
    asked_on: date
    sent_at: datetime
    answer_by: date
    reason: str
    reply: str


@dataclass(frozen=True)
class InHouse:
    """A request that has come back to the house, and who has it."""

    id: UUID
    person_id: UUID
    nickname: str  # "" for a guest whose card the actor may not see
    offer: Offer
    about: str
    state: str
    sent_at: datetime
    back_at: datetime
    holder_id: UUID | None
    holder: str

    @property
    def href(self) -> str:
        """The guest's page, for whoever may know who it is."""
        return f"/huset/gaest/{self.person_id}" if self.nickname else ""


@dataclass(frozen=True)
class OffersLink:
    """A personal link that works now; nothing of it opens anything."""

    label: str
    holder_id: UUID
    holder: str
    issued_at: datetime
    expires_at: datetime


def own_requests(person_id: UUID) -> list[Request]:
    """What an opened person has asked, latest first, with the offer. One query."""
    return _own(person_id)


@prepared
def _own(person_id: UUID) -> QuerySet[Request]:
    found = Request.objects.filter(person_id=person_id)
    return found.select_related("offer__provider").order_by("-sent_at", "id")


def own_request(request_id: UUID) -> Request | None:
    """One request of an opened person, with the offer. One query."""
    return Request.objects.select_related("offer__provider").filter(id=request_id).first()


def asked_requests() -> list[Asked]:
    """What waits for the actor's answer, most urgent first, and what he answered lately. Two queries."""
    rows = _rows(
        "select * from indgang.requests_to_answer(%s)",
        [clock.now() - timedelta(days=ANSWERED_DAYS)],
    )
    offers = _offers(rows)
    return [Asked(**row, offer=offers[offer_id]) for row, offer_id in _without_offer(rows)]


def request_to_answer(request_id: UUID) -> ToAnswer | None:
    """One that the actor is asked. It is written in the guest's log that it was read. Two queries.

    None for what somebody else is asked, for what the guest has withdrawn, and for nothing.
    """
    rows = _rows("select * from indgang.read_request(%s, %s)", [request_id, PURPOSE])
    offers = _offers(rows)
    found = [ToAnswer(**row, offer=offers[offer_id]) for row, offer_id in _without_offer(rows)]
    return found[0] if found else None


def answering_offers() -> list[Offer]:
    """The shown and paused offers the actor answers for, by name, with what is said of room.

    One query.
    """
    with connection.cursor() as cursor:
        cursor.execute("select indgang.answering_organisations()")
        row = cursor.fetchone()
    shown = Offer.objects.filter(provider__in=row[0] if row else [])
    shown = shown.filter(status__in=("published", "paused"))
    return list(shown.select_related("provider", "room").order_by("title", "id"))


def requests_in_house() -> list[InHouse]:
    """What came back to the house, longest first, with the name of whoever has it. Four queries.

    Empty for whoever does not meet guests in the house.
    """
    rows = _rows("select * from indgang.requests_in_house()", [])
    if not rows:
        return []
    offers = _offers(rows)
    names = nicknames({row["person_id"] for row in rows})
    holders = colleague_names({row["holder_id"] for row in rows if row["holder_id"]})
    return [
        InHouse(
            **row,
            offer=offers[offer_id],
            nickname=names.get(row["person_id"], ""),
            holder=holders.get(row["holder_id"], ""),
        )
        for row, offer_id in _without_offer(rows)
    ]


def holder_name(request: Request) -> str:
    """Who in the house has it; "" for nobody. At most one query."""
    holder_id = request.holder_id
    return colleague_names({holder_id}).get(holder_id, "") if holder_id else ""


def offers_links() -> list[OffersLink]:
    """Personal links that work, newest first: the actor's own, an administrator's all. One query."""
    with connection.cursor() as cursor:
        cursor.execute("select * from indgang.offers_links()")
        return [OffersLink(*row) for row in cursor.fetchall()]


def paces(organisation_ids: list[UUID]) -> dict[UUID, Pace]:
    """How soon organisations have chosen to answer; without those who have not. One query."""
    return {
        pace.organisation_id: pace
        for pace in Pace.objects.filter(organisation__in=organisation_ids)
    }


def _rows(sql: str, parameters: list[Any]) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _offers(rows: list[dict[str, Any]]) -> dict[UUID, Offer]:
    ids = {row["offer_id"] for row in rows}
    return Offer.objects.select_related("provider").in_bulk(list(ids)) if ids else {}


def _without_offer(rows: list[dict[str, Any]]) -> list[tuple[dict[str, Any], UUID]]:
    return [
        ({name: value for name, value in row.items() if name != "offer_id"}, row["offer_id"])
        for row in rows
    ]
