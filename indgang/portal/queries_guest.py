"""One guest's page in the house: as much as he has opened, and who else may see it."""

from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext as _

from indgang.access.operations import Opened
from indgang.access.queries import PermissionRow, permissions_now, rows_of_permissions
from indgang.checkins.models import Hand
from indgang.checkins.queries import own_hand
from indgang.entrance.models import Conversation
from indgang.entrance.queries import (
    Section,
    card_of,
    contacts_of,
    has_key_card,
    latest_conversation,
    sections_of,
)
from indgang.kernel.actor import Actor, Role
from indgang.kernel.privacy import Kind
from indgang.kernel.refused import NotThere
from indgang.people.models import ContactPoint, Person
from indgang.people.queries import colleague_names
from indgang.plans.queries import CourseCard, NextThing, course_cards, next_things
from indgang.portal.tabs import tabs_of
from indgang.web.parts import Link

BREAKS_GLASS = (Role.HOST, Role.GUIDE, Role.ACUTE)  # as in break_glass()
READ_IN_AN_EMERGENCY = (Kind.CONTACT, Kind.CRISIS, Kind.PLAN)  # as in break_glass()

CLOSES = (Role.HOST, Role.GUIDE, Role.COORDINATOR, Role.OUTREACH)  # as in course_to_close()


@dataclass(frozen=True)
class GuestPage:
    """What a colleague sees of a guest at first sight."""

    person: Person
    opened: Opened
    tabs: list[Link]
    permissions: list[PermissionRow]
    course: CourseCard | None
    guide_names: list[str]
    next_thing: NextThing | None
    hand: Hand | None
    has_card: bool
    contacts: list[ContactPoint] = field(default_factory=list)
    shows_contact: bool = False
    conversation: Conversation | None = None
    sections: list[Section] = field(default_factory=list)
    may_ask: bool = False  # whether the actor may write down what the guest says yes to
    may_break_glass: bool = False
    may_close: bool = False  # whether the actor may end the course without reading it

    @property
    def reads_plan(self) -> bool:
        """Whether the guest's plan was opened."""
        return self.opened.shows(Kind.PLAN)

    @property
    def says_how_to_meet(self) -> bool:
        """Whether the guest has said anything of how he wants to be met, or can be reached."""
        person = self.person
        wishes = (person.speaks, person.meet_where, person.meet_how, person.meet_whom)
        return bool(any(wishes) or self.contacts)

    @property
    def name(self) -> str:
        """What the guest is called here."""
        return self.person.nickname or _("Ukendt")

    @property
    def readers(self) -> list[str]:
        """The guest himself, and who else may see something of it, each once."""
        return [_("Gæsten selv"), *dict.fromkeys(row.who for row in self.permissions)]


def name_of(person_id: UUID) -> str:
    """What a guest whose card may be seen is called here. One query."""
    person = card_of(person_id)
    return (person.nickname if person else "") or _("Ukendt")


def guest_page(opened: Opened, *, by: Actor) -> GuestPage:
    """The first sight of an opened guest. At most 16 queries."""
    person_id = opened.person_id
    course = course_cards([person_id]).get(person_id)
    names = colleague_names(set(course.guide_ids)) if course else {}
    conversation = latest_conversation(person_id) if opened.shows(Kind.STORY) else None
    return GuestPage(
        person=_person(person_id),
        opened=opened,
        tabs=tabs_of(person_id, opened.kinds, actor=by),
        permissions=rows_of_permissions(permissions_now(person_id)),
        course=course,
        guide_names=[names[one] for one in (course.guide_ids if course else ()) if one in names],
        next_thing=next_things([person_id]).get(person_id),
        hand=own_hand(person_id),
        has_card=has_key_card(person_id),
        contacts=contacts_of(person_id) if opened.shows(Kind.CONTACT) else [],
        shows_contact=opened.shows(Kind.CONTACT),
        conversation=conversation,
        sections=[one for one in sections_of(conversation.id) if one.text] if conversation else [],
        may_ask=by.is_house,
        may_break_glass=by.has(*BREAKS_GLASS) and not opened.shows(*READ_IN_AN_EMERGENCY),
        may_close=course is not None and course.ended_on is None and by.has(*CLOSES),
    )


def _person(person_id: UUID) -> Person:
    person = card_of(person_id)
    if person is None:
        raise NotThere
    return person
