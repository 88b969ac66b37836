from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from indgang.access.guards import requires
from indgang.access.middleware import ActorRequest
from indgang.access.rules import faulty_groups, normalised
from indgang.entrance import operations, queries
from indgang.entrance.forms import ArrivalForm, GuidesForm, SettleForm
from indgang.kernel.actor import HOUSE, Role
from indgang.kernel.live import ticket_for
from indgang.kernel.refused import NotThere
from indgang.people.models import Person, Unit
from indgang.people.queries import colleague_names, house_unit

DOOR = (*sorted(HOUSE), Role.OUTREACH, Role.ACUTE)  # everyone who meets guests at the door


@requires(*DOOR)
@require_http_methods(["GET", "POST"])
def arrival(request: ActorRequest) -> HttpResponse:
    """Somebody came in: two fields and one button, or a guest who has been here before."""
    unit = _house()
    # A key card's code opens everything: it must stand in no address, no log and no history.
    looked_for = request.POST.get("q", "").strip()
    is_search = "q" in request.POST
    form = ArrivalForm(request.POST if request.method == "POST" and not is_search else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        operations.register_arrival(
            nickname=said["nickname"],
            about=said["about"],
            unit_id=unit.id,
            person_id=said["person"],
            once=said["once"],
            by=request.actor,
        )
        return redirect("/huset")
    if not looked_for:
        form.fields["nickname"].widget.attrs["autofocus"] = True
    found = _found(request, looked_for) if looked_for else []
    page = {
        "form": form,
        "looked_for": looked_for,
        "found": found,
        "is_new_card": bool(looked_for and not found and not faulty_groups(looked_for)),
        "again": ArrivalForm(auto_id=False),
        "is_of_the_house": unit.id in request.actor.unit_ids,
        "young": queries.young_help(),
    }
    return render(request, "entrance/arrival.html", page, status=422 if form.errors else 200)


@requires(*DOOR)
@require_POST
def show_card(request: ActorRequest) -> HttpResponse:
    """A guest the house does not know lays a key card on the desk and says yes: she is here."""
    unit = _house()
    code = normalised(request.POST.get("code", ""))
    person_id = operations.let_house_know(code=code, unit_id=unit.id, by=request.actor)
    operations.register_arrival(
        nickname="", about="", unit_id=unit.id, person_id=person_id, by=request.actor
    )
    return redirect("/huset")


@requires(*DOOR)
@require_POST
def welcome(request: ActorRequest, arrival_id: UUID) -> HttpResponse:
    """One tap: the guest has been welcomed, and by whom."""
    arrival = operations.welcome(arrival_id=arrival_id, by=request.actor)
    first = arrival.welcomed_by
    if first and first != request.actor.person_id:
        name = colleague_names({first}).get(first) or _("En kollega")
        messages.info(request, _("%(name)s har allerede taget imod gæsten.") % {"name": name})
    return redirect("/huset")


@requires(*DOOR)
@require_http_methods(["GET", "POST"])
def settle(request: ActorRequest, arrival_id: UUID) -> HttpResponse:
    """What happens next with a guest who has come in."""
    found = queries.arrival_of(arrival_id)
    if found is None:
        raise NotThere
    form = SettleForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        operations.settle_arrival(arrival_id=arrival_id, by=request.actor, **form.cleaned_data)
        messages.success(request, _("Det er skrevet ned."))
        return redirect("/huset")
    guides = GuidesForm(colleagues=queries.colleagues_here(), me=request.actor.person_id)
    page = {"arrival": found, "form": form, "guides": guides, "young": queries.young_help()}
    return render(request, "entrance/settle.html", page, status=422 if form.errors else 200)


@requires(*DOOR)
@never_cache
@require_http_methods(["GET", "POST"])
def lately(request: ActorRequest) -> HttpResponse:
    """Who came in the last fortnight: to find again somebody who left without a name or a card."""
    unit = _house()
    # A name that is looked for stands in no address and no log.
    looked_for = request.POST.get("q", "").strip()
    nameless = request.GET.get("navn") == "uden" and not looked_for
    found = operations.find_guests(words=looked_for, by=request.actor) if looked_for else []
    arrivals = queries.late_arrivals(
        unit.id,
        nameless=nameless,
        person_ids=[person.id for person in found] if looked_for else None,
    )
    page = {
        "arrivals": arrivals,
        "looked_for": looked_for,
        "nameless": nameless,
        "days": queries.DAYS_BACK,
        "is_of_the_house": unit.id in request.actor.unit_ids,
    }
    return render(request, "entrance/lately.html", page)


@requires(*DOOR)
@require_POST
def ticket(request: ActorRequest) -> HttpResponse:
    """Leave to hear that something changed in the house, for one minute."""
    return JsonResponse({"ticket": ticket_for(f"house:{_house().id}")})


def _found(request: ActorRequest, looked_for: str) -> list[Person]:
    """By key card if it is one, otherwise by nickname."""
    if not faulty_groups(looked_for):
        guest = operations.find_by_card(code=normalised(looked_for), by=request.actor)
        return [guest] if guest else []
    return operations.find_guests(words=looked_for, by=request.actor)


def _house() -> Unit:
    unit = house_unit()
    if unit is None:
        raise NotThere
    return unit
