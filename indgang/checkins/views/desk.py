from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from indgang.access.guards import requires
from indgang.access.middleware import ActorRequest
from indgang.access.operations import open_person
from indgang.checkins import queries
from indgang.checkins.forms import MomentForm, OutcomeForm, TalkForm
from indgang.checkins.operations import (
    ask_oneself,
    ask_to_talk,
    change_moment,
    settle_hand,
    take_hand,
)
from indgang.checkins.views.asking import (
    Place,
    finish,
    menu,
    show_done,
    show_question,
    show_waiting,
    start_of,
)
from indgang.checkins.wording import attributions, charts, groups, language_of
from indgang.kernel.actor import HOUSE, Role
from indgang.kernel.privacy import Kind
from indgang.kernel.refused import NotThere
from indgang.people.queries import colleague_names


@requires(*HOUSE)
@never_cache
@require_GET
def curves(request: ActorRequest, person_id: UUID) -> HttpResponse:
    place = _place(request, person_id, gettext_noop("sådan går det"))
    shown = charts(queries.curves_of(person_id), language_of(request.LANGUAGE_CODE))
    context = {
        "place": place,
        "groups": groups(shown),
        "licences": attributions(shown),
        "may_answer": queries.may_answer(person_id),
    }
    return render(request, "checkins/desk_curves.html", context)


@requires(*HOUSE)
@never_cache
@require_GET
def waiting(request: ActorRequest, person_id: UUID) -> HttpResponse:
    place = _place_together(request, person_id)
    return show_waiting(request, place, "checkins/desk_waiting.html")


@requires(*HOUSE)
@require_POST
def begin(request: ActorRequest, person_id: UUID) -> HttpResponse:
    place = _place_together(request, person_id)
    return redirect(start_of(place, ask_oneself(person_id=person_id, by=request.actor)))


@requires(*HOUSE)
@never_cache
@require_http_methods(["GET", "POST"])
def question(request: ActorRequest, person_id: UUID, checkin_id: UUID, number: int) -> HttpResponse:
    return show_question(request, _place_together(request, person_id), checkin_id, number)


@requires(*HOUSE)
@require_POST
def stop(request: ActorRequest, person_id: UUID, checkin_id: UUID) -> HttpResponse:
    return finish(request, _place_together(request, person_id), checkin_id)


@requires(*HOUSE)
@never_cache
@require_GET
def done(request: ActorRequest, person_id: UUID, checkin_id: UUID) -> HttpResponse:
    return show_done(request, _place_together(request, person_id), checkin_id)


@requires(*HOUSE)
@require_http_methods(["GET", "POST"])
def talk(request: ActorRequest, person_id: UUID) -> HttpResponse:
    place = _place_together(request, person_id)
    form = TalkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        ask_to_talk(person_id=person_id, words=form.cleaned_data["words"], by=request.actor)
        messages.success(request, _("Hånden er oppe. Den står på listen i huset."))
        return redirect(place.curves_url)
    context = {**menu(request, place), "place": place, "form": form, "hand": None}
    return render(request, "checkins/talk.html", context, status=422 if form.errors else 200)


@requires(*HOUSE)
@never_cache
@require_GET
def hands(request: ActorRequest) -> HttpResponse:
    raised = queries.raised_hands()
    names = colleague_names({hand.taken_by for hand in raised if hand.taken_by})
    rows = [(hand, names.get(hand.taken_by, "") if hand.taken_by else "") for hand in raised]
    return render(request, "checkins/hands.html", {"rows": rows})


@requires(*HOUSE)
@require_POST
def take(request: ActorRequest, hand_id: UUID) -> HttpResponse:
    take_hand(hand_id=hand_id, by=request.actor)
    messages.success(request, _("Du har taget den. Tak."))
    return redirect("checkins:hands")


@requires(*HOUSE)
@require_POST
def settle(request: ActorRequest, hand_id: UUID) -> HttpResponse:
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        raise NotThere
    settle_hand(hand_id=hand_id, outcome=form.cleaned_data["outcome"], by=request.actor)
    return redirect("checkins:hands")


@requires(Role.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def moments(request: ActorRequest) -> HttpResponse:
    changed = request.POST.get("key", "")
    language = language_of(request.LANGUAGE_CODE)
    rows = [
        (
            moment,
            MomentForm(
                request.POST if moment.key == changed else None, moment=moment, language=language
            ),
        )
        for moment in queries.all_moments()
    ]
    form = next((form for moment, form in rows if moment.key == changed), None)
    if form and form.is_valid():
        change_moment(
            key=changed,
            instrument_ids=form.cleaned_data["instruments"],
            is_active=form.cleaned_data["is_active"],
            by=request.actor,
        )
        messages.success(request, _("Det er gemt og gælder fra næste forløb."))
        return redirect("checkins:moments")
    status = 422 if form and form.errors else 200
    return render(request, "checkins/moments.html", {"rows": rows}, status=status)


def _place(request: ActorRequest, person_id: UUID, purpose: str) -> Place:
    opened = open_person(person_id=person_id, purpose=purpose, by=request.actor)
    if not opened.shows(Kind.CHECKINS):
        raise NotThere
    return Place(person_id, together=True, name=queries.nickname_of(person_id))


def _place_together(request: ActorRequest, person_id: UUID) -> Place:
    place = _place(request, person_id, gettext_noop("svare sammen"))
    if not queries.may_answer(person_id):
        raise NotThere
    return place
