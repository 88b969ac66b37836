import secrets
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from indgang.access.addresses import HELD_BACK, address_of
from indgang.access.guards import public, signed_in
from indgang.access.middleware import ActorRequest
from indgang.access.operations import note_knock
from indgang.entrance import operations, queries
from indgang.entrance.forms import VOICES, InquiryForm, MessageForm
from indgang.entrance.key_cards import code_of_form, in_groups, mark_of_form, picture
from indgang.kernel.refused import NotThere
from indgang.people.queries import house_unit, settings_of_the_house

DOOR = "henvend"  # floods are counted at each door by itself
DRAFT_COOKIE = settings.DRAFT_COOKIE
DRAFT_SECONDS = 7_200  # as in keep_draft(): a shared screen must not show another's words for long
LONGEST_DRAFT = 20_000  # characters, as in keep_draft()


@public
@require_GET
def who_for(request: ActorRequest) -> HttpResponse:
    """Three ways in: for oneself, for another, as a professional."""
    page = {"house": settings_of_the_house(), "young": queries.young_help()}
    return render(request, "entrance/who_for.html", page)


@public
@never_cache
@require_http_methods(["GET", "POST"])
def inquiry(request: ActorRequest, who: str) -> HttpResponse:
    """The form, under a minute; sent, it gives a receipt that is shown once."""
    form_class = VOICES.get(who)
    unit = house_unit()
    if form_class is None or unit is None:
        raise Http404
    draft_key = _draft_key(request, who)
    form = form_class(
        request.POST if request.method == "POST" else None,
        draft_url=reverse("entrance:draft", args=[who]),
        draft=queries.drafted_words(draft_key) if draft_key else ("", 0),
    )
    status = 422 if form.is_bound else 200
    if request.method == "POST":
        if not note_knock(door=DOOR, address_hash=address_of(request), by=request.actor):
            form.add_error(None, HELD_BACK)
            status = 429
        elif form.is_valid() and not form.is_machine:
            return _sent(request, form, unit.id, draft_key)
    page = {
        "form": form,
        "who": who,
        "unit": unit,
        "house": settings_of_the_house(),
        "young": queries.young_help(),
    }
    response = render(request, "entrance/inquiry.html", page, status=status)
    if DRAFT_COOKIE not in request.COOKIES:
        _hand_over_draft(response, secrets.token_urlsafe(24))
    return response


@public
@require_POST
def draft(request: ActorRequest, who: str) -> HttpResponse:
    """Keeps what is being written, every few strokes."""
    key = _draft_key(request, who)
    words = request.POST.get("words", "").replace("\x00", "")
    if not key or who not in VOICES:
        raise Http404
    if len(words) > LONGEST_DRAFT:
        return JsonResponse({"sentence": _("Teksten er for lang. Del den op.")}, status=422)
    version = request.POST.get("version", "")
    kept = operations.keep_draft(
        raw_key=key,
        words=words,
        version=int(version) if version.isdecimal() and len(version) < 9 else 0,
        by=request.actor,
    )
    return JsonResponse({"version": kept})


@public
@require_POST
def forget_draft(request: ActorRequest, who: str) -> HttpResponse:
    """Takes away what somebody began to write on this screen."""
    if key := _draft_key(request, who):
        operations.drop_draft(raw_key=key, by=request.actor)
    messages.success(request, _("Det er slettet."))
    return redirect("entrance:inquiry", who)


@signed_in
@never_cache
@require_http_methods(["GET", "POST"])
def answers(request: ActorRequest) -> HttpResponse:
    """What one has written, what the house has answered, and room to write more."""
    me = request.actor.person_id
    if me is None:
        raise NotThere
    form = MessageForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        inquiry_id = _uuid(request.POST.get("inquiry", ""))
        operations.write_more(
            inquiry_id=inquiry_id, words=form.cleaned_data["words"], by=request.actor
        )
        messages.success(request, _("Tak. Vi har fået det."))
        return redirect("entrance:answers")
    page = {"form": form, "inquiries": queries.own_inquiries(me)}
    return render(request, "entrance/answers.html", page, status=422 if form.errors else 200)


def _sent(request: ActorRequest, form: InquiryForm, unit_id: UUID, draft_key: str) -> HttpResponse:
    form_id = form.cleaned_data["form_id"]
    receipt = operations.send_inquiry(
        inquiry=form.inquiry(once=mark_of_form(form_id), language=get_language() or "da"),
        unit_id=unit_id,
        code=code_of_form(form_id),
        by=request.actor,
    )
    if draft_key:
        operations.drop_draft(raw_key=draft_key, by=request.actor)
    if not receipt.code:
        messages.success(request, _("Tak, fordi du skrev. Vi har fået det."))
        return redirect("entrance:answers")
    page = {
        "code": in_groups(receipt.code),
        "qr": picture(receipt.code),
        "voice": form.voice,
        "has_contact": bool(form.cleaned_data["contact"]),
        "house": settings_of_the_house(),
    }
    response = render(request, "entrance/receipt.html", page)
    response.delete_cookie(DRAFT_COOKIE, samesite="Lax")
    return response


def _draft_key(request: HttpRequest, who: str) -> str:
    """What the draft of this form is kept under: each of the three forms has one of its own."""
    token = request.COOKIES.get(DRAFT_COOKIE, "")
    return f"{token}:{who}" if len(token) >= 20 else ""


def _hand_over_draft(response: HttpResponse, token: str) -> None:
    response.set_cookie(
        DRAFT_COOKIE,
        token,
        max_age=DRAFT_SECONDS,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as fault:
        raise NotThere from fault
