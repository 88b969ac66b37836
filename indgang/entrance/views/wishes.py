from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from indgang.access.guards import requires, signed_in
from indgang.access.middleware import ActorRequest
from indgang.entrance import operations, queries
from indgang.entrance.forms import WishesForm
from indgang.kernel.actor import HOUSE
from indgang.kernel.refused import NotThere
from indgang.post.queries import wants_silence


@signed_in
@never_cache
@require_http_methods(["GET", "POST"])
def own(request: ActorRequest) -> HttpResponse:
    """How one wants to be met, and by what one hears from the house."""
    me = request.actor.person_id
    person = queries.card_of(me) if me else None
    if person is None:
        raise NotThere
    form = WishesForm(request.POST if request.method == "POST" else None, person=person)
    if request.method == "POST" and form.is_valid():
        operations.say_wishes(person_id=person.id, wishes=form.wishes(), by=request.actor)
        messages.success(request, _("Det er gemt."))
        return redirect("entrance:wishes")
    page = {
        "form": form,
        "contacts": queries.contacts_of(person.id),
        "is_silent": wants_silence(person.id),
    }
    return render(request, "entrance/wishes.html", page, status=422 if form.errors else 200)


@requires(*sorted(HOUSE))
@never_cache
@require_http_methods(["GET", "POST"])
def in_conversation(request: ActorRequest, conversation_id: UUID) -> HttpResponse:
    """The same, written down together in the conversation."""
    found = operations.open_conversation(conversation_id=conversation_id, by=request.actor)
    person = queries.card_of(found.person_id)
    if person is None:
        raise NotThere
    form = WishesForm(request.POST if request.method == "POST" else None, person=person)
    if request.method == "POST" and form.is_valid():
        operations.say_wishes(person_id=person.id, wishes=form.wishes(), by=request.actor)
        messages.success(request, _("Det er gemt."))
        return redirect("entrance:conversation", conversation_id)
    page = {"form": form, "conversation": found}
    return render(
        request, "entrance/wishes_together.html", page, status=422 if form.errors else 200
    )
