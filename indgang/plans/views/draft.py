from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from indgang.kernel.refused import Refused
from indgang.plans.operations import keep_draft
from indgang.plans.views.desk import Desk, own_page


def _draft(request: HttpRequest, desk: Desk, place: str) -> HttpResponse:
    """What is being written right now. The field is sent under its own name, whatever that is."""
    written = [str(text) for name, text in request.POST.items() if name != "version"]
    try:
        keep_draft(place=place, text=written[0] if written else "", by=desk.actor)
    except Refused as refusal:
        return JsonResponse({"sentence": refusal.sentence}, status=422)
    return JsonResponse({"version": 0})


draft = require_POST(own_page(_draft))
