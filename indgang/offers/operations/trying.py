"""Somebody nobody knows takes a seat."""

from uuid import UUID

from django.db import IntegrityError, transaction

from indgang.access.door import acting, begin_as_newcomer
from indgang.kernel.actor import Actor
from indgang.offers.models import Booking, Stay
from indgang.offers.operations.seats import NO_USE, take_seat
from indgang.offers.operations.stays import hold_stay
from indgang.offers.queries.stays import own_stays
from indgang.offers.rules.access_per_use import Use
from indgang.offers.rules.nights import Nights


@transaction.atomic
def take_seat_as_newcomer(
    *,
    session_id: UUID,
    nickname: str,
    language: str,
    code: str,
    by: Actor,
    use: Use = NO_USE,
) -> Booking:
    """A new guest with the given key card, and a seat or a place in the queue for him.

    With a code that was used before it is the same guest and the same seat: nothing happens twice.
    Raises Refused as take_seat, and then there is no new guest either.
    """
    try:
        with transaction.atomic():
            actor = begin_as_newcomer(nickname=nickname, language=language, code=code)
    except IntegrityError:
        # The form was sent twice: whoever was first is the guest.
        with acting(code) as actor:
            return _seat_of(actor, session_id, use)
    return _seat_of(actor, session_id, use)


@transaction.atomic
def hold_stay_as_newcomer(  # noqa: PLR0913 - what a form holds, by name
    *,
    offer_id: UUID,
    nights: Nights,
    nickname: str,
    language: str,
    code: str,
    by: Actor,
    thing_id: UUID | None = None,
    use: Use = NO_USE,
) -> Stay:
    """A new guest with the given key card, and the nights held for him or given to him.

    With a code that was used before it is the same guest and the same nights: nothing happens
    twice. Raises Refused as hold_stay, and then there is no new guest either.
    """
    try:
        with transaction.atomic():
            actor = begin_as_newcomer(nickname=nickname, language=language, code=code)
    except IntegrityError:
        # The form was sent twice: whoever was first is the guest.
        with acting(code) as actor:
            return _nights_of(actor, offer_id, nights, thing_id, use)
    return _nights_of(actor, offer_id, nights, thing_id, use)


def _nights_of(
    actor: Actor, offer_id: UUID, nights: Nights, thing_id: UUID | None, use: Use
) -> Stay:
    if actor.person_id is None:
        raise AssertionError("a newcomer with a key is known")
    for stay in own_stays(actor.person_id):
        if stay.thing.offer_id == offer_id and stay.first_night == nights.first:
            return stay
    return hold_stay(
        offer_id=offer_id,
        person_id=actor.person_id,
        nights=nights,
        thing_id=thing_id,
        use=use,
        by=actor,
    )


def _seat_of(actor: Actor, session_id: UUID, use: Use) -> Booking:
    if actor.person_id is None:
        raise AssertionError("a newcomer with a key is known")
    return take_seat(session_id=session_id, person_id=actor.person_id, use=use, by=actor)
