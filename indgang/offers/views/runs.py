"""Courses with a start, for those who stand for them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from indgang.access.guards import requires
from indgang.access.middleware import ActorRequest
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere, Refused
from indgang.offers import kept, run_words
from indgang.offers.forms import ChangeRunForm, RunForm
from indgang.offers.operations import change_run, open_run
from indgang.offers.queries import kept_offer, kept_run

keeper = requires(Role.PROVIDER, Role.ADMINISTRATOR)


@keeper
@require_http_methods(["GET", "POST"])
def add(request: ActorRequest, offer_id: UUID) -> HttpResponse:
    offer = kept_offer(offer_id)
    if offer is None:
        raise NotThere
    form = RunForm(request.POST or None, closed_days=offer.closed_days)
    if request.method == "POST" and form.is_valid():
        try:
            run = open_run(offer_id=offer.id, sheet=form.sheet(), by=request.actor)
        except Refused as reason:
            form.add_error(reason.code if reason.code in form.fields else None, reason.sentence)
        else:
            messages.success(request, _("Holdet er oprettet, og det står på tilbuddets side nu."))
            return redirect("offers:kept_run", run.id)
    context = {"offer": offer, "form": form}
    return render(request, "offers/kept_new_run.html", context, status=422 if form.errors else 200)


@keeper
@require_http_methods(["GET", "POST"])
def run(request: ActorRequest, run_id: UUID) -> HttpResponse:
    shown = kept_run(run_id)
    if shown is None or shown.room is None:
        raise NotThere
    has_begun = shown.room.starts_at <= clock.now()
    form = ChangeRunForm(request.POST or None, run=shown)
    if request.method == "POST" and not has_begun and form.is_valid():
        try:
            change_run(run_id=shown.id, by=request.actor, **form.cleaned_data)
        except Refused as reason:
            form.add_error(reason.code if reason.code in form.fields else None, reason.sentence)
        else:
            messages.success(request, _("Det er gemt, og det står på tilbuddets side nu."))
            return redirect("offers:kept_run", shown.id)
    context = {
        "offer": shown.offer,
        "run": shown,
        "card": run_words.run_card_of(shown, shown.offer),
        "people": kept.people_in_words(shown.room),
        "times": [kept.time_of(time, shown.offer) for time in shown.times.all()],
        "form": form,
        "has_begun": has_begun,
        "sees_people": request.actor.has(Role.PROVIDER),
    }
    return render(request, "offers/kept_run.html", context, status=422 if form.errors else 200)
