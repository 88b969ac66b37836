"""What comes to the door, made through the operations."""

import secrets
from uuid import UUID, uuid4

from indgang.access.door import acting
from indgang.access.rules import new_code
from indgang.entrance.models import Arrival, Conversation
from indgang.entrance.operations import (
    NewInquiry,
    Receipt,
    register_arrival,
    send_inquiry,
    start_conversation,
)
from indgang.kernel.actor import NOBODY
from tests.factories.people import Holder, make_colleague, make_municipality, make_unit


def make_inquiry(
    words: str = "Jeg kan ikke sove.", *, voice: str = "self", **said: object
) -> Receipt:
    """Sent by somebody nobody knows; the code is his key card from now on."""
    make_municipality()
    with acting(None):
        return send_inquiry(
            inquiry=NewInquiry(once=uuid4(), voice=voice, words=words, **said),  # type: ignore[arg-type]  # what a test says
            unit_id=make_unit().id,
            code=new_code(secrets.token_bytes),
            by=NOBODY,
        )


def make_arrival(nickname: str = "Karen", *, by: Holder | None = None) -> Arrival:
    """A guest whom a host has seen come in."""
    make_municipality()
    host = by or make_colleague(name="Bodil")
    with acting(host.key) as actor:
        return register_arrival(
            nickname=nickname, about="vil snakke", unit_id=_unit_of(host), by=actor
        )


def make_conversation(guides: list[Holder], *, nickname: str = "Karen") -> Conversation:
    """A guest who has come in and sits with the guides."""
    arrival = make_arrival(nickname, by=guides[0])
    with acting(guides[0].key) as actor:
        return start_conversation(
            person_id=arrival.person_id,
            guide_ids=[guide.person_id for guide in guides],
            arrival_id=arrival.id,
            by=actor,
        )


def _unit_of(holder: Holder) -> UUID:
    return holder.unit_id or make_unit().id
