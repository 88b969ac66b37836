from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from indgang.access.guards import requires, signed_in
from indgang.access.middleware import ActorRequest
from indgang.entrance import operations, queries
from indgang.entrance.forms import StopForm
from indgang.kernel.actor import HOUSE
from indgang.kernel.refused import NotThere


@requires(*sorted(HOUSE))
@require_http_methods(["GET", "POST"])
def stop(request: ActorRequest, conversation_id: UUID) -> HttpResponse:
    """The conversation ends here, without a course; also one whose guides are away."""
    found = queries.conversation_card(conversation_id)
    if found is None:
        raise NotThere
    form = StopForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        operations.stop_conversation(
            conversation_id=conversation_id, by=request.actor, **form.cleaned_data
        )
        messages.success(request, _("Samtalen er slut. Det, gæsten har fortalt, er kun gæstens."))
        return redirect(f"/huset/gaest/{found.person_id}")
    page = {"form": form, "conversation": found}
    return render(request, "entrance/stop.html", page, status=422 if form.errors else 200)


@signed_in
@never_cache
@require_GET
def told(request: ActorRequest) -> HttpResponse:
    """What one has told in conversations, in one's own words, and what one picked out."""
    me = request.actor.person_id
    if me is None:
        raise NotThere
    return render(request, "entrance/told.html", {"conversations": queries.told_by(me)})
