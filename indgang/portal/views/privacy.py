from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from indgang.access.guards import public
from indgang.access.middleware import ActorRequest


@public
@require_GET
def privacy(request: ActorRequest) -> HttpResponse:
    return render(request, "portal/privacy.html")
