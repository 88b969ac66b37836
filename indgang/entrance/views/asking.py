from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from indgang.access.guards import requires
from indgang.access.middleware import ActorRequest
from indgang.access.operations import open_person
from indgang.access.queries import permissions_in_force, rows_of_permissions
from indgang.entrance import operations, queries
from indgang.entrance.forms import AskAgainForm
from indgang.entrance.operations import ASKING
from indgang.kernel.actor import HOUSE
from indgang.kernel.refused import NotThere


@requires(*sorted(HOUSE))
@never_cache
@require_http_methods(["GET", "POST"])
def ask(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """The guest is asked again, with the screen turned: he said no then, or somebody new comes."""
    colleagues = queries.colleagues_here()
    form = AskAgainForm(
        request.POST if request.method == "POST" else None,
        colleagues=colleagues,
        me=request.actor.person_id,
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        operations.ask_again(
            person_id=person_id,
            guide_id=UUID(said["colleague"]),
            kinds=said["kinds"],
            by=request.actor,
        )
        messages.success(request, _("Gæstens ja er skrevet ned. Gæsten kan se det på sin side."))
        return redirect("entrance:ask_again", person_id)
    open_person(person_id=person_id, purpose=ASKING, by=request.actor)
    guest = queries.card_of(person_id)
    if guest is None:
        raise NotThere
    in_force = permissions_in_force(person_id).filter(basis="guest")
    page = {"guest": guest, "form": form, "permissions": rows_of_permissions(in_force)}
    return render(request, "entrance/ask_again.html", page, status=422 if form.errors else 200)


@requires(*sorted(HOUSE))
@require_POST
def stop(request: ActorRequest, person_id: UUID, permission_id: UUID) -> HttpResponse:
    """The guest says stop to something, while one sits with him."""
    operations.note_no(person_id=person_id, permission_id=permission_id, by=request.actor)
    messages.success(request, _("Det er stoppet nu."))
    return redirect("entrance:ask_again", person_id)
