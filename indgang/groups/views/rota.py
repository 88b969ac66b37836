from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from indgang.access.middleware import ActorRequest
from indgang.groups import wording
from indgang.groups.operations import ask_for_another, take_turn
from indgang.groups.queries import Table, coming_times, duties_of
from indgang.groups.views.around import at_the_table, shown


@at_the_table
@require_GET
def times(request: ActorRequest, table: Table) -> HttpResponse:
    context = {
        "table": table,
        "times": [
            (time, wording.opens(time, table), wording.opener_is(time, table))
            for time in coming_times(table.group)
        ],
        "key": wording.duty_words(duties_of(table.group.id)["key"], table),
    }
    return shown(request, "times", context)


@at_the_table
@require_POST
def open_it(request: ActorRequest, table: Table, session_id: UUID) -> HttpResponse:
    take_turn(group_id=table.group.id, session_id=session_id, by=request.actor)
    messages.success(request, _("Tak. Du åbner, og de andre kan se det."))
    return redirect("groups:times", table.group.slug)


@at_the_table
@require_POST
def swap(request: ActorRequest, table: Table, session_id: UUID) -> HttpResponse:
    ask_for_another(group_id=table.group.id, session_id=session_id, by=request.actor)
    messages.success(
        request, _("De andre kan se, at du gerne vil bytte. Du åbner, til en anden har sagt ja.")
    )
    return redirect("groups:times", table.group.slug)
