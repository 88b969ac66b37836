"""What stands around every page of a group."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render

from indgang.access.guards import signed_in
from indgang.access.middleware import ActorRequest
from indgang.groups.queries import Table, table_at
from indgang.kernel.refused import Refused

P = ParamSpec("P")
View = Callable[Concatenate[ActorRequest, Table, P], HttpResponse]


def at_the_table(view: View[P]) -> Callable[..., HttpResponseBase]:
    """For members of the group at this address; for everybody else it is not there."""

    @wraps(view)
    def for_members(request: ActorRequest, slug: str, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, table_at(slug), *args, **kwargs)

    return signed_in(for_members)


def shown(request: ActorRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    """A page of the context, with 422 when its form was not right."""
    form = context.get("form")
    wrong = form is not None and bool(form.errors)
    return render(request, f"groups/{name}.html", context, status=422 if wrong else 200)


def is_done(form: Any, operation: Callable[[], Any]) -> bool:
    """Whether the form was right and the operation did it; else the form says why not."""
    if not form.is_valid():
        return False
    try:
        operation()
    except Refused as reason:
        form.add_error(None, reason.sentence)
        return False
    return True
