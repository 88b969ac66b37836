"""What the joining pages show: each a value made of what several contexts know."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet

from indgang.checkins.queries import RaisedHand, raised_hands
from indgang.entrance.models import Conversation
from indgang.entrance.queries import (
    LateArrival,
    OpenedInEmergency,
    OpenInquiry,
    StepFigures,
    WaitingArrival,
    conversations_going_on,
    door_clock,
    late_arrivals,
    open_inquiries,
    own_emergencies,
    waiting_arrivals,
)
from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.kernel.prepared import prepared
from indgang.people.models import Colleague
from indgang.people.queries import nicknames, settings_of_the_house
from indgang.plans.queries.across import (
    NextThing,
    QuietGuest,
    guests_of,
    guests_without_guide,
    next_things,
    quiet_guests,
)
from indgang.requests.queries import InHouse, requests_in_house
from indgang.requests.wording import said_in_house

MOST_BROUGHT = 8  # lines on the page of the day; the rest is behind a link


@dataclass(frozen=True)
class OwnGuest:
    """A guest the colleague goes along with, and what is next."""

    person_id: UUID
    nickname: str
    next_thing: NextThing | None
    is_today: bool


@dataclass(frozen=True)
class Today:
    """Everything on the house's page of the day."""

    unit_id: UUID
    arrivals: list[WaitingArrival]
    brought: list[LateArrival]  # for a colleague who works elsewhere: what came of it
    conversations: list[Conversation]
    inquiries: list[OpenInquiry]
    hands: list[RaisedHand]
    hand_names: dict[UUID, str]
    own_guests: list[OwnGuest]
    uncovered: list[OwnGuest]  # whose guides are all away; anybody's to see to
    away: set[UUID]  # colleagues who are away, of those whose name is on something
    quiet: list[tuple[QuietGuest, str]]
    requests: list[tuple[InHouse, str]]  # what came back to the house, and what happened
    emergencies: list[OpenedInEmergency]  # that the colleague himself has opened
    steps: list[StepFigures]

    @property
    def guests_today(self) -> list[OwnGuest]:
        """Own guests with something today, soonest first."""
        return [guest for guest in self.own_guests if guest.is_today]

    @property
    def other_guests(self) -> list[OwnGuest]:
        """Own guests without anything today."""
        return [guest for guest in self.own_guests if not guest.is_today]

    @property
    def hand_rows(self) -> list[tuple[RaisedHand, str]]:
        """Each hand that is up, and who sees to it; one of a colleague who is away is nobody's."""
        return [
            (replace(hand, taken_by=None, taken_at=None), "")
            if hand.taken_by in self.away
            else (hand, self.hand_names.get(hand.taken_by, "") if hand.taken_by else "")
            for hand in self.hands
        ]

    @property
    def untaken(self) -> int:
        """Inquiries that nobody's name is on, or only that of somebody who is away."""
        nobodys = {None, *self.away}
        return sum(1 for inquiry in self.inquiries if inquiry.taken_by in nobodys)

    @property
    def unwelcomed(self) -> int:
        """Guests who stand and wait."""
        return sum(1 for arrival in self.arrivals if arrival.welcomed_by is None)


def today_of(unit_id: UUID, *, by: Actor) -> Today:
    """The day in the house as one colleague sees it. At most 19 queries, however many wait."""
    house = settings_of_the_house()
    cards = guests_of(by.person_id) if by.person_id else []
    quiet = quiet_guests()
    hands = raised_hands()
    inquiries = open_inquiries(unit_id, house=house)
    mine = [card.person_id for card in cards]
    uncovered = [card.person_id for card in guests_without_guide() if card.person_id not in mine]
    names = nicknames({*mine, *uncovered, *(one.person_id for one in quiet)})
    guests = _own_guests([*mine, *uncovered], names)
    takers = _takers([*(h.taken_by for h in hands), *(i.taken_by for i in inquiries)])
    morning = clock.at(clock.today())
    return Today(
        unit_id=unit_id,
        arrivals=waiting_arrivals(unit_id, house=house),
        brought=[] if unit_id in by.unit_ids else _over(late_arrivals(unit_id)),
        conversations=conversations_going_on(unit_id),
        inquiries=inquiries,
        hands=hands,
        hand_names={one: name for one, (name, _away_until) in takers.items()},
        own_guests=[guest for guest in guests if guest.person_id in mine],
        uncovered=[guest for guest in guests if guest.person_id in uncovered],
        away={one for one, (_name, away) in takers.items() if away and away >= clock.today()},
        requests=[(row, said_in_house(row)) for row in requests_in_house()],
        quiet=[(one, names.get(one.person_id, "")) for one in quiet],
        emergencies=own_emergencies(),
        steps=door_clock(morning, morning + timedelta(days=1), unit_id=unit_id),
    )


def _own_guests(person_ids: list[UUID], names: dict[UUID, str]) -> list[OwnGuest]:
    if not person_ids:
        return []
    coming = next_things(person_ids)
    guests = [
        OwnGuest(
            person_id,
            names.get(person_id, ""),
            coming.get(person_id),
            is_today=person_id in coming
            and clock.local(coming[person_id].starts_at).date() == clock.today(),
        )
        for person_id in person_ids
    ]
    far = clock.now() + timedelta(days=3650)
    return sorted(guests, key=lambda guest: guest.next_thing.starts_at if guest.next_thing else far)


def _over(arrivals: list[LateArrival]) -> list[LateArrival]:
    """The latest of those something has come of; who is still in the house is listed as such."""
    return [arrival for arrival in arrivals if arrival.outcome][:MOST_BROUGHT]


def _takers(takers: Iterable[UUID | None]) -> dict[UUID, tuple[str, date | None]]:
    """The name that each of them shows, and until when he is away."""
    colleague_ids = {one for one in takers if one}
    rows = _names_and_absence(list(colleague_ids)) if colleague_ids else []
    return {person_id: (name, away_until) for person_id, name, away_until in rows}


@prepared
def _names_and_absence(
    colleague_ids: list[UUID],
) -> "QuerySet[Colleague, tuple[UUID, str, date | None]]":
    return Colleague.objects.filter(person_id__any_of=colleague_ids).values_list(
        "person_id", "shown_name", "away_until"
    )
