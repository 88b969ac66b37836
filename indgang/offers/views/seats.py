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
from indgang.offers import cards, wording
from indgang.offers.operations import accept_seat, decline_offer, leave_seat
from indgang.offers.queries import own_booking, place_in_queue


@signed_in
@never_cache
@require_safe
def seat(request: ActorRequest, booking_id: UUID) -> HttpResponse:
    booking = own_booking(booking_id)
    if booking is None:
        raise NotThere
    offer = booking.session.offer
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
    }
    return render(request, "offers/seat.html", context)


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
