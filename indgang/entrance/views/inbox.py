from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from indgang.access.guards import requires
from indgang.access.middleware import ActorRequest
from indgang.entrance import operations, queries
from indgang.entrance.forms import AnswerForm, CloseForm, ReplyForm, SenderForm
from indgang.entrance.models import Inquiry
from indgang.kernel.actor import HOUSE, Role

DOOR = (*sorted(HOUSE), Role.OUTREACH, Role.ACUTE)


@requires(*DOOR)
@require_GET
def open_inquiry(request: ActorRequest, inquiry_id: UUID) -> HttpResponse:
    """What somebody has written, how to reach him, and what one can do now."""
    return _page(request, inquiry_id, None, CloseForm())


@requires(*DOOR)
@require_POST
def take(request: ActorRequest, inquiry_id: UUID) -> HttpResponse:
    """One's own name on it."""
    take_over = request.POST.get("take_over") == "1"
    operations.take_inquiry(inquiry_id=inquiry_id, take_over=take_over, by=request.actor)
    return redirect("entrance:open_inquiry", inquiry_id)


@requires(*DOOR)
@require_POST
def answer(request: ActorRequest, inquiry_id: UUID) -> HttpResponse:
    """Write back."""
    inquiry = operations.open_inquiry(inquiry_id=inquiry_id, by=request.actor)
    form = _answer_form(inquiry, request)
    if not form.is_valid():
        return _page(request, inquiry_id, form, CloseForm())
    operations.answer_inquiry(inquiry_id=inquiry_id, **form.cleaned_data, by=request.actor)
    messages.success(request, _("Svaret er sendt."))
    return redirect("entrance:open_inquiry", inquiry_id)


@requires(*DOOR)
@require_POST
def met(request: ActorRequest, inquiry_id: UUID) -> HttpResponse:
    """Note that the house has met whom it is about."""
    inquiry = operations.note_meeting(inquiry_id=inquiry_id, by=request.actor)
    messages.success(
        request,
        _("Det er skrevet ned. Den, der skrev, kan se det.")
        if inquiry.voice == "self"
        else _("Det er skrevet ned. Den, der skrev, får det ikke at vide."),
    )
    return redirect("entrance:open_inquiry", inquiry_id)


@requires(*DOOR)
@require_POST
def sender(request: ActorRequest, inquiry_id: UUID) -> HttpResponse:
    """Whether the professional is one, and whether the guest lets him be told."""
    form = SenderForm(request.POST)
    if form.is_valid():
        operations.confirm_sender(inquiry_id=inquiry_id, **form.cleaned_data, by=request.actor)
        messages.success(request, _("Det er gemt."))
    return redirect("entrance:open_inquiry", inquiry_id)


@requires(*DOOR)
@require_POST
def close(request: ActorRequest, inquiry_id: UUID) -> HttpResponse:
    """What came of it."""
    form = CloseForm(request.POST)
    if not form.is_valid():
        return _page(request, inquiry_id, None, form)
    operations.close_inquiry(
        inquiry_id=inquiry_id, outcome=form.cleaned_data["outcome"], by=request.actor
    )
    messages.success(request, _("Henvendelsen er lukket."))
    return redirect("/huset")


def _page(
    request: ActorRequest,
    inquiry_id: UUID,
    answer_form: AnswerForm | ReplyForm | None,
    close_form: CloseForm,
) -> HttpResponse:
    inquiry = operations.open_inquiry(inquiry_id=inquiry_id, by=request.actor)
    answer_form = answer_form or _answer_form(inquiry)
    is_wrong = bool(answer_form.errors or close_form.errors)
    page = {
        "inquiry": inquiry,
        "contacts": queries.contacts_of(inquiry.person_id),
        "names": queries.names_in(inquiry),
        "about": queries.ABOUT[inquiry.voice],
        "is_mine": inquiry.taken_by == request.actor.person_id,
        "answer_form": answer_form,
        "close_form": close_form,
        "sender_form": _sender_form(inquiry) if inquiry.voice == "professional" else None,
    }
    return render(request, "entrance/open_inquiry.html", page, status=422 if is_wrong else 200)


def _answer_form(inquiry: Inquiry, request: ActorRequest | None = None) -> AnswerForm | ReplyForm:
    """Words for whoever wrote about himself; sentences for whoever wrote about another."""
    data = request.POST if request else None
    if inquiry.voice == "self":
        return AnswerForm(data)
    ready = inquiry.met_at and inquiry.sender_checked_at and inquiry.guest_agreed_at
    is_professional = inquiry.voice == "professional"
    return ReplyForm(data, may_tell_of_meeting=bool(is_professional and ready))


def _sender_form(inquiry: Inquiry) -> SenderForm:
    return SenderForm(
        initial={
            "rang_up": inquiry.sender_checked_at is not None,
            "guest_agrees": inquiry.guest_agreed_at is not None,
        }
    )
