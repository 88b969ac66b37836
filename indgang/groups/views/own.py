from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from indgang.access.addresses import HELD_BACK, address_of
from indgang.access.guards import signed_in
from indgang.access.middleware import ActorRequest
from indgang.access.operations import note_knock
from indgang.groups.forms import JoinForm, StartForm
from indgang.groups.operations import join_group, start_group
from indgang.groups.queries import own_groups
from indgang.groups.views.around import is_done, shown

DOOR = "groups"  # where codes are tried


@signed_in
@require_GET
def own(request: ActorRequest) -> HttpResponse:
    return shown(request, "own", {"groups": own_groups()})


@signed_in
@require_http_methods(["GET", "POST"])
def start(request: ActorRequest) -> HttpResponse:
    form = StartForm(request.POST or None, initial={"shown_name": request.actor.name})
    made = []
    if request.method == "POST" and is_done(
        form, lambda: made.append(start_group(**form.cleaned_data, by=request.actor))
    ):
        messages.success(request, _("Gruppen er startet. Giv koden til en, du vil have med."))
        return redirect("groups:group", made[0].slug)
    return shown(request, "start", {"form": form})


@signed_in
@require_http_methods(["GET", "POST"])
def join(request: ActorRequest) -> HttpResponse:
    form = JoinForm(request.POST or None, initial={"shown_name": request.actor.name})
    found: list[str] = []
    if request.method == "POST" and form.is_valid():
        if not note_knock(door=DOOR, address_hash=address_of(request), by=request.actor):
            form.add_error(None, HELD_BACK)
        elif is_done(form, lambda: found.append(join_group(**form.cleaned_data, by=request.actor))):
            messages.success(request, _("Velkommen i gruppen."))
            return redirect("groups:group", found[0])
    return shown(request, "join", {"form": form})
