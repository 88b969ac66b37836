"""Those who are asked say whether there is room, and answer: signed in, or by a personal link."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from indgang.access.guards import for_offers
from indgang.access.middleware import ActorRequest
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere, Refused
from indgang.offers import wording as offer_words
from indgang.offers.operations import say_room
from indgang.requests import wording
from indgang.requests.models import Request
from indgang.requests.operations import answer_request
from indgang.requests.queries import answering_offers, asked_requests, request_to_answer
from indgang.requests.rules import About, State, answers_to

FEW = 8  # offers in view on a telephone; the others are behind one line

asked = for_offers(Role.PROVIDER, Role.AUTHORITY)


@asked
@never_cache
@require_safe
def room(request: ActorRequest) -> HttpResponse:
    """Everything one answers for on a telephone: what waits, and one tap for each offer."""
    rows = [(one, wording.said_to_asked(one)) for one in asked_requests()]
    offers = [wording.room_row(offer) for offer in answering_offers()]
    offers.sort(key=lambda row: not row.says)  # what is said of room is what grows old
    context = {
        "waiting": [row for row in rows if row[0].waits],
        "answered": [row for row in rows if not row[0].waits],
        "offers": offers[:FEW],
        "more_offers": offers[FEW:],
        "by_link": request.actor.key_kind == "offers",
    }
    return render(request, "requests/room.html", context)


@asked
@require_POST
def say(request: ActorRequest, offer_id: UUID) -> HttpResponse:
    say_room(
        offer_id=offer_id,
        says=request.POST.get("says", ""),
        back_on=_day(request.POST.get("back_on", "")),
        by=request.actor,
    )
    messages.success(request, _("Tak. Det står på tilbuddets side nu."))
    return redirect(reverse("requests:room") + f"#tilbud-{offer_id}")


@asked
@never_cache
@require_http_methods(["GET", "POST"])
def answer(request: ActorRequest, request_id: UUID) -> HttpResponse:
    found = request_to_answer(request_id)
    if found is None:
        raise NotThere
    context: dict[str, Any] = {
        "asked": found,
        "title": offer_words.text_of(found.offer, "title"),
        "answers": [state.value for state in answers_to(About(found.about))],
        "is_decided": found.about == About.DECISION,
        "reasons": Request.REASONS,
        "can_answer": found.state in (State.SENT, State.TALK, State.EXPIRED),
        "said": dict(Request.STATES)[found.state],
        "by_link": request.actor.key_kind == "offers",
    }
    if request.method == "POST":
        reply = request.POST.get("reply", "").replace("\0", "")[:500]
        said, _colon, reason = request.POST.get("answer", "").partition(":")
        if said not in context["answers"]:
            raise NotThere
        try:
            answer_request(
                request_id=request_id,
                answer=State(said),
                reason=reason,
                reply=reply,
                by=request.actor,
            )
        except Refused as refusal:
            context |= {"refusal": refusal.sentence, "reply": reply}
            return render(request, "requests/answer.html", context, status=422)
        messages.success(request, _("Tak. Gæsten har fået svaret."))
        return redirect("requests:room")
    return render(request, "requests/answer.html", context)


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
