import json
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from indgang.access.guards import public, requires
from indgang.access.middleware import ActorRequest
from indgang.board import pages, queries, telling
from indgang.board.forms import BoardForm
from indgang.board.rules.rows import Wanted, for_the_wall, in_parts, shown
from indgang.kernel.actor import HOUSE, Role
from indgang.kernel.live import ticket_for
from indgang.kernel.refused import NotThere
from indgang.offers.queries import needs_to_choose, open_places
from indgang.offers.wording import language

# Who is told every number, however small: as indgang.reads_the_board has it.
WORKS_WITH_IT = (
    *sorted(HOUSE), Role.OUTREACH, Role.PROVIDER, Role.AUTHORITY, Role.ACUTE, Role.LEADER,
    Role.DPO, Role.ADMINISTRATOR,
)  # fmt: skip
WALL_LINES = 7  # so many that each is legible from four metres on a screen of a metre's width
MOST_ASKED = 500  # offers in one address


@public
@never_cache
@require_safe
def board(request: ActorRequest) -> HttpResponse:
    """What there is room for, who waits and how long; a part of it for a live page."""
    is_exact = request.actor.has(*WORKS_WITH_IT)
    found = queries.board()
    by = request.GET.get("vis", "")
    by = by if by in pages.BY else pages.BY[0]
    form = _form(request, found, is_exact=is_exact)
    wanted = form.wanted()
    rows = shown(pages.rows_by(found, by), _of_kind(wanted, by))
    context: dict[str, Any] = {
        "layout": "web/staff.html" if is_exact else "web/guest.html",
        "is_exact": is_exact,
        "form": form,
        "is_filtered": wanted != Wanted(sort=wanted.sort, is_falling=wanted.is_falling),
        "by": by,
        "lines": pages.lines_of(rows, by),
        "columns": pages.columns_of(
            request, by=by, is_exact=is_exact, sort=wanted.sort, falling=wanted.is_falling
        ),
        "parts": pages.parts_of(request, by),
        "town": pages.lines_of([found.town], "tilbud")[0],
        "measured_at": found.town.measured_at,
        "here": request.get_full_path(),
        "days": queries.DAYS_AHEAD,
    }
    if request.headers.get("HX-Request"):
        return render(request, "board/_lines.html", context)
    return render(request, "board/board.html", context | _line(is_exact=is_exact))


@public
@never_cache
@require_safe
def wall(request: ActorRequest) -> HttpResponse:
    """For a screen in a room where everybody comes: what everybody is told, whoever set it up."""
    found = queries.board(wants_all=False)
    lines = pages.lines_of(for_the_wall(found.offers), "tilbud")
    context = {
        "parts": in_parts(lines, WALL_LINES),
        "town": pages.lines_of([found.town], "tilbud")[0],
        "is_dark": request.GET.get("lys") == "moerk",
    }
    if request.headers.get("HX-Request"):
        return render(request, "board/_wall.html", context)
    return render(request, "board/wall.html", context | _line(is_exact=False))


@public
@never_cache
@require_safe
def history(request: ActorRequest) -> HttpResponse:
    """How room, waiting and what was looked for in vain have gone, day by day."""
    thing = queries.thing_named(
        offer=_uuid(request.GET.get("tilbud", "")),
        need=request.GET.get("behov", "")[:40].replace("\0", ""),
        unit=_uuid(request.GET.get("enhed", "")),
    )
    if thing is None:
        raise NotThere
    is_exact = request.actor.has(*WORKS_WITH_IT)
    context = {
        "layout": "web/staff.html" if is_exact else "web/guest.html",
        "thing": thing,
        "curves": pages.curves_of(queries.history(thing)),
    }
    return render(request, "board/history.html", context)


@public
@require_POST
def ticket(request: ActorRequest) -> HttpResponse:
    """Leave to hear what changes on the board: for those who work with it, or for everybody."""
    wants_all = request.GET.get("alt") == "1"
    return JsonResponse(
        {"ticket": _ticket(is_exact=wants_all and request.actor.has(*WORKS_WITH_IT))}
    )


@requires(*WORKS_WITH_IT)
@never_cache
@require_safe
def figures(request: ActorRequest) -> HttpResponse:
    """The figures of the offers that changed, or of all, for a page that is open."""
    asked = request.GET.get("tilbud", "").split(",")[:MOST_ASKED]
    changed = None if asked == [""] else asked
    data = json.loads(telling.rows_told(queries.rooms_now(), changed, language()))
    return JsonResponse(data)


def _line(*, is_exact: bool) -> dict[str, str]:
    return {
        "ticket": _ticket(is_exact=is_exact),
        "ticket_url": "/tavle/billet" + ("?alt=1" if is_exact else ""),
    }


def _ticket(*, is_exact: bool) -> str:
    return ticket_for(telling.EXACT if is_exact else telling.EVERYBODY[language()])


def _form(request: ActorRequest, found: queries.Board, *, is_exact: bool) -> BoardForm:
    return BoardForm(
        request.GET,
        needs=needs_to_choose(),
        units=[(row.key, row.title) for row in found.units],
        places=[(place.slug, place.name) for place in open_places()],
        is_short=not is_exact,
    )


def _of_kind(wanted: Wanted, by: str) -> Wanted:
    """A line of a need or of a unit has no need, unit or place to choose by."""
    return wanted if by == "tilbud" else replace(wanted, need="", unit="", place="")


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
