"""Raised hands: an offer of a talk, never an alarm."""

from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils.translation import gettext as _

from indgang.checkins.facts import HandRaised
from indgang.checkins.models import Hand
from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.kernel.facts import publish
from indgang.kernel.live import say_changed
from indgang.kernel.refused import NotThere, Refused
from indgang.people.models import Unit
from indgang.plans.operations import note_contact
from indgang.post.messages import MessageKey
from indgang.post.operations import queue_message

LONGEST_WORDS = 500
NOT_REACHED = "not_reached"


@transaction.atomic
def ask_to_talk(*, person_id: UUID, words: str, by: Actor) -> UUID:
    """Tell the house that the guest would like to talk. One hand at a time; the latest words count.

    The house may from now on see what he is called, for four weeks, if it could not before; the
    page says so. Raises Refused for too many words, NotThere unless the actor may write the
    person's check-ins.
    """
    told = words.replace("\x00", "").strip()
    if len(told) > LONGEST_WORDS:
        raise Refused(_("Skriv det lidt kortere. Så taler vi om resten."), code="too_long")
    hand_id = _raise(person_id, "talk", told)
    note_contact(person_id=person_id, how="page" if by.person_id == person_id else "meeting", by=by)
    return hand_id


@transaction.atomic
def offer_talk(*, person_id: UUID, by: Actor) -> UUID:
    """A hand raised by answers, for those in the house who may already see the guest's card.

    Raises NotThere unless the actor may write the person's check-ins.
    """
    return _raise(person_id, "drop", "")


@transaction.atomic
def take_hand(*, hand_id: UUID, by: Actor) -> None:
    """The actor sees to it. A guest who asked hears that he was heard. Raises NotThere."""
    person_id = _one("select indgang.take_hand(%s, %s)", [hand_id, clock.now()])
    if person_id is None:
        raise NotThere
    asked = Hand.objects.filter(id=hand_id, reason="talk").exists()
    if asked:
        queue_message(
            person_id=person_id,
            message=MessageKey.HAND_SEEN,
            values={},
            about=hand_id,
            urgent=True,
            by=by,
        )
        note_contact(person_id=person_id, how="message", by=by)
    _tell_house()


@transaction.atomic
def settle_hand(*, hand_id: UUID, outcome: str, by: Actor) -> None:
    """The hand is down again: talked, not now (also the guest's own no thank you), or not reached.

    Raises NotThere, also for an outcome that is none.
    """
    if outcome not in dict(Hand.OUTCOMES):
        raise NotThere
    person_id = _one("select indgang.settle_hand(%s, %s, %s)", [hand_id, outcome, clock.now()])
    if person_id is None:
        raise NotThere
    if by.person_id == person_id:
        note_contact(person_id=person_id, how="page", by=by)
    elif outcome != NOT_REACHED:
        note_contact(person_id=person_id, how="call", by=by)
    _tell_house()


def _raise(person_id: UUID, reason: str, words: str) -> UUID:
    why = _("Du har bedt om at tale med nogen")
    hand_id = _one(
        "select indgang.raise_hand(%s, %s, %s, %s, %s)",
        [person_id, reason, words, why, clock.now()],
    )
    if hand_id is None:
        raise NotThere
    publish(HandRaised(hand_id=hand_id, person_id=person_id, reason=reason))
    _tell_house()
    return UUID(str(hand_id))


def _tell_house() -> None:
    for unit_id in Unit.objects.filter(kind="house", closed_on=None).values_list("id", flat=True):
        say_changed(f"house:{unit_id}", "hands")


def _one(sql: str, parameters: list[Any]) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        row = cursor.fetchone()
    return row[0] if row else None
