from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from indgang.access.guards import signed_in
from indgang.access.middleware import ActorRequest
from indgang.kernel.live import ticket_for
from indgang.kernel.refused import NotThere
from indgang.portal.home import home_of
from indgang.portal.work import work_of


@require_GET
@signed_in
@never_cache
def home(request: ActorRequest) -> HttpResponse:
    """One's own first page: what is next for a guest, and for a colleague his work before that."""
    me = request.actor.person_id
    if me is None:  # pragma: no cover – the guard has let nobody in; the types cannot see that
        raise NotThere
    page: dict[str, Any] = {"home": home_of(me)}
    if request.headers.get("HX-Request"):
        return render(request, "portal/_min.html", page)
    page |= {"work": work_of(request.actor)}
    return render(request, "portal/min.html", page | {"ticket": _ticket(request)})


@require_POST
@signed_in
def ticket(request: ActorRequest) -> HttpResponse:
    """A new ticket, when the line has been down."""
    return JsonResponse({"ticket": _ticket(request)})


def _ticket(request: ActorRequest) -> str:
    return ticket_for(f"guest:{request.actor.person_id}")
