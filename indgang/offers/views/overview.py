"""What the overview is made of, kept by the administrator: needs, places, and a whole table."""

from typing import TypeVar

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from indgang.access.guards import requires
from indgang.access.middleware import ActorRequest
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere, Refused
from indgang.offers.forms import NeedForm, PlaceForm, TableForm
from indgang.offers.models import Need, Place
from indgang.offers.operations import (
    close_need,
    close_place,
    import_offers_csv,
    keep_need,
    keep_place,
    lay_down_needs,
    renew_laws,
)
from indgang.offers.queries import (
    every_need,
    every_place,
    kept_organisations,
    needs_to_choose,
    secret_of,
)
from indgang.offers.rules.offer_table import NEEDED
from indgang.offers.rules.short_names import short_name
from indgang.offers.table_words import explanations, imported_in_words, template_table

Kept = TypeVar("Kept", Need, Place)

PAGES = ("nyt", "standard")  # names that are addresses already

administrator = requires(Role.ADMINISTRATOR)


@administrator
@require_GET
def needs(request: ActorRequest) -> HttpResponse:
    return render(request, "offers/needs.html", {"needs": every_need()})


@administrator
@require_POST
def standard_needs(request: ActorRequest) -> HttpResponse:
    new = lay_down_needs(by=request.actor)
    said = ngettext("%(new)s nyt behov.", "%(new)s nye behov.", new) % {"new": new}
    messages.success(request, said if new else _("Listen er der allerede."))
    return redirect("offers:needs")


@administrator
@require_http_methods(["GET", "POST"])
def need(request: ActorRequest, code: str = "") -> HttpResponse:
    known = {one.code: one for one in every_need()}
    shown = _known(known, code)
    form = NeedForm(request.POST or None, need=shown)
    if request.method == "POST" and form.is_valid():
        name = code or short_name(form.cleaned_data["title"], taken={*known, *PAGES}, longest=40)
        position = shown.position if shown else len(known)
        keep_need(need=form.sheet(code=name, position=position), by=request.actor)
        messages.success(request, _("Det er gemt. Søgningen kender ordene fra nu."))
        return redirect("offers:needs")
    context = {"need": shown, "form": form}
    return render(request, "offers/need.html", context, status=422 if form.errors else 200)


@administrator
@require_POST
def close_one_need(request: ActorRequest, code: str) -> HttpResponse:
    is_closed = request.POST.get("open") != "1"
    close_need(code=code, is_closed=is_closed, by=request.actor)
    messages.success(request, _("Behovet er lukket.") if is_closed else _("Behovet er åbent."))
    return redirect("offers:needs")


@administrator
@require_GET
def places(request: ActorRequest) -> HttpResponse:
    return render(request, "offers/places.html", {"places": every_place()})


@administrator
@require_http_methods(["GET", "POST"])
def place(request: ActorRequest, slug: str = "") -> HttpResponse:
    known = {one.slug: one for one in every_place()}
    shown = _known(known, slug)
    form = PlaceForm(
        request.POST or None,
        place=shown,
        secret=secret_of(shown) if shown else None,
        hosts=kept_organisations(),
    )
    if request.method == "POST" and form.is_valid():
        name = slug or short_name(form.cleaned_data["name"], taken={*known, *PAGES}, longest=60)
        keep_place(place=form.sheet(slug=name), by=request.actor)
        messages.success(request, _("Stedet er gemt."))
        return redirect("offers:places")
    context = {"place": shown, "form": form}
    return render(request, "offers/place.html", context, status=422 if form.errors else 200)


@administrator
@require_POST
def close_one_place(request: ActorRequest, slug: str) -> HttpResponse:
    is_closed = request.POST.get("open") != "1"
    try:
        close_place(slug=slug, is_closed=is_closed, by=request.actor)
    except Refused as reason:
        messages.error(request, reason.sentence)
    else:
        messages.success(request, _("Stedet er lukket.") if is_closed else _("Stedet er åbent."))
    return redirect("offers:places")


@administrator
@require_http_methods(["GET", "POST"])
def table(request: ActorRequest) -> HttpResponse:
    is_sent = request.method == "POST"
    form = TableForm(request.POST, request.FILES) if is_sent else TableForm()
    faults: tuple[str, ...] = ()
    if is_sent and form.is_valid():
        try:
            renew_laws(by=request.actor)
            done = import_offers_csv(content=form.cleaned_data["table"], by=request.actor)
        except Refused as reason:
            form.add_error("table", reason.sentence)
        else:
            faults = done.faults
            if not faults:
                messages.success(request, imported_in_words(done))
                return redirect("offers:kept")
    explained = explanations(needs_to_choose())
    context = {
        "form": form,
        "faults": faults,
        "columns": [(name, name in NEEDED, words) for name, words in explained.items()],
    }
    status = 422 if faults or form.errors else 200
    return render(request, "offers/table.html", context, status=status)


@administrator
@require_GET
def template(request: ActorRequest) -> HttpResponse:
    response = HttpResponse(template_table(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="tilbud.csv"'
    return response


def _known(known: dict[str, Kept], name: str) -> Kept | None:
    """The one of that name; None for a new one."""
    if name and name not in known:
        raise NotThere
    return known.get(name)
