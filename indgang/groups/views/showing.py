from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from indgang.access.guards import requires
from indgang.access.middleware import ActorRequest
from indgang.groups.forms import ShowForm
from indgang.groups.operations import show_group
from indgang.groups.queries import asking_groups
from indgang.groups.views.around import shown
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere
from indgang.offers.queries import kept_offers

keeper = requires(Role.PROVIDER, Role.ADMINISTRATOR)
BY_USERS = "users"


@keeper
@require_GET
def asking(request: ActorRequest) -> HttpResponse:
    return shown(request, "asking", {"groups": asking_groups()})


@keeper
@require_http_methods(["GET", "POST"])
def show(request: ActorRequest, group_id: UUID) -> HttpResponse:
    group = next((one for one in asking_groups() if one.id == group_id), None)
    if group is None:
        raise NotThere
    offers = [
        (str(one.offer.id), one.offer.title)
        for one in kept_offers()
        if one.offer.run_by == BY_USERS
    ]
    form = ShowForm(request.POST or None, offers=offers)
    if request.method == "POST" and form.is_valid():
        show_group(group_id=group_id, offer_id=UUID(form.cleaned_data["offer"]), by=request.actor)
        messages.success(request, _("Gruppen er knyttet til tilbuddet."))
        return redirect("groups:asking")
    return shown(request, "show", {"group": group, "form": form, "has_offers": bool(offers)})
