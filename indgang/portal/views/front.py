from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from indgang.access.guards import public
from indgang.access.middleware import ActorRequest
from indgang.people.queries import is_open, settings_of_the_house


@public
@require_safe
def front(request: ActorRequest) -> HttpResponse:
    """The first page: three ways on, and a search."""
    house = settings_of_the_house()
    page = {"house": house, "is_open": bool(house and is_open(house.opening_hours))}
    return render(request, "portal/front.html", page)
