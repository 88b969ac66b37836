from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from indgang.access.guards import signed_in
from indgang.access.middleware import ActorRequest
from indgang.kernel.refused import NotThere
from indgang.portal.home import home_of


@require_GET
@signed_in
@never_cache
def home(request: ActorRequest) -> HttpResponse:
    """The guest's own first page."""
    if request.actor.person_id is None:
        raise NotThere
    return render(request, "portal/min.html", {"home": home_of(request.actor.person_id)})
