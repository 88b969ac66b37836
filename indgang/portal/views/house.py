from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from indgang.access.guards import requires
from indgang.access.middleware import ActorRequest
from indgang.access.operations import Opened, break_glass, open_person
from indgang.access.queries import ended_permissions, permissions_in_force, rows_of_permissions
from indgang.kernel.actor import HOUSE, Role
from indgang.kernel.live import ticket_for
from indgang.kernel.privacy import Kind
from indgang.kernel.refused import NotThere
from indgang.people.queries import house_unit
from indgang.plans.queries import coming_things, plan_of
from indgang.portal.forms import EmergencyForm
from indgang.portal.queries import today_of
from indgang.portal.queries_guest import BREAKS_GLASS, guest_page, name_of
from indgang.portal.queries_history import history_of
from indgang.portal.tabs import tabs_of
from indgang.portal.views.shut import shut

DOOR = (*sorted(HOUSE), Role.OUTREACH, Role.ACUTE)
# Why a page is opened, by where one comes from. The guest reads it in the look-up log.
PURPOSES = {
    "haand": gettext_noop("hånd rakt op"),
    "i-dag": gettext_noop("i kalenderen i dag"),
    "stille": gettext_noop("stille længe"),
}
FOLLOW_UP = gettext_noop("opfølgning")


@requires(*DOOR)
@require_GET
def today(request: ActorRequest) -> HttpResponse:
    """Who waits, who has written, and what there is to do today; a part of it for a live page."""
    unit = house_unit()
    if unit is None:
        raise NotThere
    page = {
        "today": today_of(unit.id, by=request.actor),
        "unit": unit,
        "is_of_the_house": unit.id in request.actor.unit_ids,
    }
    if request.headers.get("HX-Request"):
        return render(request, "portal/_today.html", page)
    return render(request, "portal/today.html", page | {"ticket": ticket_for(f"house:{unit.id}")})


@requires(*DOOR)
@never_cache
@require_GET
def guest(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """A guest at first sight. Opening it asks the database and leaves a line in the guest's log."""
    opened = _opened(request, person_id)
    if opened is None:
        return shut(request, person_id)
    return render(request, "portal/guest.html", {"page": guest_page(opened, by=request.actor)})


@requires(*DOOR)
@never_cache
@require_GET
def part(request: ActorRequest, person_id: UUID, name: str) -> HttpResponse:
    """One part of a guest's page: people, meetings, agreements, permissions or history."""
    opened = _opened(request, person_id)
    if opened is None:
        return shut(request, person_id)
    page = {
        "name": name_of(person_id),
        "person_id": person_id,
        "tabs": tabs_of(person_id, opened.kinds, current=name, actor=request.actor),
        "may_read": opened.shows(Kind.PLAN) or name in ("tilladelser", "historie"),
        "may_ask": request.actor.is_house,
        "may_break_glass": request.actor.has(*BREAKS_GLASS),
        **PARTS[name](person_id),
    }
    return render(request, f"portal/guest_{TEMPLATES[name]}.html", page)


@requires(*BREAKS_GLASS)
@require_http_methods(["GET", "POST"])
def emergency(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """The emergency door: 24 hours, with a reason that the guest reads and a leader reviews."""
    form = EmergencyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        break_glass(person_id=person_id, reason=form.cleaned_data["reason"], by=request.actor)
        messages.warning(request, _("Åbnet i 24 timer. Gæsten og lederen kan se hvorfor."))
        return redirect("portal:guest", person_id)
    page = {"form": form, "person_id": person_id}
    return render(request, "portal/emergency.html", page, status=422 if form.errors else 200)


def _opened(request: ActorRequest, person_id: UUID) -> Opened | None:
    purpose = PURPOSES.get(request.GET.get("fra", ""), FOLLOW_UP)
    try:
        return open_person(person_id=person_id, purpose=purpose, by=request.actor)
    except NotThere:
        return None


PARTS: dict[str, Callable[[UUID], dict[str, Any]]] = {
    "mennesker": lambda person_id: {"plan": plan_of(person_id)},
    "moeder": lambda person_id: {
        "coming": coming_things(person_id),
        "new_meeting": f"/huset/gaest/{person_id}/plan/moede/nyt",
    },
    "aftaler": lambda person_id: {
        "plan": plan_of(person_id),
        "new_agreement": f"/huset/gaest/{person_id}/plan/aftale/nyt",
    },
    "tilladelser": lambda person_id: {
        "permissions": rows_of_permissions(permissions_in_force(person_id)),
        "ended": rows_of_permissions(ended_permissions(person_id)[:20]),
    },
    "historie": lambda person_id: {"lines": history_of(person_id)},
}
TEMPLATES = {
    "mennesker": "people", "moeder": "meetings", "aftaler": "agreements",
    "tilladelser": "permissions", "historie": "history",
}  # fmt: skip
