from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from indgang.access.guards import requires
from indgang.access.middleware import ActorRequest
from indgang.entrance import operations, queries
from indgang.kernel import clock
from indgang.kernel.actor import HOUSE, Role
from indgang.offers.queries import unmet_needs

DAYS_COUNTED = 90  # days; long enough that a few who say the same thing show


@requires(*sorted(HOUSE), Role.LEADER, Role.OUTREACH, Role.ACUTE)
@require_GET
def missing(request: ActorRequest) -> HttpResponse:
    """What people needed lately that is not to be had here, and what they searched for in vain."""
    since = clock.today() - timedelta(days=DAYS_COUNTED)
    page = {
        "missing": queries.missing_needs(since),
        "searched": [(title or _("Noget andet"), times) for title, times in unmet_needs()],
        "columns": [_("Det, der var svært"), _("Antal gange")],
        "since": since,
    }
    return render(request, "entrance/missing.html", page)


@requires(*sorted(HOUSE))
@require_POST
def note_missing(request: ActorRequest, conversation_id: UUID) -> HttpResponse:
    """What the guest needs is not to be had here: counted, and nothing of the guest with it."""
    found = operations.open_conversation(conversation_id=conversation_id, by=request.actor)
    need = request.POST.get("need", "")
    operations.note_unmet_need(unit_id=found.unit_id, need=need, by=request.actor)
    if request.headers.get("HX-Request"):
        return render(request, "entrance/_counted.html")
    messages.success(request, _("Tak. Det er talt med, uden noget om gæsten."))
    return redirect("entrance:conversation", conversation_id)
