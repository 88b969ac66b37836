from django.http import HttpResponse
from django.shortcuts import render

from indgang.access.guards import public
from indgang.access.middleware import ActorRequest


@public
def front(request: ActorRequest) -> HttpResponse:
    """The first page: three ways on, and a search."""
    return render(request, "portal/front.html", {})
