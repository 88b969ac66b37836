import csv
from datetime import date
from io import StringIO
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from indgang.access.middleware import ActorRequest
from indgang.groups import paper, wording
from indgang.groups.forms import CorrectForm, CountForm, EntryForm
from indgang.groups.models import Purchase
from indgang.groups.operations import (
    close_month,
    confirm_month,
    correct_entry,
    open_month_again,
    write_entry,
)
from indgang.groups.queries import (
    Table,
    book_of,
    duties_of,
    entry_of,
    purchases_to_enter,
)
from indgang.groups.rules.cash import Account
from indgang.groups.views.around import at_the_table, is_done, shown
from indgang.kernel.refused import NotThere


@at_the_table
@require_GET
def book(request: ActorRequest, table: Table) -> HttpResponse:
    found = book_of(table.group.id, _month(request))
    treasurer = _is_treasurer(table)
    context = {
        "table": table,
        "book": found,
        "rows": wording.rows_of(found, reverse("groups:book", args=[table.group.slug])),
        "columns": wording.columns(),
        "month": wording.month_words(found.month),
        "cash": wording.kr(found.held[Account.CASH]),
        "bank": wording.kr(found.held[Account.BANK]),
        "this": f"{found.month:%Y-%m}",
        "months": [(f"{month:%Y-%m}", wording.month_words(month)) for month in found.months],
        "is_treasurer": treasurer,
        "treasurer": wording.duty_words(duties_of(table.group.id)["cash"], table),
        "to_close": wording.month_words(found.to_close) if found.to_close else "",
        "to_enter": purchases_to_enter(table.group.id) if treasurer else [],
        "may_confirm": found.closed is not None
        and found.closed.confirmed_at is None
        and found.closed.closed_by_id != table.me.id,
        "closed_by": wording.keeper_of(found.closed.closed_by) if found.closed else "",
        "confirmed_by": wording.name_of(found.closed.confirmed_by) if found.closed else "",
        "in_the_red": found.held[Account.CASH] < 0,
    }
    return shown(request, "book", context)


@at_the_table
@require_http_methods(["GET", "POST"])
def write(request: ActorRequest, table: Table) -> HttpResponse:
    _only_treasurer(table)
    purchase = _purchase(request, table)
    initial = EntryForm.of_purchase(purchase) if purchase else None
    form = EntryForm(request.POST or None, initial=initial)
    if request.method == "POST" and is_done(
        form,
        lambda: write_entry(
            group_id=table.group.id,
            **form.values(),
            purchase_id=purchase.id if purchase else None,
            by=request.actor,
        ),
    ):
        messages.success(request, _("Det står i kassebogen."))
        return _to_month(table, form.cleaned_data["day"])
    context = {"table": table, "form": form, "purchase": purchase}
    return shown(request, "write", context)


@at_the_table
@require_http_methods(["GET", "POST"])
def entry(request: ActorRequest, table: Table, entry_id: UUID) -> HttpResponse:
    line = entry_of(table.group.id, entry_id)
    form = CorrectForm(request.POST or None)
    if request.method == "POST" and is_done(
        form,
        lambda: correct_entry(
            entry_id=line.id, group_id=table.group.id, **form.cleaned_data, by=request.actor
        ),
    ):
        messages.success(
            request, _("Linjen er rettet med en ny linje. Skriv nu det, der er rigtigt.")
        )
        return redirect("groups:book", table.group.slug)
    context = {
        "table": table,
        "entry": line,
        "text": wording.entry_words(line),
        "facts": paper.facts_of(line),
        "form": form,
        "may_correct": _is_treasurer(table)
        and line.corrects is None
        and not hasattr(line, "corrected_by"),
    }
    return shown(request, "entry", context)


@at_the_table
@require_http_methods(["GET", "POST"])
def close(request: ActorRequest, table: Table) -> HttpResponse:
    _only_treasurer(table)
    found = book_of(table.group.id)
    if found.to_close is None:
        raise NotThere
    month = found.to_close
    form = CountForm(request.POST or None)
    if request.method == "POST" and is_done(
        form,
        lambda: close_month(
            group_id=table.group.id,
            month=month,
            counted_ore=form.cleaned_data["counted"],
            by=request.actor,
        ),
    ):
        messages.success(request, _("Nu skal en anden i gruppen se på måneden."))
        return _to_month(table, month)
    context = {
        "table": table,
        "form": form,
        "month": wording.month_words(month),
        "cash": wording.kr(found.held[Account.CASH]),
    }
    return shown(request, "close", context)


@at_the_table
@require_POST
def look(request: ActorRequest, table: Table) -> HttpResponse:
    if request.POST.get("right") == "1":
        row = confirm_month(group_id=table.group.id, by=request.actor)
        messages.success(request, _("Måneden er lukket."))
        return _to_month(table, row.month)
    open_month_again(group_id=table.group.id, by=request.actor)
    messages.success(request, _("Måneden er åben igen."))
    return redirect("groups:book", table.group.slug)


@at_the_table
@require_GET
def sheet(request: ActorRequest, table: Table) -> HttpResponse:
    found = book_of(table.group.id, _month(request))
    context = {
        "table": table,
        "book": found,
        "month": wording.month_words(found.month),
        "columns": wording.columns(),
        "rows": wording.rows_of(found),
        "sums": paper.sums_of(found),
        "receipts": [line for line in found.entries if line.receipt],
        "closed_by": wording.keeper_of(found.closed.closed_by) if found.closed else "",
        "confirmed_by": wording.name_of(found.closed.confirmed_by) if found.closed else "",
    }
    return shown(request, "print", context)


@at_the_table
@require_GET
def as_csv(request: ActorRequest, table: Table) -> HttpResponse:
    text = StringIO()
    csv.writer(text, delimiter=";").writerows(paper.csv_rows(table.group.id))
    # With its mark, or a spreadsheet would read the Danish letters wrongly.
    response = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="kassebog.csv"'
    return response


def _month(request: ActorRequest) -> date | None:
    asked = request.GET.get("maaned", "")
    try:
        return date.fromisoformat(f"{asked}-01") if asked else None
    except ValueError:
        raise NotThere from None


def _is_treasurer(table: Table) -> bool:
    holder = duties_of(table.group.id)["cash"].holder
    return holder is not None and holder.id == table.me.id


def _only_treasurer(table: Table) -> None:
    if not _is_treasurer(table):
        raise NotThere


def _purchase(request: ActorRequest, table: Table) -> Purchase | None:
    asked = request.GET.get("koeb", "")
    if not asked:
        return None
    found = next((one for one in purchases_to_enter(table.group.id) if str(one.id) == asked), None)
    if found is None:
        raise NotThere
    return found


def _to_month(table: Table, day: date) -> HttpResponse:
    return redirect(f"{reverse('groups:book', args=[table.group.slug])}?maaned={day:%Y-%m}")
