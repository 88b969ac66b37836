"""Personal links, and how often one is asked. For those who sign in."""

import secrets
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from indgang.access.guards import requires
from indgang.access.middleware import ActorRequest
from indgang.access.operations import give_offers_link, stop_offers_link
from indgang.access.rules import OFFERS_LINK_DAYS
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere
from indgang.offers.models import Offer
from indgang.offers.operations import ask_of_room
from indgang.offers.queries import kept_organisations
from indgang.people.queries import colleagues_at_work
from indgang.post.delivery import OFFERS_LABEL
from indgang.post.links import key_link
from indgang.requests.forms import OfferPaceForm, PaceForm
from indgang.requests.operations import set_pace
from indgang.requests.queries import answering_offers, offers_links, paces

keeper = requires(Role.PROVIDER, Role.ADMINISTRATOR)


@keeper
@never_cache
@sensitive_variables("raw", "address")
@require_http_methods(["GET", "POST"])
def links(request: ActorRequest) -> HttpResponse:
    """The links that work, and a new one: shown this once, and stored as a hash."""
    holders = _holders(request)
    address = ""
    if request.method == "POST":
        holder_id = _uuid(request.POST.get("holder", "")) or request.actor.person_id
        if holder_id not in dict(holders):
            raise NotThere
        raw = secrets.token_urlsafe(32)
        give_offers_link(
            holder_id=holder_id,
            days=OFFERS_LINK_DAYS,
            raw_key=raw,
            label=OFFERS_LABEL + uuid4().hex,
            by=request.actor,
        )
        address = key_link(raw, reverse("requests:room"))
    context = {
        "links": offers_links(),
        "holders": holders,
        "address": address,
        "days": OFFERS_LINK_DAYS,
        "organisations": kept_organisations(),
        "is_provider": request.actor.has(Role.PROVIDER),
    }
    return render(request, "requests/links.html", context)


@keeper
@require_POST
def stop_link(request: ActorRequest) -> HttpResponse:
    stop_offers_link(label=request.POST.get("label", "")[:40].replace("\0", ""), by=request.actor)
    messages.success(request, _("Linket virker ikke mere."))
    return redirect("requests:links")


@keeper
@require_http_methods(["GET", "POST"])
def pace(request: ActorRequest, organisation_id: UUID) -> HttpResponse:
    organisation = next((one for one in kept_organisations() if one.id == organisation_id), None)
    if organisation is None:
        raise NotThere
    offers = [one for one in answering_offers() if one.provider_id == organisation_id]
    known = paces([organisation_id]).get(organisation_id)
    initial = {"answer_days": known.answer_days, "fresh_days": known.fresh_days} if known else None
    chosen = request.POST.get("offer", "")
    form = PaceForm(
        request.POST if request.method == "POST" and not chosen else None, initial=initial
    )
    own = [(one, _own_pace(one, request, chosen == str(one.id))) for one in offers]
    if form.is_valid():
        set_pace(organisation_id=organisation_id, by=request.actor, **form.cleaned_data)
    for one, own_form in own:
        if own_form.is_valid():
            ask_of_room(offer_id=one.id, by=request.actor, **own_form.cleaned_data)
    if any(each.is_valid() for each in (form, *(f for _one, f in own))):
        messages.success(request, _("Det er gemt."))
        return redirect("requests:pace", organisation_id)
    context = {"organisation": organisation, "form": form, "offers": own}
    status = 422 if request.method == "POST" else 200
    return render(request, "requests/pace.html", context, status=status)


def _own_pace(offer: Offer, request: ActorRequest, is_sent: bool) -> OfferPaceForm:
    room = getattr(offer, "room", None)
    return OfferPaceForm(
        request.POST if is_sent else None,
        every_days=room.fresh_days if room else None,
        prefix=f"t{offer.id.hex}",
    )


def _holders(request: ActorRequest) -> list[tuple[UUID, str]]:
    """For whom the actor may make a link: himself, or all who stand for offers."""
    if request.actor.has(Role.ADMINISTRATOR):
        found = colleagues_at_work(Role.PROVIDER)
        return [(colleague.person_id, colleague.shown_name) for colleague in found]
    me = request.actor.person_id
    return [(me, request.actor.name)] if me else []


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
