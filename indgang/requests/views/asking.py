"""The guest asks, sees what came of it, and may think better of it.

A newcomer's form works as the one for a seat (indgang.offers.views.trying): the code of his new key
card follows from a signed token in the form, so that a form sent twice is one guest, and no code
stands in any address. The card is shown by the next page, to which the form is sent on (307).
"""

import secrets
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from indgang.access import keys
from indgang.access.addresses import HELD_BACK, address_of
from indgang.access.cookies import hand_over
from indgang.access.door import acting
from indgang.access.guards import LINKS, public, signed_in
from indgang.access.middleware import ActorRequest
from indgang.access.operations import note_knock
from indgang.access.rules import new_code, printed, spoken
from indgang.kernel.refused import NotThere
from indgang.offers import wording as offer_words
from indgang.offers.models import Offer
from indgang.offers.qr import qr_of
from indgang.offers.queries import answer_of, offer_by_slug
from indgang.offers.rules.access_per_use import Entry, Use
from indgang.requests import wording
from indgang.requests.forms import AskForm, NewcomerAskForm
from indgang.requests.operations import (
    send_request,
    send_request_as_newcomer,
    withdraw_request,
)
from indgang.requests.queries import holder_name, own_request, own_requests

DOOR = "spoerg"  # floods are counted at each door by itself
SALT = "indgang.requests.ask"
TOKEN_SECONDS = 3600


@public
@never_cache
@require_http_methods(["GET", "POST"])
def ask(request: ActorRequest, slug: str) -> HttpResponse:
    offer = offer_by_slug(slug)
    if offer is None or offer.status != "published":
        raise NotThere
    if request.actor.is_known and request.actor.key_kind not in LINKS:
        return _as_oneself(request, offer)
    return _as_newcomer(request, offer)


@public
@never_cache
@sensitive_post_parameters()
@require_POST
def key_card(request: ActorRequest) -> HttpResponse:
    token = request.POST.get("token", "")
    is_shared = bool(request.POST.get("shared"))
    days = keys.SHARED_SESSION_DAYS if is_shared else keys.GUEST_SESSION_DAYS
    code = _code_of(token)
    raw_key = keys.new_session_for_card(code, days=days) if _offer_of(token) else None
    if raw_key is None:
        return redirect("access:key")
    with acting(code) as actor:
        sent = own_requests(actor.person_id) if actor.person_id else []
        if not sent:
            raise NotThere
        context = {
            "row": wording.own_row(sent[0]),
            "name": actor.name,
            "code": printed(code),
            "spoken": spoken(code, offer_words.language()),
            "qr": qr_of(f"{settings.PUBLIC_URL}{reverse('access:key')}#{code}"),
        }
        response = render(request, "requests/key_card.html", context)
    hand_over(response, raw_key, days=None if is_shared else days)
    return response


@signed_in
@never_cache
@require_safe
def every_own(request: ActorRequest) -> HttpResponse:
    rows = wording.own_rows(own_requests(_me(request)))
    return render(request, "requests/every_own.html", {"rows": rows})


@signed_in
@never_cache
@require_safe
def own(request: ActorRequest, request_id: UUID) -> HttpResponse:
    asked = own_request(request_id)
    if asked is None:
        raise NotThere
    row = wording.own_row(asked, holder=holder_name(asked))
    return render(request, "requests/own.html", {"asked": asked, "row": row})


@signed_in
@require_POST
def withdraw(request: ActorRequest, request_id: UUID) -> HttpResponse:
    withdraw_request(request_id=request_id, by=request.actor)
    messages.success(request, _("Godt. Vi har sagt, at du ikke ønsker det mere."))
    return redirect("requests:own", request_id)


def _as_oneself(request: ActorRequest, offer: Offer) -> HttpResponse:
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        sent = send_request(
            person_id=_me(request), offer_id=offer.id, asks=form.asks(), by=request.actor
        )
        return redirect("requests:own", sent)
    return _page(request, offer, form)


def _as_newcomer(request: ActorRequest, offer: Offer) -> HttpResponse:
    if request.method != "POST":
        return _page(
            request, offer, NewcomerAskForm(initial={"token": _token(offer), "shows_name": True})
        )
    data = request.POST.dict()
    if _offer_of(data.get("token", "")) != offer.id:
        data["token"] = _token(offer)
        form = NewcomerAskForm(data)
        form.add_error(None, _("Siden har ligget længe. Tryk én gang til, så er det sendt."))
        return _page(request, offer, form)
    form = NewcomerAskForm(data)
    if not form.is_valid():
        return _page(request, offer, form)
    if not note_knock(door=DOOR, address_hash=address_of(request), by=request.actor):
        form.add_error(None, HELD_BACK)
        return _page(request, offer, form, status=429)
    send_request_as_newcomer(
        offer_id=offer.id,
        nickname=form.cleaned_data["nickname"],
        language=translation.get_language() or "da",
        code=_code_of(data["token"]),
        asks=form.asks(),
        by=request.actor,
    )
    return HttpResponseRedirect(reverse("requests:key_card"), status=307)


def _page(request: ActorRequest, offer: Offer, form: AskForm, *, status: int = 0) -> HttpResponse:
    answer = answer_of(offer, Use())
    is_decided = answer.entry is Entry.DECISION
    context = {
        "form": form,
        "offer": offer,
        "title": offer_words.text_of(offer, "title"),
        "is_decided": is_decided,
        "access": capfirst(offer_words.access_in_words(answer, offer)),
        "is_newcomer": isinstance(form, NewcomerAskForm),
    }
    return render(
        request, "requests/ask.html", context, status=status or (422 if form.errors else 200)
    )


def _token(offer: Offer) -> str:
    return signing.TimestampSigner(salt=SALT).sign(f"{secrets.token_urlsafe(16)}~{offer.id}")


def _offer_of(token: str) -> UUID | None:
    """The offer a token was made for; None if it is forged or too old."""
    try:
        said = signing.TimestampSigner(salt=SALT).unsign(token, max_age=TOKEN_SECONDS)
        return UUID(said.partition("~")[2])
    except (signing.BadSignature, ValueError):
        return None


def _code_of(token: str) -> str:
    bits = salted_hmac(SALT, token, algorithm="sha256").digest()
    return new_code(lambda length: bits[:length])


def _me(request: ActorRequest) -> UUID:
    me = request.actor.person_id
    if me is None:  # pragma: no cover – the guard has let nobody in; the types cannot see that
        raise NotThere
    return me
