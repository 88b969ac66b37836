"""The house ends a course that was lost. Nothing of the plan is opened for it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from indgang.access.guards import requires
from indgang.access.middleware import ActorRequest
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere, Refused
from indgang.plans.forms import LostForm
from indgang.plans.models.course import HowEnded
from indgang.plans.operations import close_lost_course
from indgang.plans.queries import course_to_close, nickname_on_card

CLOSES = (Role.HOST, Role.GUIDE, Role.COORDINATOR, Role.OUTREACH)  # as in course_to_close()


@requires(*CLOSES)
@never_cache
@require_http_methods(["GET", "POST"])
def close(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Why it ends. The page shows a name if the card may be seen, and the last day of contact."""
    ending = course_to_close(person_id)
    if ending is None:
        raise NotThere
    form = LostForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            how = HowEnded(form.cleaned_data["how"])
            close_lost_course(person_id=person_id, how=how, by=request.actor)
        except Refused as refusal:
            form.add_error("how", refusal.sentence)
        else:
            messages.success(request, _("Forløbet er lukket. Gæsten kan altid komme tilbage."))
            return redirect("/huset")
    context = {"form": form, "ending": ending, "name": nickname_on_card(person_id)}
    return render(request, "plans/close_lost.html", context, status=422 if form.errors else 200)
