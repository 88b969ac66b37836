from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from indgang.kernel.words import time_in_words
from indgang.plans.operations import accept_suggestion, decline_suggestion
from indgang.plans.queries import colleagues, open_suggestions, rows_of
from indgang.plans.views.desk import Desk, own_page
from indgang.plans.wording import capital, day_words, language, moment_words


@dataclass(frozen=True)
class Shown:
    """A suggestion as the guest reads it."""

    id: UUID
    who: str
    about: str
    words: str
    instead_of: str
    why: str


def _suggestions(request: HttpRequest, desk: Desk) -> HttpResponse:
    found = open_suggestions(desk.person_id)
    names = colleagues({suggestion.added_by for suggestion in found})
    before = rows_of({(s.about, s.target) for s in found if s.target}, person_id=desk.person_id)
    shown = [
        Shown(
            id=s.id,
            who=names[s.added_by].name if s.added_by in names else _("En, du har lukket ind"),
            about=s.get_about_display(),
            words=_words(s.values),
            instead_of=_main(before.get(s.target)) if s.target else "",
            why=s.why,
        )
        for s in found
    ]
    return render(request, "plans/suggestions.html", {"desk": desk, "suggestions": shown})


def _words(values: dict[str, Any]) -> str:
    """The values one after another, days and times in words."""
    order = ("words", "what", "name", "who", "with_whom", "starts_at", "due_on", "at_time", "where",
             "place", "relation", "phone")  # fmt: skip
    said = [_value(name, values[name]) for name in order if values.get(name)]
    return ". ".join(part.rstrip(".") for part in said) + "."


def _value(name: str, value: Any) -> str:
    if name == "starts_at":
        return capital(moment_words(datetime.fromisoformat(value)))
    if name == "due_on":
        return capital(day_words(date.fromisoformat(value)))
    if name == "at_time":
        return _("Kl. %(time)s") % {"time": time_in_words(time.fromisoformat(value), language())}
    return str(value)


def _main(row: Any) -> str:
    return next(
        (getattr(row, name) for name in ("words", "what", "name") if hasattr(row, name)), ""
    )


def _answer(request: HttpRequest, desk: Desk, suggestion_id: UUID) -> HttpResponse:
    if request.POST.get("answer") == "yes":
        accept_suggestion(suggestion_id=suggestion_id, by=desk.actor)
        messages.success(request, _("Det står nu i din plan."))
    else:
        decline_suggestion(suggestion_id=suggestion_id, by=desk.actor)
        messages.success(request, _("Du sagde nej. Din plan er, som den var."))
    return redirect("plans:suggestions")


suggestions = require_GET(own_page(_suggestions))
answer_suggestion = require_POST(own_page(_answer))
