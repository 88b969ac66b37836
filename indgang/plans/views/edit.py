"""One page to add or change any one thing in a plan. Who may not write it suggests it instead."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from indgang.kernel.refused import NotThere
from indgang.plans.forms import (
    ActivityForm,
    AgreementForm,
    AppointmentForm,
    ContactPersonForm,
    GoalForm,
    HopeForm,
    PlanForm,
)
from indgang.plans.models import Suggestion
from indgang.plans.operations import (
    cancel_appointment,
    drop_draft,
    finish_agreement,
    remove_contact_person,
    suggest,
)
from indgang.plans.operations.suggestions import ADD, CHANGE, KIND_OF
from indgang.plans.queries import draft_at, row_of
from indgang.plans.views.desk import Desk, guest_page, own_page, posted

About = Suggestion.About


@dataclass(frozen=True)
class Thing:
    """Something that stands in a plan, and the page that asks for it."""

    about: Suggestion.About
    form: type[PlanForm]
    new: Any  # the heading of the page for a new one
    old: Any  # the heading of the page for one that is there


THINGS = {
    "haab": Thing(About.HOPE, HopeForm, gettext_lazy("Et håb"), gettext_lazy("Ret dit håb")),
    "maal": Thing(About.GOAL, GoalForm, gettext_lazy("Et mål"), gettext_lazy("Ret dit mål")),
    "aktivitet": Thing(
        About.ACTIVITY, ActivityForm, gettext_lazy("Noget at lave"), gettext_lazy("Ret det")
    ),
    "aftale": Thing(
        About.AGREEMENT, AgreementForm, gettext_lazy("En aftale"), gettext_lazy("Ret aftalen")
    ),
    "moede": Thing(
        About.APPOINTMENT, AppointmentForm, gettext_lazy("Et møde"), gettext_lazy("Ret mødet")
    ),
    "person": Thing(
        About.CONTACT_PERSON,
        ContactPersonForm,
        gettext_lazy("En person omkring dig"),
        gettext_lazy("Ret personen"),
    ),
}


def _edit(request: HttpRequest, desk: Desk, slug: str, row_id: UUID | None = None) -> HttpResponse:
    thing = THINGS.get(slug)
    if thing is None or KIND_OF[thing.about] not in desk.readable:
        raise NotThere
    row = row_of(thing.about, person_id=desk.person_id, row_id=row_id) if row_id else None
    before = _before(request, thing, desk) if row is None else None
    may_write = KIND_OF[thing.about] in desk.writable
    place = f"{slug}-{row_id or 'ny'}"
    form = thing.form(
        posted(request), initial=_initial(thing, row, desk, place), asks_why=not may_write
    )
    form.written_by_guest = desk.is_own
    if desk.is_own and form.long_field:
        form.keep_at(reverse("plans:draft", args=[place]))
    if request.method == "POST" and form.is_valid():
        more = {"replaces_id": before.id} if before and may_write else {}
        _kept(desk, thing, row_id, form, may_write=may_write, more=more)
        if desk.is_own:
            drop_draft(place=place, by=desk.actor)
        messages.success(request, _thanks(may_write=may_write))
        return redirect(f"{desk.base}#{slug}")
    context = {
        "desk": desk,
        "form": form,
        "slug": slug,
        "row": row,
        "title": thing.old if row else thing.new,
        "may_write": may_write,
        "before": before,
    }
    return render(request, "plans/edit.html", context, status=422 if form.errors else 200)


def _initial(thing: Thing, row: Any, desk: Desk, place: str) -> dict[str, Any]:
    initial: dict[str, Any] = {}
    if row is not None:
        shape = getattr(thing.form, "initial_of", None)
        fields = thing.form.base_fields
        initial = shape(row) if shape else {name: getattr(row, name) for name in fields}
    draft = draft_at(place, person_id=desk.person_id) if thing.form.long_field else ""
    if desk.is_own and draft:
        initial[thing.form.long_field] = draft
    if thing.about == About.AGREEMENT and row is None:
        initial["who"] = _("Mig") if desk.is_own else ""
    return initial


def _before(request: HttpRequest, thing: Thing, desk: Desk) -> Any:
    """What did not work, where something new is to be done instead of it."""
    asked = request.GET.get("for", "")
    if thing.about != About.ACTIVITY or not asked:
        return None
    try:
        return row_of(thing.about, person_id=desk.person_id, row_id=UUID(asked))
    except ValueError:
        raise NotThere from None


def _kept(
    desk: Desk,
    thing: Thing,
    row_id: UUID | None,
    form: PlanForm,
    *,
    may_write: bool,
    more: dict[str, UUID],
) -> None:
    values = form.values()
    if not may_write:
        why = form.cleaned_data["why"]
        suggest(
            person_id=desk.person_id,
            about=thing.about,
            values=values,
            target_id=row_id,
            why=why,
            by=desk.actor,
        )
    elif row_id:
        name, change = CHANGE[thing.about]
        change(**{name: row_id}, **values, by=desk.actor)
    else:
        ADD[thing.about](person_id=desk.person_id, **values, **more, by=desk.actor)


def _thanks(*, may_write: bool) -> str:
    return _("Det er gemt.") if may_write else _("Dit forslag er sendt. Gæsten bestemmer.")


def _done(request: HttpRequest, desk: Desk, row_id: UUID) -> HttpResponse:
    row_of(About.AGREEMENT, person_id=desk.person_id, row_id=row_id)
    is_done = request.POST.get("done", "1") == "1"
    finish_agreement(agreement_id=row_id, done=is_done, by=desk.actor)
    messages.success(request, _("Godt gået.") if is_done else _("Den er ikke gjort endnu."))
    return redirect(f"{desk.base}#aftale")


def _cancel(request: HttpRequest, desk: Desk, row_id: UUID) -> HttpResponse:
    appointment = row_of(About.APPOINTMENT, person_id=desk.person_id, row_id=row_id)
    if request.method == "POST":
        cancel_appointment(appointment_id=row_id, by=desk.actor)
        messages.success(request, _("Mødet er aflyst."))
        return redirect(f"{desk.base}#moede")
    return render(request, "plans/cancel.html", {"desk": desk, "appointment": appointment})


def _remove(request: HttpRequest, desk: Desk, row_id: UUID) -> HttpResponse:
    somebody = row_of(About.CONTACT_PERSON, person_id=desk.person_id, row_id=row_id)
    if request.method == "POST":
        remove_contact_person(contact_person_id=row_id, by=desk.actor)
        messages.success(request, _("Personen er taget ud af planen."))
        return redirect(f"{desk.base}#person")
    return render(request, "plans/remove.html", {"desk": desk, "somebody": somebody})


_asks = require_http_methods(["GET", "POST"])
edit, guest_edit = _asks(own_page(_edit)), _asks(guest_page(_edit))
done, guest_done = require_POST(own_page(_done)), require_POST(guest_page(_done))
cancel, guest_cancel = _asks(own_page(_cancel)), _asks(guest_page(_cancel))
remove, guest_remove = _asks(own_page(_remove)), _asks(guest_page(_remove))
