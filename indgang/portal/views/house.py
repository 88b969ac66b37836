from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from indgang.access.guards import requires
from indgang.access.middleware import ActorRequest
from indgang.kernel.actor import HOUSE, Role
from indgang.kernel.live import ticket_for
from indgang.kernel.refused import NotThere
from indgang.people.queries import house_unit
from indgang.portal.queries import today_of

DOOR = (*sorted(HOUSE), Role.OUTREACH, Role.ACUTE)


@requires(*DOOR)
@require_GET
def today(request: ActorRequest) -> HttpResponse:
    """Who waits, who has written, and what there is to do today; a part of it for a live page."""
    unit, me = house_unit(), request.actor.person_id
    if unit is None or me is None:
        raise NotThere
    page = {"today": today_of(unit.id, me=me), "unit": unit}
    if request.headers.get("HX-Request"):
        return render(request, "portal/_today.html", page)
    return render(request, "portal/today.html", page | {"ticket": ticket_for(f"house:{unit.id}")})
