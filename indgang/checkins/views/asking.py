"""One question a page, whoever's screen it is on."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from indgang.access.middleware import ActorRequest
from indgang.checkins import queries
from indgang.checkins.forms import AnswerForm
from indgang.checkins.models import CheckIn
from indgang.checkins.operations import answer_question, finish_checkin
from indgang.checkins.rules.questions import Question, first_unseen
from indgang.checkins.wording import attributions, charts, language_of
from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.kernel.refused import NotThere


@dataclass(frozen=True)
class Place:
    """Whose check-ins are shown, and on whose screen: the guest's own, or a colleague's beside him."""

    person_id: UUID
    together: bool = False
    name: str = ""

    def url(self, page: str, *arguments: object) -> str:
        """The address of a page of check-ins on this screen."""
        if self.together:
            return reverse(f"checkins:together_{page}", args=[self.person_id, *arguments])
        return reverse(f"checkins:{page}", args=arguments)

    @property
    def list_url(self) -> str:
        """What waits."""
        return self.url("waiting")

    @property
    def talk_url(self) -> str:
        """Where a hand is raised."""
        return self.url("talk")

    @property
    def curves_url(self) -> str:
        """How it goes."""
        return self.url("curves")


def show_question(
    request: ActorRequest, place: Place, checkin_id: UUID, number: int
) -> HttpResponse:
    checkin = found(place, checkin_id)
    if checkin.status != "waiting":
        return redirect(place.url("done", checkin.id))
    if not checkin.opens_on <= clock.today() <= checkin.closes_on:
        messages.info(request, _("De spørgsmål er lukket nu. Det gør ikke noget."))
        return redirect(place.list_url)
    asked = queries.questions_of(checkin)
    if not 1 <= number <= len(asked):
        raise NotThere
    question = asked[number - 1]
    given = queries.answers_to(checkin)
    passed = request.method == "POST" and "skip" in request.POST
    form = AnswerForm(
        None if passed else request.POST or None,
        question=question,
        given=given.get((question.instrument.id, question.item)),
        language=language_of(request.LANGUAGE_CODE),
    )
    if passed or form.is_valid():
        value = None if passed else form.cleaned_data["value"]
        answer_question(
            checkin_id=checkin.id,
            pin=question.pin,
            item=question.item,
            value=value,
            by=request.actor,
        )
        return _onward(request.actor, place, checkin, asked, number)
    context = {
        "place": place,
        "checkin": checkin,
        "question": question,
        "form": form,
        "number": number,
        "total": len(asked),
        "intro": _intro(asked, number, request),
        "navigation": (),  # one thing a page: no menu beside a question
        "before": place.url("question", checkin.id, number - 1) if number > 1 else "",
    }
    return render(request, "checkins/question.html", context, status=422 if form.errors else 200)


def show_waiting(request: ActorRequest, place: Place, template: str) -> HttpResponse:
    waiting = [
        (checkin, _start(place, checkin, asked), len(asked))
        for checkin in queries.waiting_checkins(place.person_id)
        if (asked := queries.questions_of(checkin))
    ]
    context = {
        **({} if place.together else menu(request, place)),  # a colleague keeps his own menu
        "place": place,
        "waiting": waiting,
        "next_on": queries.next_checkin_on(place.person_id),
    }
    return render(request, template, context)


def show_done(request: ActorRequest, place: Place, checkin_id: UUID) -> HttpResponse:
    checkin = found(place, checkin_id)
    if checkin.status == "waiting":
        return redirect(place.list_url)
    names = {pin.rpartition("-")[0] for pin in checkin.instruments}
    curves = [
        curve
        for curve in queries.curves_of(place.person_id)
        if curve.instrument.id in names
        and curve.points[-1].answered_on == clock.local(checkin.ended_at or clock.now()).date()
    ]
    shown = charts(curves, language_of(request.LANGUAGE_CODE))
    context = {
        **menu(request, place),
        "place": place,
        "checkin": checkin,
        "charts": shown[:1],
        "more_charts": shown[1:],
        "licences": attributions(shown),
        "hand": queries.own_hand(place.person_id),
        "offers_talk": any(chart.offers_talk for chart in shown),
    }
    return render(request, "checkins/done.html", context)


def finish(request: ActorRequest, place: Place, checkin_id: UUID) -> HttpResponse:
    found(place, checkin_id)
    finish_checkin(checkin_id=checkin_id, by=request.actor)
    return redirect(place.url("done", checkin_id))


def menu(request: ActorRequest, place: Place) -> dict[str, tuple[()]]:
    """No menu where it would lead to closed doors: for who came by a link, or sits beside a guide."""
    return {"navigation": ()} if place.together or request.actor.key_kind == "link" else {}


def found(place: Place, checkin_id: UUID) -> CheckIn:
    checkin = queries.checkin_of(place.person_id, checkin_id)
    if checkin is None or checkin.status == "dropped":
        raise NotThere
    return checkin


def start_of(place: Place, checkin_id: UUID) -> str:
    """The first question that was not seen; where to begin, and where to go on."""
    checkin = found(place, checkin_id)
    return _start(place, checkin, queries.questions_of(checkin))


def _start(place: Place, checkin: CheckIn, asked: tuple[Question, ...]) -> str:
    number = first_unseen(asked, queries.answers_to(checkin)) or len(asked)
    return place.url("question", checkin.id, number)


def _intro(asked: tuple[Question, ...], number: int, request: ActorRequest) -> str:
    """What is said before the first question of each instrument."""
    question = asked[number - 1]
    if number > 1 and asked[number - 2].instrument == question.instrument:
        return ""
    return question.instrument.intro.said(language_of(request.LANGUAGE_CODE))


def _onward(
    actor: Actor, place: Place, checkin: CheckIn, asked: tuple[Question, ...], number: int
) -> HttpResponse:
    if number < len(asked):
        return redirect(place.url("question", checkin.id, number + 1))
    finish_checkin(checkin_id=checkin.id, by=actor)
    return redirect(place.url("done", checkin.id))
