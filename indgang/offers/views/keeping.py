"""The pages of those who stand for offers: a provider's own, an administrator's all."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from indgang.access.guards import requires
from indgang.access.middleware import ActorRequest
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere, Refused
from indgang.offers import kept, run_words
from indgang.offers.forms import OfferForm, TimesForm
from indgang.offers.models import Offer
from indgang.offers.operations import (
    add_times,
    confirm_offer,
    end_times,
    keep_offer,
    rest_offer,
    show_offer,
)
from indgang.offers.queries import (
    kept_offer,
    kept_offers,
    kept_organisations,
    kept_runs,
    kept_sessions,
    needs_to_choose,
    next_kept_sessions,
    nightly_offers,
    places_to_choose,
    recent_kept_sessions,
    secret_of,
    sheet_of,
    unmet_needs,
)

keeper = requires(Role.PROVIDER, Role.ADMINISTRATOR)


@keeper
@require_GET
def overview(request: ActorRequest) -> HttpResponse:
    text = request.GET.get("q", "")[:100].replace("\0", "")
    offers = kept_offers(text)
    context = {
        "text": text,
        "next": [] if text else [kept.time_of(session) for session in next_kept_sessions()],
        "cards": [kept.card_of(one) for one in offers],
        "is_searchable": bool(text) or len(offers) > kept.FEW,
        "unmet": [] if text else unmet_needs(),
        "unit_ids": () if text else request.actor.unit_ids,
        "lends": not text and bool(nightly_offers()),
        "answers": request.actor.has(Role.PROVIDER, Role.AUTHORITY),
    }
    return render(request, "offers/kept.html", context)


@keeper
@require_GET
def offer(request: ActorRequest, offer_id: UUID) -> HttpResponse:
    shown = _kept(offer_id)
    times = [kept.time_of(session, shown) for session in kept_sessions(offer_id)]
    context = {
        "offer": shown,
        "state": kept.state_of(shown),
        "has_talks": any(one.each_minutes for one in shown.schedules.all()),
        "secret": secret_of(shown.place) if shown.place else None,
        "schedules": [kept.schedule_of(schedule) for schedule in shown.schedules.all()],
        "times": times[: kept.MOST_TIMES],
        "more_times": times[kept.MOST_TIMES :],
        "runs": [run_words.run_card_of(run, shown) for run in kept_runs(offer_id)],
        "recent": [kept.time_of(session, shown) for session in recent_kept_sessions(offer_id)],
        "sees_people": request.actor.has(Role.PROVIDER),
        "rule_href": _rule_href(shown) if request.actor.has(Role.ADMINISTRATOR) else "",
    }
    return render(request, "offers/kept_offer.html", context)


@keeper
@require_http_methods(["GET", "POST"])
def add(request: ActorRequest) -> HttpResponse:
    return _words_page(request, None)


@keeper
@require_http_methods(["GET", "POST"])
def words(request: ActorRequest, offer_id: UUID) -> HttpResponse:
    return _words_page(request, _kept(offer_id))


@keeper
@require_http_methods(["GET", "POST"])
def times(request: ActorRequest, offer_id: UUID) -> HttpResponse:
    shown = _kept(offer_id)
    form = TimesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = add_times(offer_id=shown.id, times=form.times(), by=request.actor)
        except Refused as reason:
            form.add_error(None, reason.sentence)
        else:
            messages.success(request, kept.made_in_words(made))
            return redirect("offers:kept_offer", shown.id)
    context = {
        "offer": shown,
        "form": form,
        "schedules": [kept.schedule_of(schedule) for schedule in shown.schedules.all()],
    }
    return render(request, "offers/kept_times.html", context, status=422 if form.errors else 200)


@keeper
@require_POST
def stop_times(request: ActorRequest, offer_id: UUID, schedule_id: UUID) -> HttpResponse:
    shown = _kept(offer_id)
    if schedule_id not in {schedule.id for schedule in shown.schedules.all()}:
        raise NotThere
    left = end_times(schedule_id=schedule_id, by=request.actor)
    if left:
        said = ngettext(
            "Tiden er stoppet. Nogen har stadig en plads til %(left)s af gangene. Aflys den, hvis den heller ikke bliver til noget.",
            "Tiden er stoppet. Nogen har stadig en plads til %(left)s af gangene. Aflys dem, hvis de heller ikke bliver til noget.",
            left,
        )
        messages.warning(request, said % {"left": left})
    else:
        messages.success(request, _("Tiden er stoppet."))
    return redirect("offers:kept_offer", offer_id)


@keeper
@require_POST
def confirm(request: ActorRequest, offer_id: UUID) -> HttpResponse:
    confirm_offer(offer_id=_kept(offer_id).id, by=request.actor)
    messages.success(request, _("Tak. Nu står der, at det er set efter i dag."))
    return redirect("offers:kept_offer", offer_id)


@keeper
@require_http_methods(["GET", "POST"])
def rest(request: ActorRequest, offer_id: UUID) -> HttpResponse:
    """Pause or close, after it has said what happens to those with a seat."""
    shown = _kept(offer_id)
    if request.method == "POST":
        ends = request.POST.get("ends") == "1"
        called_off = rest_offer(offer_id=shown.id, ends=ends, by=request.actor)
        messages.success(request, kept.rested_in_words(ends=ends, called_off=called_off))
        return redirect("offers:kept_offer", shown.id)
    sessions = kept_sessions(offer_id)
    with_people = sum(1 for s in sessions if s.cancelled_at is None and s.taken + s.waiting)
    context = {"offer": shown, "with_people": with_people}
    return render(request, "offers/kept_rest.html", context)


@keeper
@require_POST
def show(request: ActorRequest, offer_id: UUID) -> HttpResponse:
    made = show_offer(offer_id=_kept(offer_id).id, by=request.actor)
    messages.success(request, _("Tilbuddet vises igen.") + " " + kept.made_in_words(made))
    return redirect("offers:kept_offer", offer_id)


def _kept(offer_id: UUID) -> Offer:
    found = kept_offer(offer_id)
    if found is None:
        raise NotThere
    return found


def _words_page(request: ActorRequest, shown: Offer | None) -> HttpResponse:
    form = OfferForm(
        request.POST or None,
        sheet=sheet_of(shown) if shown else None,
        organisations=kept_organisations(),
        needs=needs_to_choose(),
        places=places_to_choose(),
    )
    if request.method == "POST" and form.is_valid():
        try:
            kept_now = keep_offer(
                offer_id=shown.id if shown else None,
                sheet=form.sheet(),
                new_place=form.new_place_told(),
                by=request.actor,
            )
        except Refused as reason:
            form.add_error(None, reason.sentence)
        else:
            if shown is None:
                messages.success(request, _("Tilbuddet er oprettet. Hvornår er det?"))
                return redirect("offers:kept_times", kept_now.id)
            messages.success(request, _("Det er gemt, og det står på tilbuddets side nu."))
            return redirect("offers:kept_offer", kept_now.id)
    context = {"offer": shown, "form": form}
    return render(request, "offers/kept_words.html", context, status=422 if form.errors else 200)


def _rule_href(offer: Offer) -> str:
    """To the rule it follows, or to where one is written."""
    if offer.rule_set_id:
        return reverse("offers:rule", args=[offer.rule_set_id])
    return reverse("offers:begin_own_rule", args=[offer.id])
