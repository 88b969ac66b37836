from django.http import HttpResponse
from django.shortcuts import render

from indgang.access.guards import requires
from indgang.access.middleware import ActorRequest
from indgang.kernel.actor import HOUSE


@requires(*HOUSE)
def today(request: ActorRequest) -> HttpResponse:
    """Who waits, who has written, and what there is to do today."""
    return render(request, "portal/today.html", {})
