"""Who goes with the guest: he chooses who holds the threads, the house who the guides are."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere
from indgang.people.queries import colleagues_at_work
from indgang.plans.forms import CoordinatorForm, GuidesForm
from indgang.plans.operations import change_guides, choose_coordinator
from indgang.plans.queries import choosable_colleagues, guide_ids_of, latest_course
from indgang.plans.views.desk import Desk, guest_page, own_page, posted

GUIDES = (Role.GUIDE, Role.COORDINATOR, Role.HOST, Role.PEER_HOST)


def _coordinator(request: HttpRequest, desk: Desk) -> HttpResponse:
    course = latest_course(desk.person_id)
    if course is None or not course.is_live:
        raise NotThere
    guide_ids = guide_ids_of(course)
    form = CoordinatorForm(
        posted(request),
        initial={"colleague": str(course.coordinator_id or "")},
        colleagues=choosable_colleagues(),
        guide_ids=guide_ids,
    )
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["colleague"]
        choose_coordinator(
            course_id=course.id, colleague_id=UUID(chosen) if chosen else None, by=desk.actor
        )
        messages.success(request, _("Det er gemt. Du kan altid vælge om."))
        return redirect("plans:people")
    context = {"desk": desk, "form": form}
    return render(request, "plans/coordinator.html", context, status=422 if form.errors else 200)


def _guides(request: HttpRequest, desk: Desk) -> HttpResponse:
    course = latest_course(desk.person_id)
    if course is None or not course.is_live:
        raise NotThere
    form = GuidesForm(
        posted(request),
        initial={"guides": [str(guide_id) for guide_id in guide_ids_of(course)]},
        colleagues=list(colleagues_at_work(*GUIDES)),
    )
    if request.method == "POST" and form.is_valid():
        wanted = [UUID(chosen) for chosen in form.cleaned_data["guides"]]
        change_guides(course_id=course.id, guide_ids=wanted, by=desk.actor)
        messages.success(request, _("Det er gemt. Gæsten bestemmer selv, hvem der må se planen."))
        return redirect(desk.base)
    context = {"desk": desk, "form": form}
    return render(request, "plans/guides.html", context, status=422 if form.errors else 200)


_asks = require_http_methods(["GET", "POST"])
coordinator = _asks(own_page(_coordinator))
guest_guides = _asks(guest_page(_guides))
