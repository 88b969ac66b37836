"""Whoever has a time would rather have an earlier one."""

from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.kernel.refused import NotThere, Refused
from indgang.offers.models import Booking, Session
from indgang.offers.operations.seats import settle_session
from indgang.offers.queries.sessions import may_ask_for_earlier
from indgang.offers.rules.seats import BookingStatus


@transaction.atomic
def ask_for_earlier(*, booking_id: UUID, wants: bool, by: Actor) -> bool:
    """From now on a free place in an earlier time of the same offer is offered to an opened person.

    He keeps what he has until he says yes. If there is one now, it is offered at once: returns
    whether it was. ``wants=False`` takes it back. Raises Refused for what is no coming single time
    with a place or a place in the queue; NotThere if the booking cannot be read and written.
    """
    booking = Booking.objects.select_related("session").filter(id=booking_id).first()
    if booking is None:
        raise NotThere
    if wants and not may_ask_for_earlier(booking):
        raise Refused(_("Det kan man ikke bede om her."), code="not-earlier")
    if wants != (booking.earlier_since is not None):
        booking.earlier_since = clock.now() if wants else None
        booking.save(update_fields=["earlier_since"])
    return wants and _is_offered_now(booking, by)


def _is_offered_now(booking: Booking, by: Actor) -> bool:
    session = booking.session
    free = Session.objects.filter(
        offer_id=session.offer_id,
        starts_at__gt=clock.now(),
        starts_at__lt=session.starts_at,
        cancelled_at__isnull=True,
        run__isnull=True,
        taken__lt=F("seats"),
        waiting=0,
    ).order_by("starts_at")
    offered = Booking.objects.filter(instead_of=booking, status=BookingStatus.OFFERED)
    for earlier in free:
        settle_session(session_id=earlier.id, by=by)
        if offered.exists():
            return True
    return False
