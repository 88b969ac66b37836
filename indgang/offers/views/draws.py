"""How places were given, for those who look whether it was right; and how urgent one is."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET, require_http_methods

from indgang.access.guards import requires
from indgang.access.middleware import ActorRequest
from indgang.access.operations import open_person
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere
from indgang.offers import draw_words
from indgang.offers.forms import UrgencyForm
from indgang.offers.operations import say_urgency
from indgang.offers.queries import (
    draw_to_check,
    first_arrivals,
    lots_of,
    offer_titles,
    own_wishes,
    recent_draws,
    urgency_of,
)
from indgang.offers.rules.giving_places import NeedClass
from indgang.offers.run_words import wish_lines

YEAR = timedelta(days=365)

CHECKERS = (Role.HOST, Role.GUIDE, Role.COORDINATOR, Role.LEADER, Role.DPO)
checker = requires(*CHECKERS)
counter = requires(
    Role.HOST, Role.GUIDE, Role.COORDINATOR, Role.AUTHORITY, Role.LEADER, Role.COUNCIL,
    Role.ADMINISTRATOR,
)  # fmt: skip
writer = requires(
    Role.HOST, Role.PEER_HOST, Role.GUIDE, Role.COORDINATOR, Role.OUTREACH, Role.ACUTE
)


@checker
@require_GET
def draws(request: ActorRequest) -> HttpResponse:
    columns = [_("Dag"), _("Hold"), _("Pladser"), _("Ønsker")]
    rows = [draw_words.draw_row_of(draw) for draw in recent_draws()]
    return render(request, "offers/draws.html", {"rows": rows, "columns": columns})


@checker
@require_GET
def draw(request: ActorRequest, draw_id: UUID) -> HttpResponse:
    """One draw, done again before one's eyes."""
    shown = draw_to_check(draw_id)
    if shown is None:
        raise NotThere
    context = {
        "draw": shown,
        "check": draw_words.check_of(shown, lots_of(draw_id)),
        "columns": [
            _("Gæst"), _("Hvor meget det haster"), _("Uger ventet"), _("Lodnummer"),
            _("Ønske nummer"), _("Sådan gik det"),
        ],
    }  # fmt: skip
    return render(request, "offers/draw.html", context)


@counter
@require_GET
def arrivals(request: ActorRequest) -> HttpResponse:
    """Of those who took a seat for the first time, how many came."""
    today = clock.today()
    found = first_arrivals(today - YEAR, today + timedelta(days=1))
    titles = offer_titles([one.offer_id for one in found])
    columns = [
        _("Tilbud"), _("Måned"), _("Tog plads"), _("Kom"), _("Kom ikke"), _("Ikke noteret"),
        _("Andel, der kom"),
    ]  # fmt: skip
    context = draw_words.arrivals_of(found, titles) | {
        "columns": columns,
        "may_check": request.actor.has(*CHECKERS),
    }
    return render(request, "offers/first_arrivals.html", context)


@writer
@require_http_methods(["GET", "POST"])
def urgency(request: ActorRequest, person_id: UUID) -> HttpResponse:
    open_person(person_id=person_id, purpose=gettext_noop("samtale"), by=request.actor)
    form = UrgencyForm(request.POST or None, initial={"level": int(urgency_of(person_id))})
    if request.method == "POST" and form.is_valid():
        level = NeedClass(form.cleaned_data["level"])
        say_urgency(person_id=person_id, level=level, by=request.actor)
        messages.success(request, _("Det er gemt. Gæsten kan se det på sin side."))
        return redirect("offers:urgency", person_id)
    context = {"person_id": person_id, "form": form, "wishes": wish_lines(own_wishes(person_id))}
    return render(request, "offers/urgency.html", context, status=422 if form.errors else 200)
