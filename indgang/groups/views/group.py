from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from indgang.access.guards import public
from indgang.access.middleware import ActorRequest
from indgang.groups import wording
from indgang.groups.forms import WordsForm
from indgang.groups.operations import ask_to_be_shown, describe_group
from indgang.groups.queries import (
    Table,
    book_of,
    coming_times,
    duties_of,
    front_of,
    month_waiting,
    purchases_of,
    table_at,
)
from indgang.groups.rules.names import code_shown
from indgang.groups.views.around import at_the_table, is_done, shown
from indgang.kernel.refused import NotThere

TIMES_SHOWN = 3


@public
@require_GET
def group(request: ActorRequest, slug: str) -> HttpResponse:
    try:
        table = table_at(slug)
    except NotThere:
        front = front_of(slug)
        if front is None:
            raise
        return shown(request, "front", {"front": front})
    return _members(request, table)


def _members(request: ActorRequest, table: Table) -> HttpResponse:
    duties, times = duties_of(table.group.id), coming_times(table.group)
    waiting, book = month_waiting(table.group.id), book_of(table.group.id)
    offered = [
        (duty.offered, wording.offered_words(duty.offered))
        for duty in duties.values()
        if duty.offered and duty.offered.to_member_id == table.me.id
    ]
    needed = sum(one.bought_at is None for one in purchases_of(table.group.id))
    context = {
        "table": table,
        "code": code_shown(table.group.code),
        "missing": wording.missing_of(duties, times, waiting, table),
        "offered": offered,
        "times": [(time, wording.opens(time, table)) for time in times[:TIMES_SHOWN]],
        "key": wording.duty_words(duties["key"], table) if duties["key"].holder else "",
        "contact": wording.duty_words(duties["contact"], table) if duties["contact"].holder else "",
        "shopping": wording.shopping_words(needed),
        "money": _("%(kr)s i alt") % {"kr": wording.kr(book.ours)},
        "people": ", ".join(member.shown_name for member in table.members),
    }
    return shown(request, "group", context)


@at_the_table
@require_http_methods(["GET", "POST"])
def words(request: ActorRequest, table: Table) -> HttpResponse:
    old = {"name": table.group.name, "about": table.group.about}
    form = WordsForm(request.POST or None, initial=old)
    if request.method == "POST" and is_done(
        form,
        lambda: describe_group(group_id=table.group.id, **form.cleaned_data, by=request.actor),
    ):
        messages.success(request, _("Det er gemt."))
        return redirect("groups:group", table.group.slug)
    return shown(request, "words", {"form": form, "table": table})


@at_the_table
@require_POST
def ask(request: ActorRequest, table: Table) -> HttpResponse:
    ask_to_be_shown(group_id=table.group.id, by=request.actor)
    messages.success(request, _("Huset er spurgt. De kan kun læse gruppens navn og hvad I laver."))
    return redirect("groups:group", table.group.slug)
