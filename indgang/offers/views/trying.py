"""From "Jeg vil prøve" to a seat, and for a newcomer to a key card.

A newcomer's form carries a signed token that was made when the page was shown. The code of the new
key card follows from the token and the server's secret, so that the same form sent twice is the
same guest in the same seat, and so that the code itself never stands in an address or a cookie.
The seat is taken first; the card is shown by the next page, to which the browser sends the same
form again (307), because the sign-in role cannot see the guest before he is committed.
"""

from uuid import UUID

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from indgang.access import keys
from indgang.access.addresses import HELD_BACK, address_of
from indgang.access.cookies import hand_over
from indgang.access.door import acting
from indgang.access.guards import LINKS, public
from indgang.access.middleware import ActorRequest
from indgang.access.operations import note_knock
from indgang.access.rules import printed, spoken
from indgang.kernel.refused import NotThere
from indgang.offers import cards, run_words, wording
from indgang.offers.forms import TryForm, UseForm
from indgang.offers.models import Session
from indgang.offers.newcomer_tokens import code_of, subject_of, token_for
from indgang.offers.operations import take_seat, take_seat_as_newcomer
from indgang.offers.qr import qr_of
from indgang.offers.queries import (
    answer_of,
    asks_about_use,
    own_booking_in,
    place_in_queue,
    session_to_try,
    times_before,
    times_of_run,
    usual_who,
)
from indgang.offers.rules.access_per_use import Entry, Use

DOOR = "tilbud"  # floods are counted at each door by itself


@public
@never_cache
@require_http_methods(["GET", "POST"])
def try_session(request: ActorRequest, slug: str, session_id: UUID) -> HttpResponse:
    session = session_to_try(session_id)
    if session is None or session.offer.slug != slug:
        raise NotThere
    if session.follows and session.run and session.run.room_id:
        return redirect("offers:try", slug, session.run.room_id)  # one begins at the first time
    if request.actor.is_known and request.actor.key_kind not in LINKS:
        return _as_oneself(request, session)
    return _as_newcomer(request, session)


@public
@never_cache
@sensitive_post_parameters()
@require_POST
def key_card(request: ActorRequest) -> HttpResponse:
    token = request.POST.get("token", "")
    session_id = subject_of(token)
    days = keys.SHARED_SESSION_DAYS if request.POST.get("shared") else keys.GUEST_SESSION_DAYS
    code = code_of(token)
    raw_key = keys.new_session_for_card(code, days=days) if session_id else None
    if session_id is None or raw_key is None:
        return redirect("access:key")
    with acting(code) as actor:
        booking = own_booking_in(session_id, actor.person_id) if actor.person_id else None
        if booking is None:
            raise NotThere
        place = place_in_queue(booking.id) if booking.status == "waiting" else None
        context = {
            "booking": booking,
            "name": actor.name,
            "title": wording.text_of(booking.session.offer, "title"),
            "time": cards.time_card_of(booking.session, booking.session.offer),
            "where": wording.where_in_words(booking.session.offer, booking.session),
            "sentence": wording.booking_in_words(booking, place),
            "code": printed(code),
            "spoken": spoken(code, wording.language()),
            "qr": qr_of(f"{settings.PUBLIC_URL}{reverse('access:key')}#{code}"),
        }
        response = render(request, "offers/key_card.html", context)
    hand_over(response, raw_key, days=None if request.POST.get("shared") else days)
    return response


def _as_oneself(request: ActorRequest, session: Session) -> HttpResponse:
    me = request.actor.person_id
    booking = own_booking_in(session.id, me) if me else None
    if booking is not None:
        return redirect("offers:seat", booking.id)
    form = UseForm(request.POST or None, offer=session.offer)
    if request.method == "POST" and me and (not form.fields or form.is_valid()):
        use = form.use() if form.fields else Use()
        booking = take_seat(session_id=session.id, person_id=me, use=use, by=request.actor)
        return redirect("offers:seat", booking.id)
    return _page(request, session, form)


def _as_newcomer(request: ActorRequest, session: Session) -> HttpResponse:
    if request.method != "POST":
        return _page(
            request, session, TryForm(initial={"token": token_for(session.id)}, offer=session.offer)
        )
    data = request.POST.dict()
    if subject_of(data.get("token", "")) != session.id:
        # Left open for too long, or another session's: asked once more, with nothing lost.
        data["token"] = token_for(session.id)
        form = TryForm(data, offer=session.offer)
        form.add_error(None, _("Siden har ligget længe. Tryk én gang til, så er du med."))
        return _page(request, session, form)
    form = TryForm(data, offer=session.offer)
    if not form.is_valid():
        return _page(request, session, form)
    if not note_knock(door=DOOR, address_hash=address_of(request), by=request.actor):
        # One seat each, and many of them, is how a group is filled with nobody.
        form.add_error(None, HELD_BACK)
        return _page(request, session, form, status=429)
    take_seat_as_newcomer(
        session_id=session.id,
        nickname=form.cleaned_data["nickname"],
        language=translation.get_language() or "da",
        code=code_of(data["token"]),
        use=form.use(),
        by=request.actor,
    )
    # 307: the browser sends the same form on, so that the token stays out of every address.
    return HttpResponseRedirect(reverse("offers:key_card"), status=307)


def _page(
    request: ActorRequest, session: Session, form: UseForm, *, status: int = 0
) -> HttpResponse:
    offer = session.offer
    me = request.actor.person_id
    answer = answer_of(offer, Use(who=usual_who(offer), times=times_before(offer, me) if me else 0))
    context = {
        "form": form,
        "offer": offer,
        "session": session,
        "title": wording.text_of(offer, "title"),
        "time": cards.time_card_of(session, offer, one_just_comes=answer.entry is Entry.OPEN),
        "where": wording.where_in_words(offer, session),
        "may_try": answer.entry is Entry.OPEN or asks_about_use(offer),
        "access": wording.access_in_words(answer, offer, session),
        "access_sentence": cards.access_sentence(offer, answer),
        "is_newcomer": isinstance(form, TryForm),
        "by_draw": session.draw_on is not None,
        "register": run_words.register_in_words(session.run) if session.run else "",
        "days": run_words.days_of(times_of_run(session.run_id)) if session.run_id else [],
    }
    status = status or (422 if form.errors else 200)
    return render(request, "offers/try.html", context, status=status)
