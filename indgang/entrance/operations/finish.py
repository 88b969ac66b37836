"""From the conversation to a started course, in one transaction."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from indgang.access.operations import give_permission, open_person, withdraw_permission
from indgang.access.queries import permissions_in_force
from indgang.checkins.operations import ask_about_conversation
from indgang.entrance.facts import ConversationFinished
from indgang.entrance.models import BundleItem, Conversation, SectionText
from indgang.entrance.operations.asking import let_follow
from indgang.entrance.operations.clock import measure_step
from indgang.entrance.operations.conversations import (
    PURPOSE,
    forget_single_strokes,
    going_on,
)
from indgang.entrance.rules import agreements_in, lines_said, reads_until
from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.kernel.facts import publish
from indgang.kernel.live import say_changed
from indgang.kernel.privacy import Kind
from indgang.kernel.refused import Refused
from indgang.offers.models import Offer
from indgang.offers.operations import take_seat
from indgang.offers.queries import answer_of
from indgang.offers.rules.access_per_use import Entry, Use
from indgang.plans.models import Course
from indgang.plans.operations import (
    add_activity,
    add_agreement,
    add_appointment,
    add_goal,
    add_hope,
    come_back,
)
from indgang.requests.operations import NewRequest, send_request

WRITING = (Kind.PLAN, Kind.GOALS, Kind.STORY, Kind.CHECKINS)


class Again(StrEnum):
    """Where a guest goes on who had left, and now starts again."""

    OLD = "old"  # the plan as it was
    NEW = "new"  # a new page, with the hopes and goals that are open
    BLANK = "blank"  # a new page; hopes and goals are laid aside, and stay in the story


@dataclass(frozen=True)
class Yes:
    """What the guest has said yes to at the end: for each guide the kinds he may read and write.

    ``again`` matters only for somebody who has had a course before.
    """

    kinds: Mapping[UUID, Collection[Kind]] = field(default_factory=dict)
    goals: Sequence[str] = ()
    next_talk_at: datetime | None = None
    again: Again = Again.OLD


@dataclass(frozen=True)
class Started:
    """What came of it: the course, when the first thing is, and what did not go as chosen."""

    conversation_id: UUID
    course_id: UUID
    first_at: datetime | None
    sentences: tuple[str, ...] = ()


@transaction.atomic
def finish_conversation(*, conversation_id: UUID, yes: Yes, by: Actor) -> Started:
    """Seats are taken, the plan is made and the course begins today, all of it or nothing.

    A session that has become full meanwhile gives a place in the queue, one that has gone gives an
    activity without a seat; both are said, and nothing else is lost. A guest who had left comes back
    to his plan as it was, unless he wants a new page. The guides may read and write
    what the guest has said yes to, until four weeks after the day to look back, and no more of
    what they could while they talked. Raises NotThere; Refused if the conversation has ended or the
    actor is not one of its guides.
    """
    conversation = going_on(conversation_id=conversation_id, by=by)
    if by.person_id not in conversation.guide_ids:
        raise Refused(_("Det er en af de to guider, der trykker på start."))
    for_today = _let_write(conversation, by)
    course = _course(conversation, yes, by)
    _write_down(conversation, yes, by)
    booked = [_carry_out(item, by) for item in BundleItem.objects.filter(conversation=conversation)]
    if yes.next_talk_at:
        add_appointment(
            person_id=conversation.person_id,
            what=_("Vi mødes igen"),
            starts_at=yes.next_talk_at,
            by=by,
        )
    ask_about_conversation(person_id=conversation.person_id, conversation_id=conversation.id, by=by)
    forget_single_strokes(conversation)
    times = [yes.next_talk_at, *(at for at, _sentence in booked)]
    first_at = min((at for at in times if at), default=None)
    _end(conversation, course, first_at, by)
    _keep_to(yes, conversation, course, [*conversation.permission_ids, for_today], by)
    sentences = tuple(sentence for _at, sentence in booked if sentence)
    return Started(conversation.id, course.id, first_at, sentences)


def _let_write(conversation: Conversation, by: Actor) -> UUID:
    """The guest sits beside and sees the plan being written; after this it is as he has said."""
    permission_id = give_permission(
        person_id=conversation.person_id,
        kinds=WRITING,
        to_person_id=by.person_id,
        may_write=True,
        why=gettext_noop("Så vi kan lave planen sammen i dag."),
        valid_until=clock.now() + timedelta(days=1),
        by=by,
    )
    open_person(person_id=conversation.person_id, purpose=PURPOSE, by=by)
    return permission_id


def _course(conversation: Conversation, yes: Yes, by: Actor) -> Course:
    """The course that runs, the one he left, or a new one: nobody starts over who has been here."""
    return come_back(
        person_id=conversation.person_id,
        open_old=yes.again is Again.OLD,
        keep=() if yes.again is Again.BLANK else None,
        guide_ids=conversation.guide_ids,
        by=by,
    )


def _write_down(conversation: Conversation, yes: Yes, by: Actor) -> None:
    person_id = conversation.person_id
    for words in lines_said(_text(conversation, "hopes")):
        add_hope(person_id=person_id, words=words, by=by)
    for words in yes.goals:
        add_goal(person_id=person_id, words=words, by=by)
    for who, what in agreements_in(_text(conversation, "agreed")):
        add_agreement(
            person_id=person_id,
            what=what,
            who=who or _("Vi sammen"),
            due_on=None,
            by=by,
        )


def _text(conversation: Conversation, section: str) -> str:
    versions = SectionText.objects.filter(conversation=conversation, section=section)
    return versions.order_by("-version").values_list("text", flat=True).first() or ""


def _carry_out(item: BundleItem, by: Actor) -> tuple[datetime | None, str]:
    """Take the seat and put it in the plan. Says when it is, and what did not go as chosen."""
    booking, sentence = None, ""
    if item.session_id:
        try:
            booking = take_seat(session_id=item.session_id, person_id=item.person_id, by=by)
        except Refused as refusal:
            sentence = f"{item.words}: {refusal.sentence}"
    if booking is None:
        sentence = _handed_on(item, by) or sentence
    if booking is not None and booking.status != "seated":
        sentence = _("%(offer)s blev fuldt imens. Der er en plads i køen, og vi giver besked.") % {
            "offer": item.words
        }
    add_activity(
        person_id=item.person_id,
        words=item.words,
        offer_id=item.offer_id,
        booking_id=booking.id if booking else None,
        by=by,
    )
    is_seated = booking is not None and booking.status == "seated"
    return (booking.session.starts_at if booking and is_seated else None), sentence


def _handed_on(item: BundleItem, by: Actor) -> str:
    """A wish for what others decide is never told no: it goes to them, and is of today. Says so."""
    if item.offer_id is None or not _needs_decision(item.offer_id):
        return ""
    send_request(person_id=item.person_id, offer_id=item.offer_id, asks=NewRequest(), by=by)
    return _("%(offer)s: Ønsket er sendt i dag til dem, der bestemmer.") % {"offer": item.words}


def _needs_decision(offer_id: UUID) -> bool:
    """Whether it is an offer that is shown, and that the municipality decides on for this guest."""
    offers = Offer.objects.select_related("rule_set").filter(status="published")
    offer = offers.filter(id=offer_id).first()
    return offer is not None and answer_of(offer, Use()).entry is Entry.DECISION


def _end(conversation: Conversation, course: Course, first_at: datetime | None, by: Actor) -> None:
    now = clock.now()
    arrival = conversation.arrival
    began_at = (arrival.welcomed_at if arrival else None) or conversation.started_at
    if first_at is not None:
        measure_step(
            step="activity",
            unit_id=conversation.unit_id,
            began_at=began_at,
            ended_at=max(now, first_at),
            by=by,
        )
    conversation.finished_at, conversation.finished_by = now, by.person_id
    conversation.course_id, conversation.outcome = course.id, Conversation.COURSE
    conversation.save(update_fields=["finished_at", "finished_by", "course_id", "outcome"])
    publish(ConversationFinished(conversation.id, conversation.person_id))
    say_changed(f"house:{conversation.unit_id}", "conversations")
    say_changed(f"guest:{conversation.person_id}:conversation", "finished")


def _keep_to(
    yes: Yes, conversation: Conversation, course: Course, until_now: list[UUID], by: Actor
) -> None:
    """From now on what the guest has said, and only that."""
    last_day = reads_until(clock.today(), review_on=course.review_on)
    for guide_id in conversation.guide_ids:
        if kinds := yes.kinds.get(guide_id):
            let_follow(
                person_id=conversation.person_id,
                guide_id=guide_id,
                kinds=kinds,
                last_day=last_day,
                by=by,
            )
    # One that the guest has stopped himself in the meantime is over already.
    in_force = permissions_in_force(conversation.person_id).filter(id__in=until_now)
    for permission_id in in_force.values_list("id", flat=True):
        withdraw_permission(permission_id=permission_id, by=by)
