from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from indgang.access.guards import requires, signed_in
from indgang.access.middleware import ActorRequest
from indgang.access.operations import open_address, open_person
from indgang.entrance.queries import contacts_of
from indgang.kernel.actor import HOUSE, Role
from indgang.kernel.privacy import Kind
from indgang.kernel.refused import NotThere, Refused
from indgang.people.operations import forget_identity, keep_identity
from indgang.people.queries import own_address, shown_identity
from indgang.portal.identity_form import IdentityForm


@signed_in
@never_cache
@require_http_methods(["GET", "POST"])
def own(request: ActorRequest) -> HttpResponse:
    """The guest's own name, number and address: all of it can stay empty."""
    me = request.actor.person_id
    if me is None:
        raise NotThere
    known = shown_identity(me)
    form = IdentityForm(request.POST or None, known=known, address=own_address(me))
    if request.method == "POST" and form.is_valid() and _kept(request, me, form):
        return redirect("portal:own_identity")
    page = {"form": form, "known": known}
    status = 422 if form.errors else 200
    return render(request, "portal/identity.html", page, status=status)


def _kept(request: ActorRequest, me: UUID, form: IdentityForm) -> bool:
    try:
        keep_identity(person_id=me, papers=form.papers(), by=request.actor)
    except Refused as reason:
        form.add_error("cpr", reason.sentence)
        return False
    messages.success(request, _("Det er gemt."))
    return True


@signed_in
@require_POST
def forget(request: ActorRequest) -> HttpResponse:
    if request.actor.person_id is None:
        raise NotThere
    forget_identity(person_id=request.actor.person_id, by=request.actor)
    messages.success(request, _("Navn, nummer og adresse er slettet."))
    return redirect("portal:own_identity")


@requires(*sorted({*HOUSE, Role.AUTHORITY, Role.ACUTE, Role.OUTREACH}))
@never_cache
@require_http_methods(["GET", "POST"])
def of_guest(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """How to reach a guest. A protected address is one more press, which the guest can see."""
    opened = open_person(person_id=person_id, purpose=gettext_noop("kontakt"), by=request.actor)
    if not opened.shows(Kind.CONTACT):
        raise NotThere
    if request.method == "POST":
        open_address(person_id=person_id, purpose=gettext_noop("kontakt"), by=request.actor)
    page = {
        "person_id": person_id,
        "known": shown_identity(person_id),
        "contacts": contacts_of(person_id),
        "has_asked": request.method == "POST",
    }
    return render(request, "portal/guest_contact.html", page)
