"""One time is called off or moved, and who comes to it, on a telephone at the door."""

from datetime import date, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from indgang.access.guards import requires
from indgang.access.middleware import ActorRequest
from indgang.kernel import clock
from indgang.kernel.actor import Role
from indgang.kernel.refused import NotThere, Refused
from indgang.offers import kept, talks_shown, wording
from indgang.offers.forms import CancelForm, MoveForm
from indgang.offers.models import Session
from indgang.offers.operations import cancel_session, mark_attendance, move_session
from indgang.offers.queries import (
    kept_offer,
    kept_session,
    people_coming,
    session_with_people,
    talks_of_day,
)

keeper = requires(Role.PROVIDER, Role.ADMINISTRATOR)
provider = requires(Role.PROVIDER)  # an administrator reads nobody


@keeper
@require_http_methods(["GET", "POST"])
def cancel(request: ActorRequest, session_id: UUID) -> HttpResponse:
    session = _kept(session_id)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        cancel_session(
            session_id=session.id,
            why=form.cleaned_data["why"],
            words=form.cleaned_data["words"],
            by=request.actor,
        )
        messages.success(request, kept.cancelled_in_words(session))
        return redirect("offers:kept_offer", session.offer_id)
    return _page(request, "offers/kept_cancel.html", session, form)


@keeper
@require_http_methods(["GET", "POST"])
def move(request: ActorRequest, session_id: UUID) -> HttpResponse:
    session = _kept(session_id)
    form = MoveForm(request.POST or None, session=session)
    if request.method == "POST" and form.is_valid():
        try:
            move_session(
                session_id=session.id,
                starts_at=form.starts_at(),
                minutes=form.minutes(),
                where_note=" ".join(form.cleaned_data["where_note"].split()),
                by=request.actor,
            )
        except Refused as reason:
            form.add_error(None, reason.sentence)
        else:
            messages.success(request, kept.moved_in_words(session))
            return redirect("offers:kept_offer", session.offer_id)
    return _page(request, "offers/kept_move.html", session, form)


@provider
@require_GET
def people(request: ActorRequest, session_id: UUID) -> HttpResponse:
    """Who comes, with the names of those who have said yes to it; afterwards, who came."""
    session = session_with_people(session_id)
    if session is None:
        raise NotThere
    context = {
        "session": session,
        "time": kept.time_of(session),
        "people": [kept.person_of(one) for one in people_coming(session.id)],
        "has_begun": session.starts_at <= clock.now(),
    }
    return render(request, "offers/kept_people.html", context)


@provider
@require_GET
def day(request: ActorRequest, offer_id: UUID) -> HttpResponse:
    """The talks of one day, taken or free."""
    offer = kept_offer(offer_id)
    if offer is None:
        raise NotThere
    shown = _day(request.GET.get("dag", ""))
    talks = [talks_shown.kept_talk(one) for one in talks_of_day(offer_id, shown)]
    context = {
        "offer": offer,
        "day": wording.day_words(shown),
        "talks": talks,
        "number": sum(1 for talk in talks if talk.booking_id and talk.state != _("aflyst")),
        "before": (shown - timedelta(days=1)).isoformat(),
        "after": (shown + timedelta(days=1)).isoformat(),
    }
    return render(request, "offers/kept_day.html", context)


def _day(asked: str) -> date:
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        return clock.today()
    return day if abs((day - clock.today()).days) <= 366 else clock.today()


@provider
@require_POST
def note_who_came(request: ActorRequest, session_id: UUID) -> HttpResponse:
    session = session_with_people(session_id)
    booking_id = request.POST.get("booking", "")
    known = {str(one.booking_id): one.booking_id for one in people_coming(session_id)}
    if session is None or booking_id not in known:
        raise NotThere
    came = request.POST.get("came") == "1"
    mark_attendance(
        booking_id=known[booking_id],
        came=came,
        session_id=session.id if session.follows else None,
        by=request.actor,
    )
    return redirect("offers:people", session_id)


def _kept(session_id: UUID) -> Session:
    found = kept_session(session_id)
    if found is None or found.cancelled_at is not None:
        raise NotThere
    return found


def _page(
    request: ActorRequest, template: str, session: Session, form: CancelForm | MoveForm
) -> HttpResponse:
    context = {
        "session": session,
        "time": kept.time_of(session),
        "people": kept.people_in_words(session),
        "form": form,
    }
    return render(request, template, context, status=422 if form.errors else 200)
