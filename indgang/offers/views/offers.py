from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from indgang.access.guards import public
from indgang.access.middleware import ActorRequest
from indgang.kernel.refused import NotThere
from indgang.offers import cards, drawing, wording
from indgang.offers.forms import SearchForm
from indgang.offers.queries import (
    answer_of,
    asks_about_use,
    coming_sessions,
    findings_of,
    laws_of,
    neighbourhoods,
    offer_by_slug,
    offers_alike,
)
from indgang.offers.rules.access_per_use import Entry, Use

DAYS_SHOWN = 28  # days of coming times on an offer's page
MOST_TIMES = 5  # times in view; the rest are behind one line
URGENT = "crisis"  # the need that shows the crisis numbers before anything else


@public
@require_safe
def found(request: ActorRequest) -> HttpResponse:
    form = SearchForm(request.GET, neighbourhoods=neighbourhoods())
    search = form.search()
    findings = findings_of(search)
    alike = [] if findings.offers else offers_alike(search)
    as_map = request.GET.get("vis") == "kort"
    context = {
        "form": form,
        "search": search,
        "cards": [cards.card_of(one) for one in findings.offers],
        "alike": [cards.card_of(one) for one in alike],
        "as_map": as_map,
        "pins": cards.pins_of(findings.offers) if as_map else [],
        "drawing": drawing.town_drawing() if as_map else "",
        "list_href": _address(request, vis=""),
        "map_href": _address(request, vis="kort"),
        "is_urgent": URGENT in findings.needs[:1],
    }
    is_fragment = request.headers.get("HX-Request") == "true"
    return render(request, "offers/_found.html" if is_fragment else "offers/found.html", context)


@public
@require_safe
def offer(request: ActorRequest, slug: str) -> HttpResponse:
    shown = offer_by_slug(slug)
    if shown is None:
        raise NotThere
    answer = answer_of(shown, Use())
    sessions = coming_sessions(shown.id, days=DAYS_SHOWN) if shown.status == "published" else []
    times = [cards.time_card_of(session, shown) for session in sessions]
    context = {
        "offer": shown,
        "title": wording.text_of(shown, "title"),
        "summary": wording.text_of(shown, "summary"),
        "description": wording.text_of(shown, "description"),
        "first_time": wording.text_of(shown, "first_time"),
        "facts": cards.practical_facts(shown),
        "access": wording.access_in_words(answer),
        "access_tone": cards.TONES[answer.entry],
        "access_sentence": cards.access_sentence(shown, answer),
        "may_try": answer.entry is Entry.OPEN or asks_about_use(shown),
        "is_decided": answer.entry is Entry.DECISION,
        "times": times[:MOST_TIMES],
        "more_times": times[MOST_TIMES:],
        "laws": laws_of(shown) if request.actor.is_staff else [],
    }
    return render(request, "offers/offer.html", context)


def _address(request: HttpRequest, **changes: str) -> str:
    """This page's address with some of it changed; an empty value leaves a name out."""
    asked = request.GET.copy()
    for name, value in changes.items():
        asked.pop(name, None)
        if value:
            asked[name] = value
    return f"{request.path}?{asked.urlencode()}" if asked else request.path
