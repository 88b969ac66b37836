from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from indgang.access.guards import requires
from indgang.access.middleware import ActorRequest
from indgang.access.operations import open_person
from indgang.entrance import operations, queries
from indgang.entrance.forms import FinishForm, GuidesForm, OwnStepForm, WishesForm
from indgang.entrance.models import Conversation
from indgang.kernel.actor import HOUSE, Role
from indgang.kernel.live import ticket_for
from indgang.kernel.refused import NotThere, Refused
from indgang.plans.queries import course_cards, next_things

DOOR = (*sorted(HOUSE), Role.OUTREACH, Role.ACUTE)
GUIDES = tuple(sorted(HOUSE))


@requires(*DOOR)
@require_http_methods(["GET", "POST"])
def start(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """Who sits down with the guest, and the guest's yes to being written about."""
    form = GuidesForm(
        request.POST if request.method == "POST" else None,
        colleagues=queries.colleagues_here(),
        me=request.actor.person_id,
    )
    if request.method == "POST" and form.is_valid():
        conversation = operations.start_conversation(
            person_id=person_id,
            guide_ids=form.cleaned_data["guides"],
            arrival_id=_uuid_or_none(request.GET.get("ankomst", "")),
            by=request.actor,
        )
        if request.actor.person_id in conversation.guide_ids:
            return redirect("entrance:conversation", conversation.id)
        return redirect("/huset")
    guest = queries.card_of(person_id)
    if guest is None:
        raise NotThere
    page = {"guest": guest, "form": form}
    return render(request, "entrance/start.html", page, status=422 if form.errors else 200)


@requires(*GUIDES)
@require_GET
def conversation(request: ActorRequest, conversation_id: UUID) -> HttpResponse:
    """The guest and two guides at one screen. Every section saves by itself."""
    found = operations.open_conversation(conversation_id=conversation_id, by=request.actor)
    if found.finished_at is not None:
        return redirect("entrance:finished", conversation_id)
    shown = queries.conversation_page(found)
    page = {"page": shown, "wishes": WishesForm(person=shown.guest)}
    if request.headers.get("HX-Request"):
        part = "_bundle" if request.GET.get("del") == "bundt" else "_beside"
        return render(request, f"entrance/{part}.html", page)
    topic = f"guest:{found.person_id}:conversation"
    return render(request, "entrance/conversation.html", page | {"ticket": ticket_for(topic)})


@requires(*GUIDES)
@require_POST
def section(request: ActorRequest, conversation_id: UUID, section: str) -> HttpResponse:
    """Saves one section: for the script by its contract, otherwise put together and shown again."""
    is_script = "application/json" in request.headers.get("Accept", "")
    try:
        saved = operations.save_section(
            conversation_id=conversation_id,
            section=section,
            text=request.POST.get(section, ""),
            version=_number(request.POST.get("version", "")),
            put_together=not is_script,
            by=request.actor,
        )
    except Refused as refusal:
        if is_script:
            return JsonResponse({"sentence": refusal.sentence}, status=422)
        raise
    if is_script:
        return _answer(saved)
    return redirect("entrance:conversation", conversation_id)


@requires(*GUIDES)
@require_POST
def add_to_bundle(request: ActorRequest, conversation_id: UUID) -> HttpResponse:
    """One more thing to try: an offer, or a step of the guest's own."""
    form = OwnStepForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Skriv med få ord, hvad det er."))
    operations.add_to_bundle(
        conversation_id=conversation_id, choice=form.choice(), by=request.actor
    )
    return _bundle(request, conversation_id)


@requires(*GUIDES)
@require_POST
def take_from_bundle(request: ActorRequest, conversation_id: UUID, item_id: UUID) -> HttpResponse:
    """One thing less."""
    operations.take_from_bundle(conversation_id=conversation_id, item_id=item_id, by=request.actor)
    return _bundle(request, conversation_id)


@requires(*GUIDES)
@require_http_methods(["GET", "POST"])
def finish(request: ActorRequest, conversation_id: UUID) -> HttpResponse:
    """Once more together: what was picked out, and what the guest says yes to. Then it starts."""
    found = operations.open_conversation(conversation_id=conversation_id, by=request.actor)
    if found.finished_at is not None:
        return redirect("entrance:finished", conversation_id)
    page = queries.conversation_page(found)
    course = course_cards([found.person_id]).get(found.person_id)
    form = FinishForm(
        request.POST if request.method == "POST" else None,
        guides=page.guides,
        has_left=course is not None and course.ended_on is not None,
    )
    if request.method == "POST" and form.is_valid():
        started = operations.finish_conversation(
            conversation_id=conversation_id, yes=form.yes(), by=request.actor
        )
        for sentence in started.sentences:
            messages.warning(request, sentence)
        return redirect("entrance:finished", conversation_id)
    status = 422 if form.errors else 200
    return render(request, "entrance/finish.html", {"page": page, "form": form}, status=status)


@requires(*GUIDES)
@require_GET
def finished(request: ActorRequest, conversation_id: UUID) -> HttpResponse:
    """It has begun: what is first, and the key card to take home."""
    found = queries.conversation_card(conversation_id)
    if found is None:
        # The guest has said no to all further reading; that is how it should be.
        messages.success(request, _("Det er i gang."))
        return redirect("/huset")
    open_person(person_id=found.person_id, purpose=gettext_noop("samtale"), by=request.actor)
    if found.outcome != Conversation.COURSE:
        return redirect(f"/huset/gaest/{found.person_id}")
    page = {
        "conversation": found,
        "guest_page": f"/huset/gaest/{found.person_id}",
        "has_card": queries.has_key_card(found.person_id),
        "next": next_things([found.person_id]).get(found.person_id),
    }
    return render(request, "entrance/finished.html", page)


@requires(*GUIDES)
@require_POST
def ticket(request: ActorRequest, conversation_id: UUID) -> HttpResponse:
    """Leave to hear that something changed in the conversation, for one minute."""
    found = operations.open_conversation(conversation_id=conversation_id, by=request.actor)
    return JsonResponse({"ticket": ticket_for(f"guest:{found.person_id}:conversation")})


def _bundle(request: ActorRequest, conversation_id: UUID) -> HttpResponse:
    if not request.headers.get("HX-Request"):
        return redirect(f"{reverse('entrance:conversation', args=[conversation_id])}#bundt")
    found = operations.open_conversation(conversation_id=conversation_id, by=request.actor)
    return render(request, "entrance/_bundle.html", {"page": queries.conversation_page(found)})


def _answer(saved: operations.SavedSection) -> JsonResponse:
    if saved.is_saved:
        return JsonResponse({"version": saved.version})
    said = {"current": saved.current, "merged": saved.text, "version": saved.version}
    return JsonResponse(said, status=409)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def _uuid_or_none(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
