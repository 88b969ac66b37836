import secrets
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from indgang.access import keys
from indgang.access.guards import requires
from indgang.access.keys import CardOutcome
from indgang.access.middleware import ActorRequest
from indgang.access.operations import open_person
from indgang.access.queries import CardStep, card_step
from indgang.access.rules import new_code
from indgang.entrance.key_cards import in_groups, picture
from indgang.kernel.refused import NotThere
from indgang.people.queries import colleague_names
from indgang.portal.forms import SpokenCodeForm
from indgang.portal.queries_guest import name_of
from indgang.portal.views.house import DOOR, FOLLOW_UP
from indgang.portal.views.shut import shut


@requires(*DOOR)
@never_cache
@require_http_methods(["GET", "POST"])
def key_card(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """A new key card: made at once, or with the guest's own code or a second colleague."""
    try:
        open_person(person_id=person_id, purpose=FOLLOW_UP, by=request.actor)
    except NotThere:
        return shut(request, person_id)
    if request.method == "GET":
        return _page(request, person_id, SpokenCodeForm())
    doing = DOING.get(request.POST.get("do", ""), _make)
    return doing(request, person_id)


def _make(request: ActorRequest, person_id: UUID) -> HttpResponse:
    form = SpokenCodeForm(request.POST)
    if not form.is_valid():
        return _page(request, person_id, form, status=422)
    code = new_code(secrets.token_bytes)
    spoken = form.cleaned_data["spoken"]
    done = keys.replace_card(
        staff_key=_staff_key(request), person_id=person_id, code=code, spoken=spoken
    )
    if done is CardOutcome.NO:
        return shut(request, person_id)
    if done is CardOutcome.MADE:
        page = _about(person_id) | {"code": in_groups(code), "qr": picture(code)}
        return render(request, "portal/key_card.html", page)
    if done is CardOutcome.WRONG:
        form.add_error("spoken", _("Det er ikke koden, eller den er for gammel. Send en ny."))
    elif spoken:
        form.add_error("spoken", _("Koden gælder ikke mere. Send en ny."))
    # Whoever comes from another page is shown what it takes; whoever stands on this one is told.
    elif request.POST.get("do") == "make":
        messages.info(request, _("Ingen kollega har bekræftet endnu."))
    return _page(request, person_id, form, status=422 if form.errors else 200)


def _ask(request: ActorRequest, person_id: UUID, *, with_code: bool = False) -> HttpResponse:
    if not keys.ask_for_card(
        staff_key=_staff_key(request), person_id=person_id, with_code=with_code
    ):
        return shut(request, person_id)
    messages.info(
        request,
        _(
            "Har gæsten en telefon eller e-mail hos os, er der en kode på vej. Den gælder i 15 minutter."
        )
        if with_code
        else _(
            "Bed en kollega åbne gæstens side, trykke på Nyt nøglekort og bekræfte inden 15 minutter."
        ),
    )
    return redirect("portal:key_card", person_id)


def _confirm(request: ActorRequest, person_id: UUID) -> HttpResponse:
    try:
        wish_id = UUID(request.POST.get("wish", ""))
    except ValueError:
        return shut(request, person_id)
    if keys.confirm_card(staff_key=_staff_key(request), person_id=person_id, wish_id=wish_id):
        messages.success(
            request, _("Tak. Din kollega kan nu lave kortet. Gæsten kan se, at du bekræftede.")
        )
        return redirect("portal:guest", person_id)
    messages.warning(request, _("Det er for sent at bekræfte. Bed din kollega om at spørge igen."))
    return redirect("portal:key_card", person_id)


DOING: dict[str, Callable[[ActorRequest, UUID], HttpResponse]] = {
    "ask": _ask,
    "send": lambda request, person_id: _ask(request, person_id, with_code=True),
    "confirm": _confirm,
}


def _page(
    request: ActorRequest, person_id: UUID, form: SpokenCodeForm, *, status: int = 200
) -> HttpResponse:
    step = card_step(person_id) or CardStep(may_give=False, needs_second=True)
    asked = {one for one in (step.asked_by, step.confirmed_by) if one}
    names = colleague_names(asked) if asked else {}
    mine = step.asked_by == request.actor.person_id
    page = _about(person_id) | {
        "step": step,
        "form": form,
        "is_mine": mine,
        "asked_by": names.get(step.asked_by, "") if step.asked_by and not mine else "",
        "confirmed_by": names.get(step.confirmed_by, "") if step.confirmed_by else "",
    }
    return render(request, "portal/new_key_card.html", page, status=status)


def _about(person_id: UUID) -> dict[str, Any]:
    return {
        "nickname": name_of(person_id),
        "person_id": person_id,
        "back": f"/huset/gaest/{person_id}",
    }


def _staff_key(request: ActorRequest) -> str:
    return request.COOKIES.get(settings.KEY_COOKIE, "")
