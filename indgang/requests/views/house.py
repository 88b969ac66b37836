"""What came back to the house."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from indgang.access.guards import requires
from indgang.access.middleware import ActorRequest
from indgang.kernel.actor import HOUSE
from indgang.requests import wording
from indgang.requests.operations import settle_request, take_request
from indgang.requests.queries import requests_in_house

house = requires(*sorted(HOUSE))


@house
@never_cache
@require_safe
def every(request: ActorRequest) -> HttpResponse:
    rows = [(row, wording.said_in_house(row)) for row in requests_in_house()]
    return render(request, "requests/in_house.html", {"rows": rows})


@house
@require_POST
def take(request: ActorRequest, request_id: UUID) -> HttpResponse:
    take_request(request_id=request_id, by=request.actor)
    messages.success(request, _("Godt. Nu er det dig, der har det."))
    return redirect("requests:in_house")


@house
@require_POST
def settle(request: ActorRequest, request_id: UUID) -> HttpResponse:
    settle_request(request_id=request_id, by=request.actor)
    messages.success(request, _("Godt. Det er taget af listen."))
    return redirect("requests:in_house")
