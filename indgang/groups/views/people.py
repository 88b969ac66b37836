from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from indgang.access.middleware import ActorRequest
from indgang.groups import wording
from indgang.groups.forms import GiveForm, LeaveForm, NameForm
from indgang.groups.operations import (
    answer_duty,
    leave_group,
    offer_duty,
    rename_chair,
    renew_code,
    take_duty,
)
from indgang.groups.queries import Duty, Table, coming_times, duties_of
from indgang.groups.rules.names import DUTIES, code_shown
from indgang.groups.views.around import at_the_table, is_done, shown
from indgang.kernel import clock
from indgang.kernel.refused import NotThere


@at_the_table
@require_GET
def people(request: ActorRequest, table: Table) -> HttpResponse:
    until = table.group.code_until
    context = {
        "table": table,
        "duties": [_shown_duty(duty, table) for duty in duties_of(table.group.id).values()],
        "code": code_shown(table.group.code) if until and until > clock.now() else "",
    }
    return shown(request, "people", context)


def _shown_duty(duty: Duty, table: Table) -> dict[str, object]:
    return {
        "code": duty.code,
        "title": wording.duty_title(duty.code),
        "words": wording.duty_words(duty, table),
        "taking": wording.taking(duty.code),
        "is_free": duty.holder is None,
        "is_mine": duty.holder is not None and duty.holder.id == table.me.id,
        "offered": duty.offered,
        "offered_to": wording.name_of(duty.offered.to_member) if duty.offered else "",
        "chain": [(link, wording.link_words(link)) for link in duty.chain],
    }


@at_the_table
@require_http_methods(["GET", "POST"])
def name(request: ActorRequest, table: Table) -> HttpResponse:
    form = NameForm(request.POST or None, initial={"shown_name": table.me.shown_name})
    if request.method == "POST" and is_done(
        form, lambda: rename_chair(group_id=table.group.id, **form.cleaned_data, by=request.actor)
    ):
        messages.success(request, _("Det er gemt."))
        return redirect("groups:people", table.group.slug)
    return shown(request, "name", {"form": form, "table": table})


@at_the_table
@require_POST
def code(request: ActorRequest, table: Table) -> HttpResponse:
    renew_code(group_id=table.group.id, by=request.actor)
    messages.success(request, _("Her er en ny kode. Den gamle virker ikke mere."))
    return redirect("groups:people", table.group.slug)


@at_the_table
@require_POST
def take(request: ActorRequest, table: Table, duty: str) -> HttpResponse:
    take_duty(group_id=table.group.id, duty=duty, by=request.actor)
    messages.success(request, _("Tak. Nu kan de andre se det."))
    return redirect("groups:people", table.group.slug)


@at_the_table
@require_http_methods(["GET", "POST"])
def give(request: ActorRequest, table: Table, duty: str) -> HttpResponse:
    if duty not in DUTIES or not table.others:
        raise NotThere
    form = GiveForm(request.POST or None, table=table)
    if request.method == "POST" and is_done(
        form,
        lambda: offer_duty(group_id=table.group.id, duty=duty, to_id=form.to_id, by=request.actor),
    ):
        messages.success(request, _("Du har det, til den anden har sagt ja."))
        return redirect("groups:people", table.group.slug)
    context = {"form": form, "table": table, "title": wording.duty_title(duty)}
    return shown(request, "give", context)


@at_the_table
@require_POST
def answer(request: ActorRequest, table: Table, handover_id: UUID) -> HttpResponse:
    yes = request.POST.get("yes") == "1"
    answer_duty(handover_id=handover_id, yes=yes, by=request.actor)
    messages.success(request, _("Tak. Nu kan de andre se det.") if yes else _("Det er i orden."))
    return redirect("groups:people", table.group.slug)


@at_the_table
@require_http_methods(["GET", "POST"])
def leave(request: ActorRequest, table: Table) -> HttpResponse:
    form = LeaveForm(request.POST or None) if table.is_idea else None
    if request.method == "POST":
        left = form is None or is_done(form, lambda: _leave(request, table, form))
        if form is None:
            _leave(request, table, None)
        if left:
            messages.success(request, _("Du er ude af gruppen. De andre kan ikke se dig mere."))
            return redirect("groups:own")
    mine = [
        wording.duty_words(duty, table)
        for duty in duties_of(table.group.id).values()
        if duty.holder is not None and duty.holder.id == table.me.id
    ]
    turns = [
        time.session
        for time in coming_times(table.group)
        if time.turn is not None and time.turn.member_id == table.me.id
    ]
    context = {"table": table, "form": form, "mine": mine, "turns": turns}
    return shown(request, "leave", context)


def _leave(request: ActorRequest, table: Table, form: LeaveForm | None) -> None:
    went_to = form.cleaned_data["went_to"] if form else ""
    leave_group(group_id=table.group.id, went_to=went_to, by=request.actor)
