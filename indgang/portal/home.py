"""A guest's own first page: the next thing first."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import ngettext

from indgang.checkins.queries import nickname_of, own_hand, waiting_checkins
from indgang.kernel import clock
from indgang.plans.models import Course
from indgang.plans.queries import Coming, coming_things, latest_course, open_suggestions


@dataclass(frozen=True)
class Home:
    """What is next for a guest, and what waits for his answer."""

    nickname: str
    offered: Coming | None  # a seat that waits for a yes
    next_thing: Coming | None
    later: list[Coming]
    checkin_waits: bool
    hand_is_up: bool
    suggestions: int
    course: Course | None
    today: date

    @property
    def has_left(self) -> bool:
        """Whether there was a course and none runs."""
        return self.course is not None and not self.course.is_live

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
    """What stands on an opened guest's first page. Seven queries."""
    coming = coming_things(person_id)
    sure = [thing for thing in coming if thing.status in ("", "seated")]
    offered = [thing for thing in coming if thing.status == "offered"]
    return Home(
        nickname=nickname_of(person_id),
        offered=offered[0] if offered else None,
        next_thing=sure[0] if sure else None,
        later=sure[1:3],
        checkin_waits=bool(waiting_checkins(person_id)),
        hand_is_up=own_hand(person_id) is not None,
        suggestions=len(open_suggestions(person_id)),
        course=latest_course(person_id),
        today=clock.today(),
    )
