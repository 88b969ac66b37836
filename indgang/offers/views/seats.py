from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from indgang.access.guards import signed_in
from indgang.access.middleware import ActorRequest
from indgang.kernel.refused import NotThere
from indgang.offers import cards, run_words, wording
from indgang.offers.models import Booking
from indgang.offers.operations import (
    accept_seat,
    ask_for_earlier,
    decline_offer,
    leave_seat,
    prefer_wish,
)
from indgang.offers.queries import (
    lot_of,
    may_ask_for_earlier,
    own_booking,
    own_wishes,
    place_in_queue,
    times_of_run,
    urgency_of,
)
from indgang.offers.rules.seats import LIVE, BookingStatus


@signed_in
@never_cache
@require_safe
def seat(request: ActorRequest, booking_id: UUID) -> HttpResponse:
    booking = own_booking(booking_id)
    if booking is None:
        raise NotThere
    session, offer = booking.session, booking.session.offer
    place = place_in_queue(booking.id) if booking.status == "waiting" else None
    context = {
        "booking": booking,
        "title": wording.text_of(offer, "title"),
        "first_time": cards.paragraphs_of(wording.text_of(offer, "first_time")),
        "time": cards.time_card_of(booking.session, offer),
        "where": wording.where_in_words(offer, booking.session),
        "moved": wording.moved_in_words(booking.session),
        "why_cancelled": wording.why_cancelled(booking.session),
        "sentence": wording.booking_in_words(booking, place),
        "answer_by": wording.until_in_words(booking.offered_until) if booking.offered_until else "",
        "later": _later(booking),
        "may_ask_earlier": may_ask_for_earlier(booking),
        "days": run_words.days_of(times_of_run(session.run_id)) if session.run_id else [],
        **_wished_and_drawn(booking),
    }
    return render(request, "offers/seat.html", context)


def _later(booking: Booking) -> str:
    """The time that is given up by a yes to an earlier one."""
    later = own_booking(booking.instead_of_id) if booking.instead_of_id else None
    return wording.when_in_words(later.session) if later and later.status in LIVE else ""


def _wished_and_drawn(booking: Booking) -> dict[str, object]:
    """The other wishes while they count, and afterwards how it went and why."""
    if booking.session.run_id is None:
        return {}
    if booking.status == BookingStatus.WISHED:
        run, wishes = booking.session.run, own_wishes(booking.person_id)
        return {
            "register": run_words.register_in_words(run) if run else "",
            "wishes": run_words.wish_lines(wishes) if len(wishes) > 1 else [],
            "urgency": run_words.urgency_to_guest(urgency_of(booking.person_id)),
        }
    lot = lot_of(booking.id)
    if lot is None:
        return {}
    return {"why": run_words.why_in_words(lot), "drawn": run_words.figures_in_words(lot)}


@signed_in
@require_POST
def earlier(request: ActorRequest, booking_id: UUID) -> HttpResponse:
    wants = request.POST.get("wants") == "1"
    if ask_for_earlier(booking_id=booking_id, wants=wants, by=request.actor):
        messages.success(request, _("Der er en tidligere tid til dig. Se den på din side."))
    elif wants:
        messages.success(request, _("Vi siger til, hvis der kommer en tidligere tid."))
    else:
        messages.success(request, _("Så siger vi ikke til."))
    return redirect("offers:seat", booking_id)


@signed_in
@require_POST
def prefer(request: ActorRequest, booking_id: UUID) -> HttpResponse:
    prefer_wish(booking_id=booking_id, by=request.actor)
    messages.success(request, _("Nu står det øverst."))
    return redirect("offers:seat", booking_id)


@signed_in
@require_POST
def accept(request: ActorRequest, booking_id: UUID) -> HttpResponse:
    accept_seat(booking_id=booking_id, by=request.actor)
    messages.success(request, _("Pladsen er din."))
    return redirect("offers:seat", booking_id)


@signed_in
@require_POST
def decline(request: ActorRequest, booking_id: UUID) -> HttpResponse:
    decline_offer(booking_id=booking_id, by=request.actor)
    messages.success(request, _("Tak for svaret. Pladsen går videre til den næste."))
    return redirect("offers:seat", booking_id)


@signed_in
@require_POST
def leave(request: ActorRequest, booking_id: UUID) -> HttpResponse:
    leave_seat(booking_id=booking_id, by=request.actor)
    messages.success(request, _("Du er meldt fra. Du er velkommen en anden gang."))
    return redirect("offers:seat", booking_id)
