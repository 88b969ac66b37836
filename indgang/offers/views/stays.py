"""From a free night in the calendar to a bed, and for a newcomer to a key card."""

from datetime import date
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from indgang.access import keys
from indgang.access.addresses import HELD_BACK, address_of
from indgang.access.cookies import hand_over
from indgang.access.door import acting
from indgang.access.guards import public, signed_in
from indgang.access.middleware import ActorRequest
from indgang.access.operations import note_knock
from indgang.access.rules import printed, spoken
from indgang.kernel import clock
from indgang.kernel.refused import NotThere, Refused
from indgang.offers import cards, nights_shown, wording
from indgang.offers.forms import NewcomerNightsForm, NightsForm, ProlongForm
from indgang.offers.models import Offer, Stay, Thing
from indgang.offers.newcomer_tokens import code_of, subject_of, token_for
from indgang.offers.operations import (
    call_off_stay,
    end_stay,
    hold_stay,
    hold_stay_as_newcomer,
    prolong_stay,
)
from indgang.offers.qr import qr_of
from indgang.offers.queries import answer_of, offer_by_slug, own_stay, own_stays, things_of, tonight
from indgang.offers.rules.access_per_use import Entry, Use

DOOR = "naetter"  # floods are counted at each door by itself


@public
@never_cache
@require_http_methods(["GET", "POST"])
def ask(request: ActorRequest, slug: str) -> HttpResponse:
    offer = offer_by_slug(slug)
    things = things_of(offer.id) if offer else []
    if offer is None or offer.status != "published" or not things:
        raise NotThere
    if request.actor.is_known and request.actor.key_kind != "link":
        return _as_oneself(request, offer, things)
    return _as_newcomer(request, offer, things)


@public
@never_cache
@sensitive_post_parameters()
@require_POST
def key_card(request: ActorRequest) -> HttpResponse:
    token = request.POST.get("token", "")
    offer_id = subject_of(token)
    days = keys.SHARED_SESSION_DAYS if request.POST.get("shared") else keys.GUEST_SESSION_DAYS
    code = code_of(token)
    raw_key = keys.new_session_for_card(code, days=days) if offer_id else None
    if offer_id is None or raw_key is None:
        return redirect("access:key")
    with acting(code) as actor:
        mine = own_stays(actor.person_id) if actor.person_id else []
        stay = next((one for one in mine if one.thing.offer_id == offer_id), None)
        if stay is None:
            raise NotThere
        context = _shown(stay) | {
            "name": actor.name,
            "time": {"when": nights_shown.nights_in_words(nights_shown.span_of(stay))},
            "code": printed(code),
            "spoken": spoken(code, wording.language()),
            "qr": qr_of(f"{settings.PUBLIC_URL}{reverse('access:key')}#{code}"),
        }
        response = render(request, "offers/key_card.html", context)
    hand_over(response, raw_key, days=None if request.POST.get("shared") else days)
    return response


@signed_in
@never_cache
@require_safe
def stay(request: ActorRequest, stay_id: UUID) -> HttpResponse:
    shown = _own(stay_id)
    offer = shown.thing.offer
    context = _shown(shown) | {
        "stay": shown,
        "when": nights_shown.nights_in_words(nights_shown.span_of(shown)),
        "first_time": cards.paragraphs_of(wording.text_of(offer, "first_time")),
        "may_call_off": shown.state in ("held", "agreed"),
        "prolong": ProlongForm(initial={"until": shown.leaves_on})
        if shown.state in ("agreed", "there") and answer_of(offer, Use()).entry is Entry.OPEN
        else None,
    }
    return render(request, "offers/stay.html", context)


@signed_in
@require_POST
def call_off(request: ActorRequest, stay_id: UUID) -> HttpResponse:
    call_off_stay(stay_id=_own(stay_id).id, by=request.actor)
    messages.success(request, _("Nætterne er meldt fra. Tak, fordi du sagde det."))
    return redirect("offers:stay", stay_id)


@signed_in
@require_POST
def leave(request: ActorRequest, stay_id: UUID) -> HttpResponse:
    end_stay(stay_id=_own(stay_id).id, by=request.actor)
    messages.success(request, _("Tak for denne gang. Du er altid velkommen igen."))
    return redirect("offers:stay", stay_id)


@signed_in
@require_POST
def prolong(request: ActorRequest, stay_id: UUID) -> HttpResponse:
    form = ProlongForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Vælg en dag."))
    prolong_stay(stay_id=_own(stay_id).id, until=form.cleaned_data["until"], by=request.actor)
    messages.success(request, _("Det er i orden. Du kan blive længere."))
    return redirect("offers:stay", stay_id)


def _own(stay_id: UUID) -> Stay:
    found = own_stay(stay_id)
    if found is None:
        raise NotThere
    return found


def _shown(stay: Stay) -> dict[str, object]:
    offer = stay.thing.offer
    return {
        "title": wording.text_of(offer, "title"),
        "offer": offer,
        "where": wording.where_in_words(offer),
        "thing": stay.thing,
        "sentence": nights_shown.stay_in_words(stay),
    }


def _first_asked(request: ActorRequest) -> date:
    """The night in the address, or this one if it says nothing that can be asked for."""
    try:
        asked = date.fromisoformat(request.GET.get("fra", ""))
    except ValueError:
        return tonight()
    return max(asked, tonight())


def _as_oneself(request: ActorRequest, offer: Offer, things: list[Thing]) -> HttpResponse:
    me = request.actor.person_id
    initial = {"first": _first_asked(request)}
    form = NightsForm(request.POST or None, initial=initial, offer=offer, things=things)
    if request.method == "POST" and me and form.is_valid():
        try:
            held = hold_stay(
                offer_id=offer.id,
                person_id=me,
                nights=form.nights(),
                thing_id=_thing(form, things),
                use=form.use(),
                by=request.actor,
            )
        except Refused as reason:
            form.add_error(None, reason.sentence)
        else:
            return redirect("offers:stay", held.id)
    return _page(request, offer, things, form)


def _as_newcomer(request: ActorRequest, offer: Offer, things: list[Thing]) -> HttpResponse:
    if request.method != "POST":
        initial = {"first": _first_asked(request), "token": token_for(offer.id)}
        return _page(
            request, offer, things, NewcomerNightsForm(initial=initial, offer=offer, things=things)
        )
    data = request.POST.dict()
    is_fresh = subject_of(data.get("token", "")) == offer.id
    if not is_fresh:
        data["token"] = token_for(offer.id)
    form = NewcomerNightsForm(data, offer=offer, things=things)
    if not is_fresh:
        form.add_error(None, _("Siden har ligget længe. Tryk én gang til, så er du med."))
    if not form.is_valid():
        return _page(request, offer, things, form)
    if not note_knock(door=DOOR, address_hash=address_of(request), by=request.actor):
        # A night each, and many of them, is how a house is filled with nobody.
        form.add_error(None, HELD_BACK)
        return _page(request, offer, things, form, status=429)
    try:
        hold_stay_as_newcomer(
            offer_id=offer.id,
            nights=form.nights(),
            nickname=form.cleaned_data["nickname"],
            language=translation.get_language() or "da",
            code=code_of(data["token"]),
            thing_id=_thing(form, things),
            use=form.use(),
            by=request.actor,
        )
    except Refused as reason:
        form.add_error(None, reason.sentence)
        return _page(request, offer, things, form)
    # 307: the browser sends the same form on, so that the token stays out of every address.
    return HttpResponseRedirect(reverse("offers:stay_card"), status=307)


def _thing(form: NightsForm, things: list[Thing]) -> UUID | None:
    chosen = form.cleaned_data.get("thing") or ""
    return next((thing.id for thing in things if str(thing.id) == chosen), None)


def _page(
    request: ActorRequest, offer: Offer, things: list[Thing], form: NightsForm, *, status: int = 0
) -> HttpResponse:
    answer = answer_of(offer, Use())
    first = _first_asked(request)
    context = {
        "form": form,
        "offer": offer,
        "title": wording.text_of(offer, "title"),
        "where": wording.where_in_words(offer),
        "things": things,
        "first": nights_shown.night_words(first, tonight()),
        "may_ask": answer.entry is not Entry.DECISION,
        "is_held_first": answer.entry is Entry.TALK and not request.actor.is_house,
        "access_sentence": cards.access_sentence(offer, answer),
        "is_newcomer": isinstance(form, NewcomerNightsForm),
        "today": clock.today(),
    }
    status = status or (422 if form.errors else 200)
    return render(request, "offers/ask_nights.html", context, status=status)
