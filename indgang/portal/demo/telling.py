"""What every part of the story needs: who is in it, what is in town, and when things happen.

Days are counted back from today. What is left to chance is the same chance every time.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from indgang.access.operations import open_person
from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.kernel.privacy import Kind
from indgang.offers.models import Session
from indgang.portal.demo.chronicle import Chronicle
from indgang.portal.demo.content import CHECK_IN_WEEKS
from indgang.portal.demo.settling import Colleague, Settled
from indgang.portal.demo.shape import Guest, Offer, Town

SATURDAY = 5
OPENS_BEFORE = -3  # days: a check-in that was due so long ago is still open
LAST = timedelta(minutes=20)  # nothing is told to have happened later than so long ago


@dataclass
class Traveller:
    """A guest under way: who he is to the database, and who may write for him."""

    guest: Guest
    person_id: UUID
    card: str = ""
    arrival_id: UUID | None = None
    course_id: UUID | None = None
    writer: Colleague | None = None  # a guide who may write the plan, if the guest said yes to one
    first_met: datetime = field(default_factory=clock.now)
    started: datetime = field(default_factory=clock.now)


@dataclass
class Somebody:
    """Somebody else with a key card: a relative."""

    person_id: UUID
    card: str


@dataclass
class Telling:
    """The story while it is told."""

    chronicle: Chronicle
    town: Town
    settled: Settled
    now: datetime
    relatives: dict[str, Somebody] = field(default_factory=dict)
    mentioned: dict[str, UUID] = field(default_factory=dict)  # inquiry → whom it is about
    writers: dict[str, Somebody] = field(default_factory=dict)  # inquiry → who wrote it
    sessions: dict[UUID, list[Session]] = field(default_factory=dict)  # offer → its times

    def __post_init__(self) -> None:
        """The times of every offer are looked up once."""
        for session in Session.objects.order_by("starts_at"):
            self.sessions.setdefault(session.offer_id, []).append(session)

    @property
    def today(self) -> date:
        """The day on which the story ends."""
        return clock.local(self.now).date()

    def chance(self, *about: object) -> Random:
        """The same luck for the same thing, every time the story is told."""
        return Random("/".join(map(str, ("lillevang", *about))))  # noqa: S311 – a story, no secret

    def offer(self, slug: str) -> Offer:
        """The offer of that name."""
        return next(offer for offer in self.town.offers if offer.slug == slug)

    def past(self, moment: datetime) -> datetime:
        """The moment, or the latest one that can be told of."""
        return min(moment, self.now - LAST)

    def host_of(self, guest: Guest) -> Colleague:
        """The host who meets the guest: always the same one."""
        hosts = self.settled.with_role("host", "peer_host")
        return self.chance("host", guest.slug).choice(hosts)

    def guides_of(self, guest: Guest) -> list[Colleague]:
        """The pair of guides that goes with the guest."""
        return self.settled.of_guides(guest.guides)

    @contextmanager
    def with_guest(
        self,
        traveller: Traveller,
        moment: datetime,
        *,
        by_guest: bool = False,
        purpose: str = "plan",
    ) -> Iterator[Actor]:
        """One transaction with the guest opened: by who writes for him, or by himself."""
        writer = None if by_guest else traveller.writer
        with self.chronicle.at(moment, writer.key if writer else traveller.card) as by:
            open_person(person_id=traveller.person_id, purpose=purpose, by=by)
            yield by

    def starts(self, guest: Guest) -> datetime | None:
        """When the course began: so many weeks ago, on a weekday if any will do.

        Where the next check-in lies close, it is today or in a few days, so that somebody is asked.
        """
        weeks = guest.started_weeks_ago
        if weeks is None:
            return None
        chance = self.chance("start", guest.slug)
        day = self.today - timedelta(days=weeks * 7 + self._days_more(guest, weeks, chance))
        return self.past(clock.at(day, chance.randint(10, 13), 5 * chance.randint(0, 11)))

    def meets(self, guest: Guest) -> datetime:
        """When the guest and the house first met."""
        if guest.minutes_ago is not None:
            return self.now - timedelta(minutes=guest.minutes_ago)
        chance = self.chance("met", guest.slug)
        started = self.starts(guest) or self.now
        if (
            guest.weeks_ago <= (guest.started_weeks_ago or 0)
            and guest.started_weeks_ago is not None
        ):
            return (
                started - timedelta(minutes=35)
                if guest.channel == "walk_in"
                else (started - timedelta(days=2, hours=1))
            )
        day = self.today - timedelta(days=guest.weeks_ago * 7 + 2)
        return min(clock.at(day, chance.randint(10, 15), 10), started - timedelta(days=2, hours=1))

    def _days_more(self, guest: Guest, weeks: int, chance: Random) -> int:
        if weeks == 0:
            return 1 if guest.inquiry else chance.randint(2, 6)
        answered = [check_in.week for check_in in guest.check_ins]
        coming = [week for week in CHECK_IN_WEEKS if week > max(answered, default=0)]
        for more in range(6, -1, -1):
            until_due = coming[0] * 7 - weeks * 7 - more if coming else 99
            if OPENS_BEFORE < until_due <= 1:
                return more
        days = [d for d in range(7) if not self._is_weekend(weeks * 7 + d)]
        return chance.choice(days)

    def _is_weekend(self, days_ago: int) -> bool:
        return (self.today - timedelta(days=days_ago)).weekday() >= SATURDAY


def kinds_of(names: tuple[str, ...]) -> list[Kind]:
    """The kinds of information that were named; the card is in every permission anyhow."""
    return [Kind(name) for name in names]
