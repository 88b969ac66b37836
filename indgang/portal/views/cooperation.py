"""How units work together: read by everyone who works here, written and agreed by the two."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from indgang.access.guards import requires
from indgang.access.middleware import ActorRequest
from indgang.kernel.actor import STAFF, Role
from indgang.kernel.refused import NotThere, Refused
from indgang.people.models import Cooperation
from indgang.people.operations import agree_cooperation, write_cooperation
from indgang.people.operations.cooperation import SPEAKS
from indgang.people.queries import colleague_names, open_units
from indgang.people.queries_cooperation import Together, agreed_between, agreed_with, all_agreed
from indgang.portal.forms import CooperationForm

works_here = requires(*sorted(STAFF))


@works_here
@require_GET
def overview(request: ActorRequest) -> HttpResponse:
    units = request.actor.unit_ids
    own = agreed_with(units)
    mine = [(pair, pair.other_than(units), pair.misses_yes_of(units)) for pair in own]
    known = {(pair.first.id, pair.second.id) for pair in own}
    others = [pair for pair in all_agreed() if (pair.first.id, pair.second.id) not in known]
    context = {"mine": mine, "others": others, "may_write": request.actor.has(*SPEAKS)}
    return render(request, "portal/cooperations.html", context)


@works_here
@require_GET
def pair(request: ActorRequest, first_id: UUID, second_id: UUID) -> HttpResponse:
    found = agreed_between(first_id, second_id)
    if found is None:
        raise NotThere
    versions = [one for one in (found.agreed, found.waiting, *found.older) if one]
    people = {one.first_agreed_by for one in versions} | {one.second_agreed_by for one in versions}
    names = colleague_names({person for person in people if person})
    context = {
        "pair": found,
        "agreed": _shown(found, found.agreed, names),
        "waiting": _shown(found, found.waiting, names),
        "older": [_shown(found, one, names) for one in found.older],
        "may_agree": _may_agree(found, request),
        "may_write": request.actor.has(Role.ADMINISTRATOR) or _is_of(found, request),
    }
    return render(request, "portal/cooperation.html", context)


@works_here
@require_http_methods(["GET", "POST"])
def write(
    request: ActorRequest, first_id: UUID | None = None, second_id: UUID | None = None
) -> HttpResponse:
    """A first text between two units, or a new version of theirs."""
    if not request.actor.has(*SPEAKS):
        raise NotThere
    units = list(open_units())
    is_free = request.actor.has(Role.ADMINISTRATOR)
    own = units if is_free else [unit for unit in units if unit.id in request.actor.unit_ids]
    found = agreed_between(first_id, second_id) if first_id and second_id else None
    is_theirs = found is None or is_free or _is_of(found, request)
    if (first_id and found is None) or not own or not is_theirs:
        raise NotThere
    form = CooperationForm(request.POST or None, own=own, units=units, pair=found)
    if request.method == "POST" and form.is_valid():
        try:
            made = write_cooperation(
                by=request.actor, **form.sides(), text=form.cleaned_data["text"]
            )
        except Refused as refusal:
            form.add_error(refusal.code if refusal.code in form.fields else None, str(refusal))
        else:
            messages.success(request, _("Udgaven er skrevet. Den gælder, når begge har sagt ja."))
            return redirect("portal:cooperation", made.first_unit_id, made.second_unit_id)
    status = 422 if form.errors else 200
    context = {"form": form, "pair": found}
    return render(request, "portal/cooperation_write.html", context, status=status)


@works_here
@require_POST
def agree(request: ActorRequest, cooperation_id: UUID) -> HttpResponse:
    found = agree_cooperation(cooperation_id=cooperation_id, by=request.actor)
    said = _("Begge har sagt ja. Det gælder fra nu.") if found.is_agreed else _("Jeres ja er gemt.")
    messages.success(request, said)
    return redirect("portal:cooperation", found.first_unit_id, found.second_unit_id)


def _is_of(found: Together, request: ActorRequest) -> bool:
    units = {found.first.id, found.second.id}
    return request.actor.has(*SPEAKS) and not units.isdisjoint(request.actor.unit_ids)


def _may_agree(found: Together, request: ActorRequest) -> bool:
    return request.actor.has(*SPEAKS) and found.misses_yes_of(request.actor.unit_ids)


def _shown(
    found: Together, version: Cooperation | None, names: dict[UUID, str]
) -> dict[str, Any] | None:
    """A version with who has said yes for each side, and when."""
    if version is None:
        return None
    sides = (
        (found.first, version.first_agreed_by, version.first_agreed_at),
        (found.second, version.second_agreed_by, version.second_agreed_at),
    )
    return {
        "version": version,
        "sides": [
            {"unit": unit, "who": names.get(who, "") if who else "", "at": at}
            for unit, who, at in sides
        ],
    }
