from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from indgang.access.middleware import ActorRequest
from indgang.groups.forms import BoughtForm, WantForm
from indgang.groups.models import Purchase
from indgang.groups.operations import (
    buy,
    drop_purchase,
    leave_purchase,
    take_purchase,
    want,
)
from indgang.groups.queries import Table, duties_of, purchases_of
from indgang.groups.views.around import at_the_table, is_done, shown
from indgang.kernel.refused import NotThere

DOING = {"tag": take_purchase, "slip": leave_purchase, "fjern": drop_purchase}


@at_the_table
@require_http_methods(["GET", "POST"])
def shopping(request: ActorRequest, table: Table) -> HttpResponse:
    form = WantForm(request.POST or None)
    if request.method == "POST" and is_done(
        form, lambda: want(group_id=table.group.id, **form.cleaned_data, by=request.actor)
    ):
        return redirect("groups:shopping", table.group.slug)
    listed = purchases_of(table.group.id)
    holder = duties_of(table.group.id)["cash"].holder
    context = {
        "table": table,
        "form": form,
        "needed": [one for one in listed if one.bought_at is None],
        "bought": [one for one in listed if one.bought_at is not None],
        "is_treasurer": holder is not None and holder.id == table.me.id,
    }
    return shown(request, "shopping", context)


@at_the_table
@require_POST
def change(request: ActorRequest, table: Table, purchase_id: UUID, what: str) -> HttpResponse:
    _one(table, purchase_id)
    if what not in DOING:
        raise NotThere
    DOING[what](purchase_id=purchase_id, by=request.actor)
    return redirect("groups:shopping", table.group.slug)


@at_the_table
@require_http_methods(["GET", "POST"])
def bought(request: ActorRequest, table: Table, purchase_id: UUID) -> HttpResponse:
    purchase = _one(table, purchase_id)
    form = BoughtForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and is_done(
        form,
        lambda: buy(purchase_id=purchase.id, cost_ore=form.cleaned_data["cost"], by=request.actor),
    ):
        messages.success(request, _("Tak, fordi du købte ind."))
        return redirect("groups:shopping", table.group.slug)
    return shown(request, "bought", {"table": table, "form": form, "purchase": purchase})


def _one(table: Table, purchase_id: UUID) -> Purchase:
    found = next((one for one in purchases_of(table.group.id) if one.id == purchase_id), None)
    if found is None:
        raise NotThere
    return found
