from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from indgang.access.addresses import address_of
from indgang.access.guards import public
from indgang.access.middleware import ActorRequest
from indgang.access.operations import note_knock
from indgang.kernel.refused import NotThere
from indgang.offers import cards, nights_shown, pins, run_words, talks_shown, wording
from indgang.offers.forms import SearchForm
from indgang.offers.models import Offer, Thing
from indgang.offers.operations import count_unmet
from indgang.offers.queries import (
    Findings,
    OfferSearch,
    answer_of,
    asks_about_use,
    coming_runs,
    coming_sessions,
    findings_of,
    heard,
    laws_of,
    needs_to_choose,
    neighbourhoods,
    offer_by_slug,
    offers_alike,
    spots_to_be_near,
    taken_nights,
    things_of,
    times_before,
    tonight,
    usual_who,
)
from indgang.offers.rules.access_per_use import Entry, Use
from indgang.offers.rules.nights import FURTHEST
from indgang.offers.views.places import map_context, with_tiles_let_in
from indgang.web.danish import has_danish

DAYS_SHOWN = 28  # days of coming times on an offer's page
FEW = 12  # offers shown at first: more is not read, and one line shows the rest
MOST = 200  # offers on one page when all are asked for, and on the map
MOST_TIMES = 5  # times in view; the rest are behind one line
UNMET_DOOR = "savnet"  # floods are counted at each door by itself
URGENT = "crisis"  # the need that shows the crisis numbers before anything else


@public
@require_safe
def found(request: ActorRequest) -> HttpResponse:
    form = SearchForm(
        request.GET,
        needs=needs_to_choose,
        neighbourhoods=neighbourhoods,
        spots=spots_to_be_near,
    )
    asked = form.search()
    search = heard(asked)
    as_map = request.GET.get("vis") == "kort"
    findings = findings_of(search, most=MOST if as_map or request.GET.get("alle") else FEW)
    alike = [] if findings.offers else offers_alike(search)
    shown = () if as_map else tuple(cards.card_of(one, search.near) for one in findings.offers)
    context = {
        "form": form,
        "search": asked,
        "heard": wording.for_whom_in_words(
            search.first_for or (search.who if not asked.who else "")
        ),
        "cards": shown,
        "has_danish": any(has_danish(card.title, card.summary) for card in shown),
        "number": findings.number,
        "all_href": _address(request, alle="1")
        if findings.number > FEW and not request.GET.get("alle")
        else "",
        "alike": [cards.card_of(one, search.near) for one in alike],
        "as_map": as_map,
        **(map_context(pins.pins_of(findings.offers, search.near)) if as_map else {}),
        "far_href": _address(request, naer=""),
        "list_href": _address(request, vis=""),
        "map_href": _address(request, vis="kort", alle=""),
        "is_urgent": URGENT in findings.needs[:2],
    }
    if request.headers.get("HX-Request") != "true":
        if not findings.number:
            _count_unmet(request, _need_of(search, findings))
        page = render(request, "offers/found.html", context)
        return with_tiles_let_in(page) if as_map else page
    context["unmet_need"] = _need_of(search, findings)
    fragment = render(request, "offers/_found.html", context | {"is_fragment": True})
    fragment["HX-Replace-Url"] = _address(request)
    return fragment


@public
@require_POST
def unmet(request: ActorRequest) -> HttpResponse:
    """A search that found nothing stood on a page for some seconds: somebody meant it."""
    _count_unmet(request, request.POST.get("need", "")[:40].replace("\0", ""))
    return HttpResponse(status=204)


@public
@require_safe
def offer(request: ActorRequest, slug: str) -> HttpResponse:
    shown = offer_by_slug(slug)
    if shown is None:
        raise NotThere
    me = request.actor.person_id
    answer = answer_of(shown, Use(who=usual_who(shown), times=times_before(shown, me) if me else 0))
    sessions = coming_sessions(shown.id, days=DAYS_SHOWN) if shown.status == "published" else []
    things = things_of(shown.id) if shown.status == "published" else []
    runs = coming_runs(shown.id) if shown.status == "published" else []
    talks = talks_shown.talk_days(sessions, shown)
    times = [
        cards.time_card_of(session, shown, one_just_comes=answer.entry is Entry.OPEN)
        for session in sessions
        if not (talks and session.is_talk)
    ]
    names = ("title", "summary", "description", "first_time")
    title, summary, description, first_time = (wording.text_of(shown, name) for name in names)
    context = {
        "offer": shown,
        "title": title,
        "summary": summary,
        "paragraphs": cards.paragraphs_of(description),
        "first_time": cards.paragraphs_of(first_time),
        "has_danish": has_danish(title, summary, description, first_time),
        "facts": cards.practical_facts(shown),
        "access": wording.access_in_words(answer, shown, next(iter(sessions), None)),
        "access_tone": cards.TONES[answer.entry],
        "access_sentence": cards.access_sentence(shown, answer),
        "may_try": answer.entry is Entry.OPEN or asks_about_use(shown),
        "is_decided": answer.entry is Entry.DECISION,
        "calendar": {"href": reverse("offers:offer_calendar", args=[shown.slug])}
        if times or talks
        else None,
        "talks": talks[: talks_shown.MOST_DAYS],
        "more_talks": talks[talks_shown.MOST_DAYS :],
        "times": times[:MOST_TIMES],
        "more_times": times[MOST_TIMES:],
        "room": cards.room_card_of(shown),
        "pace": cards.pace_of(shown, answer),
        "nights": _free_nights(shown, things) if things else None,
        "night_columns": [
            _("Det, du kan låne"),
            _("Plads til"),
            _("Næste ledige nat"),
            _("Frit"),
        ],
        "runs": [run_words.run_card_of(run, shown) for run in runs],
        "laws": laws_of(shown) if request.actor.is_staff else [],
    }
    return render(request, "offers/offer.html", context)


def _free_nights(offer: Offer, things: list[Thing]) -> nights_shown.Calendar:
    since = tonight()
    until = since + timedelta(days=FURTHEST)
    taken = taken_nights([thing.id for thing in things], since=since, until=until)
    return nights_shown.calendar_of(offer, things, taken, since=since)


def _address(request: HttpRequest, **changes: str) -> str:
    """This page's address with some of it changed; an empty value leaves a name out."""
    values = {name: request.GET.get(name, "") for name in request.GET} | changes
    asked = {name: value for name, value in values.items() if value}
    return f"{request.path}?{urlencode(asked)}" if asked else request.path


def _need_of(search: OfferSearch, findings: Findings) -> str:
    """What a search was about, as far as it was understood."""
    return search.need or next(iter(findings.needs), "")


def _count_unmet(request: ActorRequest, need: str) -> None:
    """Count it, but from one address no more often than somebody looks for something."""
    if note_knock(door=UNMET_DOOR, address_hash=address_of(request), by=request.actor):
        count_unmet(need=need, by=request.actor)
