"""Who has come in, who waits, and what came of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from indgang.entrance.models import Arrival, Conversation
from indgang.kernel import clock
from indgang.kernel.prepared import prepared
from indgang.people.models import Colleague, Municipality
from indgang.people.queries import settings_of_the_house

DAYS_BACK = 14  # days in which a guest who left without a card can be found again; own choice
MOST_LISTED = 200  # arrivals on one page


@dataclass(frozen=True)
class WaitingArrival:
    """A guest in the house whose visit has no outcome yet."""

    id: UUID
    person_id: UUID
    nickname: str
    about: str
    arrived_at: datetime
    waited_minutes: int
    welcomed_by: UUID | None
    welcomed_by_name: str
    is_late: bool


@dataclass(frozen=True)
class LateArrival:
    """A guest who came in lately, and what came of it."""

    id: UUID
    person_id: UUID
    nickname: str
    about: str
    arrived_at: datetime
    welcomed_by_name: str
    is_welcomed: bool
    outcome: str
    talk_id: UUID | None  # a conversation that goes on
    talk_guides: tuple[UUID, ...]

    @property
    def address(self) -> str:
        """The guest's page in the house."""
        return f"/huset/gaest/{self.person_id}"

    @property
    def card_address(self) -> str:
        """Where a new key card is made."""
        return f"{self.address}/kort"

    @property
    def talk_address(self) -> str:
        """Where a conversation begins; a visit that still goes on has its outcome with it."""
        visit = "" if self.outcome else f"?ankomst={self.id}"
        return f"/huset/samtale/ny/{self.person_id}{visit}"

    @property
    def became(self) -> str:
        """What came of it, or how far it has come."""
        if self.outcome:
            return self.outcome
        if not self.is_welcomed:
            return _("Venter på et velkommen")
        if self.welcomed_by_name:
            return _("Er hos %(colleague)s") % {"colleague": self.welcomed_by_name}
        return _("Er budt velkommen")

    @property
    def on(self) -> date:
        """The day the guest came."""
        return clock.local(self.arrived_at).date()


def waiting_arrivals(unit_id: UUID, *, house: Municipality | None = None) -> list[WaitingArrival]:
    """Guests whose visit has no outcome: those nobody has welcomed first, longest here first.

    One query, and one more where the settings of the house are not handed over.
    """
    house = house or settings_of_the_house()
    promise = house.welcome_within_minutes if house else 5
    now = clock.now()
    waiting = [_waiting(arrival, now, promise) for arrival in _unsettled(unit_id)]
    return sorted(waiting, key=lambda one: one.welcomed_by is not None)


@prepared
def _unsettled(unit_id: UUID) -> QuerySet[Arrival]:
    arrivals = _named(Arrival.objects.filter(unit_id=unit_id, settled_at=None))
    return arrivals.order_by("arrived_at", "id")


def late_arrivals(
    unit_id: UUID,
    *,
    nameless: bool = False,
    person_ids: Collection[UUID] | None = None,
    most: int = MOST_LISTED,
) -> list[LateArrival]:
    """Who came to the house in the last fortnight, as far as one may see the cards, latest first.

    Whoever brought a guest from elsewhere sees those whose card his unit may see. One query, and
    one more where somebody is listed.
    """
    since = clock.at(clock.today() - timedelta(days=DAYS_BACK - 1))
    rows = _named(Arrival.objects.filter(unit_id=unit_id, arrived_at__gte=since))
    if nameless:
        rows = rows.filter(person__nickname="")
    if person_ids is not None:
        rows = rows.filter(person_id__in=person_ids)
    arrivals = list(rows.order_by("-arrived_at", "id")[:most])
    talks = _talks_going_on({arrival.person_id for arrival in arrivals})
    return [_late(arrival, talks.get(arrival.person_id)) for arrival in arrivals]


def arrival_of(arrival_id: UUID) -> Arrival | None:
    """An arrival whose guest's card the actor may see. One query."""
    return Arrival.objects.filter(id=arrival_id).select_related("person", "unit").first()


def has_key_card(person_id: UUID) -> bool:
    """Whether an opened guest has a key card that works. One query."""
    with connection.cursor() as cursor:
        cursor.execute("select indgang.has_card(%s)", [person_id])
        row = cursor.fetchone()
    return bool(row and row[0])


def _named(arrivals: QuerySet[Arrival]) -> QuerySet[Arrival]:
    """With the guest, and ``welcomer``: the name that whoever welcomed her shows."""
    welcomer = Colleague.objects.filter(person_id=OuterRef("welcomed_by")).values("shown_name")
    return arrivals.select_related("person").annotate(welcomer=Subquery(welcomer))


def _talks_going_on(person_ids: set[UUID]) -> dict[UUID, Conversation]:
    if not person_ids:
        return {}
    talks = Conversation.objects.filter(person_id__in=person_ids, finished_at=None)
    return {talk.person_id: talk for talk in talks}


def _waiting(arrival: Arrival, now: datetime, promise: int) -> WaitingArrival:
    until = arrival.welcomed_at or now
    minutes = max(0, int((until - arrival.arrived_at).total_seconds() // 60))
    return WaitingArrival(
        id=arrival.id,
        person_id=arrival.person_id,
        nickname=arrival.person.nickname,
        about=arrival.about,
        arrived_at=arrival.arrived_at,
        waited_minutes=minutes,
        welcomed_by=arrival.welcomed_by,
        welcomed_by_name=_welcomer(arrival),
        is_late=arrival.welcomed_at is None and minutes >= promise,
    )


def _late(arrival: Arrival, talk: Conversation | None) -> LateArrival:
    outcome = arrival.get_outcome_display() if arrival.outcome else ""
    return LateArrival(
        id=arrival.id,
        person_id=arrival.person_id,
        nickname=arrival.person.nickname,
        about=arrival.about,
        arrived_at=arrival.arrived_at,
        welcomed_by_name=_welcomer(arrival),
        is_welcomed=arrival.welcomed_at is not None,
        outcome=outcome,
        talk_id=talk.id if talk else None,
        talk_guides=tuple(talk.guide_ids) if talk else (),
    )


def _welcomer(arrival: Arrival) -> str:
    return str(getattr(arrival, "welcomer", "") or "")
