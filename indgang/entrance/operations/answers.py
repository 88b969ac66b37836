"""What the house does with an inquiry: a name on it, an answer, a meeting, an outcome."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from indgang.access.operations import open_person
from indgang.access.queries import permissions_in_force
from indgang.entrance.facts import InquiryAnswered
from indgang.entrance.models import Inquiry, InquiryMessage
from indgang.entrance.operations.clock import measure_step
from indgang.entrance.operations.parts import who
from indgang.entrance.queries import card_of, inquiry_with_messages
from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.kernel.facts import publish
from indgang.kernel.live import say_changed
from indgang.kernel.privacy import Kind
from indgang.kernel.refused import NotThere, Refused
from indgang.people.queries import colleague_names
from indgang.plans.operations import note_contact
from indgang.post.messages import MessageKey
from indgang.post.operations import queue_message

PURPOSE = gettext_noop("henvendelse")
TOLD = gettext_noop("fortalt en fagperson, at vi har mødt dig")


@transaction.atomic
def open_inquiry(*, inquiry_id: UUID, by: Actor) -> Inquiry:
    """An inquiry to the actor's house with its writer opened, and what was written, oldest first.

    Raises NotThere.
    """
    seen = Inquiry.objects.filter(id=inquiry_id).first()
    if seen is None:
        raise NotThere
    opened = open_person(person_id=seen.person_id, purpose=PURPOSE, by=by)
    inquiry = inquiry_with_messages(inquiry_id)
    if inquiry is None or not opened.shows(Kind.STORY):
        raise NotThere
    return inquiry


@transaction.atomic
def take_inquiry(*, inquiry_id: UUID, by: Actor, take_over: bool = False) -> Inquiry:
    """The actor's name is on the inquiry from now on.

    Raises NotThere; Refused if a colleague has it, unless it is taken over.
    """
    inquiry = _opened(inquiry_id, by)
    if inquiry.taken_by == by.person_id:
        return inquiry
    if inquiry.taken_by is not None and not take_over:
        name = colleague_names({inquiry.taken_by}).get(inquiry.taken_by) or _("En kollega")
        raise Refused(_("%(name)s har taget den.") % {"name": name})
    _take(inquiry, by)
    return inquiry


@transaction.atomic
def answer_inquiry(
    *, inquiry_id: UUID, words: str = "", reply: str = "", by: Actor
) -> InquiryMessage:
    """Write back to whoever has inquired. The first answer stops the door clock.

    Nothing about a person goes back to a third party. He is answered with one of the fixed replies,
    and in words of one's own only when whom it is about has given him a permission; ``met`` only
    when it is true, the workplace was rung up and she has agreed, and she sees it in her log.
    Raises Refused for anything else, and NotThere.
    """
    inquiry = _opened(inquiry_id, by)
    if not words.strip() and not reply:
        raise Refused(_("Skriv et par ord først."))
    if inquiry.voice == "self":
        reply = ""
    elif words.strip() and not may_be_told(inquiry, by=by):
        raise Refused(_("Vælg en af sætningerne. Resten bestemmer gæsten."))
    if reply == "met":
        _tell_of_meeting(inquiry, by)
    now = clock.now()
    _stop_clock(inquiry, now, by)
    message = InquiryMessage.objects.create(
        inquiry=inquiry,
        person_id=inquiry.person_id,
        words=words.strip(),
        reply=reply,
        from_house=True,
        written_at=now,
        written_by=who(by),
    )
    if inquiry.taken_by is None:
        _take(inquiry, by)
    note_contact(person_id=inquiry.person_id, how="message", by=by)
    _say_so(inquiry, by)
    return message


@transaction.atomic
def note_meeting(*, inquiry_id: UUID, by: Actor) -> Inquiry:
    """The house has met whom it is about. Nobody who wrote about her is told by this.

    Anybody can say that he is somebody's relative or doctor, also the one she has left. Raises
    NotThere.
    """
    inquiry = _opened(inquiry_id, by)
    if inquiry.met_at is not None:
        return inquiry
    now = clock.now()
    _stop_clock(inquiry, now, by)
    inquiry.met_at, inquiry.met_by = now, by.person_id
    if inquiry.taken_by is None:
        inquiry.taken_at, inquiry.taken_by = now, by.person_id
    inquiry.save()
    _note_meeting(inquiry, by)
    if inquiry.voice == "self":
        _say_so(inquiry, by)
    else:
        _tell(inquiry)
    return inquiry


@transaction.atomic
def confirm_sender(*, inquiry_id: UUID, rang_up: bool, guest_agrees: bool, by: Actor) -> Inquiry:
    """Note that the professional's workplace was rung up, and that the guest lets him be told.

    Both are needed before he can be told that the two have met. Taking a yes back is noted too.
    Raises NotThere, and Refused for anybody who is no professional.
    """
    inquiry = _opened(inquiry_id, by)
    if inquiry.voice != "professional":
        raise Refused(_("Det er kun fagpersoner, der kan få noget at vide."))
    now = clock.now()
    if rang_up != (inquiry.sender_checked_at is not None):
        inquiry.sender_checked_at = now if rang_up else None
        inquiry.sender_checked_by = by.person_id if rang_up else None
    if guest_agrees != (inquiry.guest_agreed_at is not None):
        inquiry.guest_agreed_at = now if guest_agrees else None
        inquiry.guest_agreed_by = by.person_id if guest_agrees else None
    inquiry.save()
    _tell(inquiry)
    return inquiry


@transaction.atomic
def close_inquiry(*, inquiry_id: UUID, outcome: str, by: Actor) -> Inquiry:
    """What came of it. The inquiry leaves the list and can be opened by its writer again.

    A meeting is noted with it, if nobody has done so before. Raises NotThere.
    """
    inquiry = _opened(inquiry_id, by)
    if outcome == "met" and inquiry.met_at is None:
        inquiry = note_meeting(inquiry_id=inquiry_id, by=by)
    now = clock.now()
    if inquiry.taken_by is None:
        inquiry.taken_at, inquiry.taken_by = now, by.person_id
    inquiry.closed_at, inquiry.closed_by, inquiry.outcome = now, by.person_id, outcome
    inquiry.save()
    _tell(inquiry)
    return inquiry


def may_be_told(inquiry: Inquiry, *, by: Actor) -> bool:
    """Whether whom it is about has opened something to the one who wrote, and the house may see it."""
    if inquiry.about_id is None:
        return False
    try:
        open_person(person_id=inquiry.about_id, purpose=PURPOSE, by=by)
    except NotThere:
        return False
    found = permissions_in_force(inquiry.about_id).filter(to_person_id=inquiry.person_id)
    return found.filter(basis="guest").exists()


def _opened(inquiry_id: UUID, by: Actor) -> Inquiry:
    seen = Inquiry.objects.filter(id=inquiry_id).first()
    if seen is None:
        raise NotThere
    open_person(person_id=seen.person_id, purpose=PURPOSE, by=by)
    locked = Inquiry.objects.select_for_update().filter(id=inquiry_id).first()
    if locked is None:
        raise NotThere
    return locked


def _take(inquiry: Inquiry, by: Actor) -> None:
    inquiry.taken_at, inquiry.taken_by = clock.now(), by.person_id
    inquiry.save(update_fields=["taken_at", "taken_by"])
    _tell(inquiry)


def _tell_of_meeting(inquiry: Inquiry, by: Actor) -> None:
    """Refused unless it is true and hers to be told; opening her puts it in her log."""
    is_ready = inquiry.met_at and inquiry.sender_checked_at and inquiry.guest_agreed_at
    if inquiry.voice != "professional" or inquiry.about_id is None or not is_ready:
        raise Refused(_("Først når I har mødt personen, ringet til arbejdspladsen og fået et ja."))
    open_person(person_id=inquiry.about_id, purpose=TOLD, by=by)


def _note_meeting(inquiry: Inquiry, by: Actor) -> None:
    """It was whom the inquiry is about that the house met, if the house may still see who that is."""
    met = inquiry.person_id if inquiry.voice == "self" else inquiry.about_id
    if met and card_of(met):
        note_contact(person_id=met, how="meeting", by=by)


def _stop_clock(inquiry: Inquiry, now: datetime, by: Actor) -> None:
    """The first thing heard from the house counts, and nothing after it."""
    if inquiry.met_at is not None or inquiry.messages.filter(from_house=True).exists():
        return
    measure_step(
        step="contact", unit_id=inquiry.unit_id, began_at=inquiry.sent_at, ended_at=now, by=by
    )


def _say_so(inquiry: Inquiry, by: Actor) -> None:
    """Whoever wrote hears that there is news, if he can be reached: never what it is.

    The link opens nothing by itself: the receipt is asked for.
    """
    queue_message(
        person_id=inquiry.person_id,
        message=MessageKey.ANSWER_TO_INQUIRY,
        values={},
        link_path="/henvend/svar",
        about=inquiry.id,
        urgent=True,
        by=by,
    )
    publish(InquiryAnswered(inquiry.id, inquiry.person_id))
    _tell(inquiry)


def _tell(inquiry: Inquiry) -> None:
    say_changed(f"house:{inquiry.unit_id}", "inquiries")
    say_changed(f"guest:{inquiry.person_id}", "inquiries")
