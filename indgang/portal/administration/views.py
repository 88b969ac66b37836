from functools import partial
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from indgang.access.guards import requires
from indgang.access.middleware import ActorRequest
from indgang.access.operations import employ_colleague
from indgang.entrance.operations import keep_young_help
from indgang.entrance.queries import young_help
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere
from indgang.people import operations, queries
from indgang.people.signin.operations import account_of, make_account, send_invitation
from indgang.portal.administration.forms import (
    ColleagueForm,
    CrisisFormSet,
    HouseForm,
    InvitationForm,
    RoleForm,
    UnitForm,
    YoungForm,
)

administrator = requires(Role.ADMINISTRATOR)


@administrator
@require_GET
def overview(request: ActorRequest) -> HttpResponse:
    context = {
        "house": queries.settings_of_the_house(),
        "numbers": queries.crisis_numbers(),
        "young": young_help(),
    }
    return render(request, "portal/administration/overview.html", context)


@administrator
@require_http_methods(["GET", "POST"])
def house(request: ActorRequest) -> HttpResponse:
    form = HouseForm(request.POST or None, house=queries.settings_of_the_house())
    if request.method == "POST" and form.is_valid():
        operations.keep_municipality(settings=form.settings(), by=request.actor)
        messages.success(request, _("Det er gemt."))
        return redirect("administration:overview")
    return _form_page(request, form, title=_("Huset"))


@administrator
@require_http_methods(["GET", "POST"])
def crisis_numbers(request: ActorRequest) -> HttpResponse:
    known = [
        {"label": n.label, "number": n.number, "open_when": n.open_when, "checked_on": n.checked_on}
        for n in queries.crisis_numbers()
    ]
    forms = CrisisFormSet(request.POST or None, initial=known)
    if request.method == "POST" and forms.is_valid():
        lines = [
            form.line() for form in forms if form.cleaned_data and form not in forms.deleted_forms
        ]
        operations.keep_crisis_numbers(lines=lines, by=request.actor)
        messages.success(request, _("Numrene er gemt og står nu på alle sider."))
        return redirect("administration:overview")
    status = 422 if forms.is_bound else 200
    return render(request, "portal/administration/crisis.html", {"forms": forms}, status=status)


@administrator
@require_http_methods(["GET", "POST"])
def young(request: ActorRequest) -> HttpResponse:
    """What hosts do, and what the young read, when somebody is under 18."""
    form = YoungForm(request.POST or None, known=young_help())
    if request.method == "POST" and form.is_valid():
        keep_young_help(words=form.words(), by=request.actor)
        messages.success(request, _("Det er gemt og står nu ved ankomst."))
        return redirect("administration:overview")
    status = 422 if form.errors else 200
    return render(request, "portal/administration/young.html", {"form": form}, status=status)


@administrator
@require_http_methods(["GET", "POST"])
def units(request: ActorRequest) -> HttpResponse:
    form = UnitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        organisation = operations.open_organisation(
            name=chosen["organisation"], kind=chosen["organisation_kind"], by=request.actor
        )
        operations.open_unit(
            organisation_id=organisation.id,
            name=chosen["name"],
            kind=chosen["kind"],
            phone=chosen["phone"],
            by=request.actor,
        )
        messages.success(request, _("Enheden er oprettet."))
        return redirect("administration:units")
    context = {"units": queries.open_units(), "form": form}
    status = 422 if form.errors else 200
    return render(request, "portal/administration/units.html", context, status=status)


@administrator
@require_POST
def close_unit(request: ActorRequest, unit_id: UUID) -> HttpResponse:
    operations.close_unit(unit_id=unit_id, by=request.actor)
    messages.success(request, _("Enheden er lukket fra i dag."))
    return redirect("administration:units")


@administrator
@require_http_methods(["GET", "POST"])
def colleagues(request: ActorRequest) -> HttpResponse:
    form = InvitationForm(request.POST or None, units=queries.open_units())
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        person_id = employ_colleague(
            shown_name=chosen["shown_name"],
            title=chosen["title"],
            phone=chosen["phone"],
            unit_id=chosen["unit"].id,
            role=Role(chosen["role"]),
            by=request.actor,
        )
        # The account lives behind the sign-in's own connection, which sees the person on commit.
        transaction.on_commit(partial(_invite, chosen["email"], person_id), robust=True)
        messages.success(request, _("Invitationen er på vej."))
        return redirect("administration:colleagues")
    context = {"memberships": queries.staff_list(), "form": form}
    status = 422 if form.errors else 200
    return render(request, "portal/administration/colleagues.html", context, status=status)


@administrator
@require_http_methods(["GET", "POST"])
def colleague(request: ActorRequest, person_id: UUID) -> HttpResponse:
    found = queries.colleague(person_id)
    if found is None:
        raise NotThere
    initial = {
        "shown_name": found.shown_name, "title": found.title, "phone": found.phone,
        "away_until": found.away_until,
    }  # fmt: skip
    form = ColleagueForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        operations.change_colleague(person_id=person_id, by=request.actor, **form.cleaned_data)
        messages.success(request, _("Det er gemt."))
        return redirect("administration:colleagues")
    context = {
        "colleague": found,
        "form": form,
        "memberships": queries.memberships_in_force().filter(person_id=person_id),
        "role_form": RoleForm(units=queries.open_units()),
        "is_own": person_id == request.actor.person_id,
        "account": account_of(person_id),
    }
    status = 422 if form.errors else 200
    return render(request, "portal/administration/colleague.html", context, status=status)


@administrator
@require_POST
def join_unit(request: ActorRequest, person_id: UUID) -> HttpResponse:
    form = RoleForm(request.POST, units=queries.open_units())
    if not form.is_valid():
        messages.error(request, _("Vælg både en enhed og en rolle."))
        return redirect("administration:colleague", person_id)
    operations.join_unit(
        person_id=person_id,
        unit_id=form.cleaned_data["unit"].id,
        role=Role(form.cleaned_data["role"]),
        from_on=clock.today(),
        by=request.actor,
    )
    messages.success(request, _("Rollen gælder fra nu."))
    return redirect("administration:colleague", person_id)


@administrator
@require_POST
def invite_again(request: ActorRequest, person_id: UUID) -> HttpResponse:
    account = account_of(person_id)
    if account is None:
        raise NotThere
    try:
        send_invitation(account)
    except OSError:
        messages.error(request, _("Mailserveren svarer ikke. Prøv igen om lidt."))
    else:
        messages.success(request, _("Invitationen er sendt igen."))
    return redirect("administration:colleague", person_id)


@administrator
@require_POST
def end_membership(request: ActorRequest, membership_id: UUID) -> HttpResponse:
    operations.end_membership(membership_id=membership_id, by=request.actor)
    messages.success(request, _("Rollen er slut, og alle rettigheder med den."))
    return redirect("administration:colleagues")


def _invite(email: str, person_id: UUID) -> None:
    send_invitation(make_account(email=email, person_id=person_id))


def _form_page(request: ActorRequest, form: HouseForm, *, title: str) -> HttpResponse:
    context = {"form": form, "title": title}
    status = 422 if form.errors else 200
    return render(request, "portal/administration/form.html", context, status=status)
