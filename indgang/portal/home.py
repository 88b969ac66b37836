"""A guest's own first page: the next thing first."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import ngettext

from indgang.checkins.queries import own_hand, waiting_checkins
from indgang.kernel import clock
from indgang.offers import wording
from indgang.offers.models import Booking
from indgang.offers.queries import called_off
from indgang.plans.models import Course
from indgang.plans.queries import Coming, coming_things, latest_course, open_suggestions
from indgang.requests.queries import own_requests
from indgang.requests.wording import OwnRequest, own_rows


@dataclass(frozen=True)
class CalledOff:
    """Something the guest had a seat in that does not take place after all, and why."""

    what: str
    when: str
    why: str
    booking_id: UUID


@dataclass(frozen=True)
class Home:
    """What is next for a guest, and what waits for his answer."""

    offered: Coming | None  # a seat that waits for a yes
    held: list[Coming]  # nights that nobody has said yes to yet
    next_thing: Coming | None
    later: list[Coming]
    called_off: list[CalledOff]
    checkin_waits: bool
    hand_is_up: bool
    suggestions: int
    requests: list[OwnRequest]  # what he has asked and has not heard the end of
    course: Course | None
    today: date

    @property
    def has_left(self) -> bool:
        """Whether there was a course and none runs."""
        return self.course is not None and not self.course.is_live

    @property
    def is_untouched(self) -> bool:
        """Whether nothing has ever happened here: somebody who works here and is no guest."""
        waits = (
            self.checkin_waits
            or self.hand_is_up
            or self.suggestions
            or self.called_off
            or self.requests
            or self.held
        )
        return not (self.course or self.next_thing or self.offered or waits)

    @property
    def suggestion_words(self) -> str:
        """How many suggestions wait, in words; "" for none."""
        if not self.suggestions:
            return ""
        return ngettext(
            "Der er et forslag, du kan svare på", "Der er %(count)s forslag, du kan svare på",
            self.suggestions,
        ) % {"count": self.suggestions}  # fmt: skip


def home_of(person_id: UUID) -> Home:
    """What stands on an opened guest's first page. Eight queries."""
    coming = coming_things(person_id)
    sure = [thing for thing in coming if thing.status in ("", "seated")]
    offered = [thing for thing in coming if thing.status == "offered"]
    return Home(
        offered=offered[0] if offered else None,
        held=[thing for thing in coming if thing.status == "held"],
        next_thing=sure[0] if sure else None,
        later=sure[1:3],
        called_off=[_called_off(booking) for booking in called_off(person_id)],
        checkin_waits=bool(waiting_checkins(person_id)),
        hand_is_up=own_hand(person_id) is not None,
        requests=_requests(person_id),
        suggestions=len(open_suggestions(person_id)),
        course=latest_course(person_id),
        today=clock.today(),
    )


def _requests(person_id: UUID) -> list[OwnRequest]:
    return [row for row in own_rows(own_requests(person_id)) if row.is_news]


def _called_off(booking: Booking) -> CalledOff:
    session = booking.session
    return CalledOff(
        what=wording.text_of(session.offer, "title"),
        when=wording.until_in_words(session.starts_at),
        why=wording.why_cancelled(session),
        booking_id=booking.id,
    )
