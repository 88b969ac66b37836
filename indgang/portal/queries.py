"""What the joining pages show: each a value made of what several contexts know."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from indgang.checkins.queries import RaisedHand, raised_hands
from indgang.entrance.models import Conversation
from indgang.entrance.queries import (
    OpenInquiry,
    StepFigures,
    WaitingArrival,
    conversations_going_on,
    door_clock,
    open_inquiries,
    waiting_arrivals,
)
from indgang.kernel import clock
from indgang.people.models import Person
from indgang.people.queries import colleague_names
from indgang.plans.queries.across import NextThing, QuietGuest, guests_of, next_things, quiet_guests


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
    conversations: list[Conversation]
    inquiries: list[OpenInquiry]
    hands: list[RaisedHand]
    hand_names: dict[UUID, str]
    own_guests: list[OwnGuest]
    quiet: list[tuple[QuietGuest, str]]
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
        """Each hand that is up, and who sees to it."""
        return [
            (hand, self.hand_names.get(hand.taken_by, "") if hand.taken_by else "")
            for hand in self.hands
        ]

    @property
    def untaken(self) -> int:
        """Inquiries that nobody's name is on."""
        return sum(1 for inquiry in self.inquiries if inquiry.taken_by is None)

    @property
    def unwelcomed(self) -> int:
        """Guests who stand and wait."""
        return sum(1 for arrival in self.arrivals if arrival.welcomed_by is None)


def today_of(unit_id: UUID, *, me: UUID) -> Today:
    """The day in the house as one colleague sees it. At most 17 queries, however many wait."""
    cards = guests_of(me)
    quiet = quiet_guests()
    hands = raised_hands()
    names = _nicknames({card.person_id for card in cards} | {one.person_id for one in quiet})
    morning = clock.at(clock.today())
    return Today(
        unit_id=unit_id,
        arrivals=waiting_arrivals(unit_id),
        conversations=list(conversations_going_on(unit_id)),
        inquiries=open_inquiries(unit_id),
        hands=hands,
        hand_names=colleague_names({hand.taken_by for hand in hands if hand.taken_by}),
        own_guests=_own_guests([card.person_id for card in cards], names),
        quiet=[(one, names.get(one.person_id, "")) for one in quiet],
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


def _nicknames(person_ids: set[UUID]) -> dict[UUID, str]:
    if not person_ids:
        return {}
    return dict(Person.objects.filter(id__in=person_ids).values_list("id", "nickname"))
