from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from indgang.access.guards import by_link
from indgang.access.middleware import ActorRequest
from indgang.access.queries import who_may_see
from indgang.checkins import queries
from indgang.checkins.forms import TalkForm
from indgang.checkins.operations import ask_oneself, ask_to_talk, settle_hand, skip_checkin
from indgang.checkins.views.asking import (
    Place,
    finish,
    found,
    menu,
    show_done,
    show_question,
    show_waiting,
    start_of,
)
from indgang.checkins.wording import attributions, charts, groups, language_of
from indgang.kernel.privacy import Kind
from indgang.kernel.refused import NotThere


@by_link("checkins", over="post:dead_link")
@never_cache
@require_GET
def waiting(request: ActorRequest) -> HttpResponse:
    return show_waiting(request, _place(request), "checkins/waiting.html")


@by_link("checkins", over="post:dead_link")
@require_POST
def begin(request: ActorRequest) -> HttpResponse:
    place = _place(request)
    return redirect(start_of(place, ask_oneself(person_id=place.person_id, by=request.actor)))


@by_link("checkins", over="post:dead_link")
@never_cache
@require_http_methods(["GET", "POST"])
def question(request: ActorRequest, checkin_id: UUID, number: int) -> HttpResponse:
    return show_question(request, _place(request), checkin_id, number)


@by_link("checkins", over="post:dead_link")
@require_POST
def stop(request: ActorRequest, checkin_id: UUID) -> HttpResponse:
    return finish(request, _place(request), checkin_id)


@by_link("checkins", over="post:dead_link")
@require_POST
def skip(request: ActorRequest, checkin_id: UUID) -> HttpResponse:
    place = _place(request)
    found(place, checkin_id)
    skip_checkin(checkin_id=checkin_id, by=request.actor)
    messages.success(request, _("Helt fint. Du bestemmer."))
    return redirect(place.list_url)


@by_link("checkins", over="post:dead_link")
@never_cache
@require_GET
def done(request: ActorRequest, checkin_id: UUID) -> HttpResponse:
    return show_done(request, _place(request), checkin_id)


@by_link("checkins", over="post:dead_link")
@never_cache
@require_GET
def curves(request: ActorRequest) -> HttpResponse:
    place = _place(request)
    shown = charts(queries.curves_of(place.person_id), language_of(request.LANGUAGE_CODE))
    context = {
        **menu(request, place),
        "place": place,
        "groups": groups(shown),
        "licences": attributions(shown),
        "others": who_may_see(place.person_id, Kind.CHECKINS),
        "waiting": len(queries.waiting_checkins(place.person_id)),
        "hand": queries.own_hand(place.person_id),
    }
    return render(request, "checkins/curves.html", context)


@by_link("checkins", over="post:dead_link")
@require_http_methods(["GET", "POST"])
def talk(request: ActorRequest) -> HttpResponse:
    place = _place(request)
    form = TalkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        ask_to_talk(person_id=place.person_id, words=form.cleaned_data["words"], by=request.actor)
        return redirect("checkins:talk")
    context = {
        **menu(request, place),
        "place": place,
        "form": form,
        "hand": queries.own_hand(place.person_id),
    }
    return render(request, "checkins/talk.html", context, status=422 if form.errors else 200)


@by_link("checkins", over="post:dead_link")
@require_POST
def lower(request: ActorRequest) -> HttpResponse:
    place = _place(request)
    hand = queries.own_hand(place.person_id)
    if hand:
        settle_hand(hand_id=hand.id, outcome="not_now", by=request.actor)
        messages.success(request, _("Helt fint. Du kan altid sige til."))
    return redirect("checkins:curves")


def _place(request: ActorRequest) -> Place:
    if request.actor.person_id is None:
        raise NotThere
    return Place(request.actor.person_id)
