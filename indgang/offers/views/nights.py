"""The plan of nights for those who keep beds, rooms and housing units, and what they lend."""

from datetime import date, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from indgang.access.guards import requires
from indgang.access.middleware import ActorRequest
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere, Refused
from indgang.offers import nights_shown
from indgang.offers.forms import ProlongForm, ThingForm
from indgang.offers.models import Offer, Thing
from indgang.offers.operations import (
    agree_stay,
    call_off_stay,
    close_thing,
    end_stay,
    keep_thing,
    move_stay,
    note_arrival,
    prolong_stay,
)
from indgang.offers.queries import (
    SeenStay,
    every_thing_of,
    kept_offer,
    kept_thing,
    nightly_offers,
    seen_stay,
    stays_kept,
    things_of,
    tonight,
)

sees_nights = requires(Role.PROVIDER, Role.ACUTE)  # an administrator reads nobody
keeper = requires(Role.PROVIDER, Role.ADMINISTRATOR)


@sees_nights
@require_GET
def plan(request: ActorRequest) -> HttpResponse:
    since = _since(request)
    until = since + timedelta(days=nights_shown.PLAN_NIGHTS)
    plans = [
        nights_shown.plan_of_nights(
            offer,
            things_of(offer.id),
            stays_kept(offer.id, since=min(since, tonight() - timedelta(days=1)), until=until),
            since=since,
            tonight=tonight(),
        )
        for offer in nightly_offers()
    ]
    context = {
        "plans": plans,
        "days": [since + timedelta(days=ahead) for ahead in range(nights_shown.PLAN_NIGHTS)],
        "tonight": tonight(),
        "before": (since - timedelta(days=7)).isoformat(),
        "after": (since + timedelta(days=7)).isoformat(),
    }
    return render(request, "offers/plan_of_nights.html", context)


@sees_nights
@require_GET
def stay(request: ActorRequest, stay_id: UUID) -> HttpResponse:
    seen = _kept(stay_id)
    things = things_of(seen.offer_id)
    name = next((thing.name for thing in things if thing.id == seen.thing_id), "")
    context = {
        "stay": nights_shown.kept_nights(seen, name, tonight=tonight()),
        "state": seen.state,
        "others": [thing for thing in things if thing.id != seen.thing_id],
        "prolong": ProlongForm(initial={"until": seen.nights.until}),
    }
    return render(request, "offers/kept_stay.html", context)


STEPS = {
    "ja": (agree_stay, gettext_lazy("Nætterne er gæstens.")),
    "kommet": (note_arrival, gettext_lazy("Gæsten er her nu.")),
    "hjem": (end_stay, gettext_lazy("Gæsten er taget hjem. Resten af nætterne er ledige.")),
    "fra": (call_off_stay, gettext_lazy("Nætterne er meldt fra og er ledige igen.")),
}


@sees_nights
@require_POST
def step(request: ActorRequest, stay_id: UUID) -> HttpResponse:
    """What becomes of a stay by one tap."""
    found = STEPS.get(request.POST.get("skridt", ""))
    if found is None:
        raise NotThere
    operation, said = found
    operation(stay_id=_kept(stay_id).id, by=request.actor)
    messages.success(request, said)
    if request.POST.get("plan"):
        return redirect("offers:plan_of_nights")
    return redirect("offers:kept_stay", stay_id)


@sees_nights
@require_POST
def prolong(request: ActorRequest, stay_id: UUID) -> HttpResponse:
    form = ProlongForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Vælg en dag."))
    prolong_stay(stay_id=_kept(stay_id).id, until=form.cleaned_data["until"], by=request.actor)
    messages.success(request, _("Gæsten kan blive længere."))
    return redirect("offers:kept_stay", stay_id)


@sees_nights
@require_POST
def move(request: ActorRequest, stay_id: UUID) -> HttpResponse:
    seen = _kept(stay_id)
    chosen = request.POST.get("thing", "")
    there = {str(thing.id): thing for thing in things_of(seen.offer_id)}
    if chosen not in there:
        raise Refused(_("Vælg, hvor gæsten skal sove."))
    moved = move_stay(stay_id=seen.id, thing_id=there[chosen].id, by=request.actor)
    messages.success(request, _("Gæsten er flyttet til %(thing)s.") % {"thing": there[chosen].name})
    return redirect("offers:kept_stay", moved)


@keeper
@require_GET
def things(request: ActorRequest, offer_id: UUID) -> HttpResponse:
    offer = _offer(offer_id)
    return render(
        request, "offers/things.html", {"offer": offer, "things": every_thing_of(offer_id)}
    )


@keeper
@require_http_methods(["GET", "POST"])
def add_thing(request: ActorRequest, offer_id: UUID) -> HttpResponse:
    return _thing_page(request, _offer(offer_id), None)


@keeper
@require_http_methods(["GET", "POST"])
def thing(request: ActorRequest, thing_id: UUID) -> HttpResponse:
    found = _thing(thing_id)
    return _thing_page(request, found.offer, found)


@keeper
@require_POST
def close(request: ActorRequest, thing_id: UUID) -> HttpResponse:
    found = _thing(thing_id)
    close_thing(thing_id=found.id, is_closed=not request.POST.get("open"), by=request.actor)
    messages.success(request, _("Det er gemt."))
    return redirect("offers:things", found.offer_id)


def _thing_page(request: ActorRequest, offer: Offer, shown: Thing | None) -> HttpResponse:
    form = ThingForm(request.POST or None, thing=shown)
    if request.method == "POST" and form.is_valid():
        try:
            keep_thing(
                offer_id=offer.id,
                thing_id=shown.id if shown else None,
                sheet=form.sheet(),
                by=request.actor,
            )
        except Refused as reason:
            form.add_error(None, reason.sentence)
        else:
            messages.success(request, _("Det er gemt."))
            return redirect("offers:things", offer.id)
    context = {"offer": offer, "thing": shown, "form": form}
    return render(request, "offers/thing.html", context, status=422 if form.errors else 200)


def _since(request: ActorRequest) -> date:
    """The first night of the plan: the one in the address, within a year, or tonight."""
    try:
        asked = date.fromisoformat(request.GET.get("fra", ""))
    except ValueError:
        return tonight()
    return asked if abs((asked - tonight()).days) <= 366 else tonight()


def _kept(stay_id: UUID) -> SeenStay:
    seen = seen_stay(stay_id)
    if seen is None or not seen.keeps:
        raise NotThere
    return seen


def _offer(offer_id: UUID) -> Offer:
    found = kept_offer(offer_id)
    if found is None:
        raise NotThere
    return found


def _thing(thing_id: UUID) -> Thing:
    found = kept_thing(thing_id)
    if found is None:
        raise NotThere
    return found
