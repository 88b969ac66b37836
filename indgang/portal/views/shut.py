import re
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from indgang.kernel.actor import NOBODY, Actor
from indgang.kernel.refused import NotThere
from indgang.people.queries import house_unit
from indgang.plans.queries import course_to_close
from indgang.portal.queries_guest import BREAKS_GLASS, CLOSES
from indgang.portal.tabs import DOOR, READERS
from indgang.web.answers import error_page

A_GUESTS_PAGE = re.compile(r"/huset/gaest/([0-9a-f-]{36})(?:/|$)")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What stands instead of a page that is not there, or not for this actor.

    Below a guest's page a colleague is told what may have happened and whom to ask; everybody else
    gets the ordinary answer.
    """
    page = A_GUESTS_PAGE.match(request.path)
    actor: Actor = getattr(request, "actor", NOBODY)
    if page is None or not isinstance(exception, NotThere) or not actor.has(*READERS):
        return error_page(request, 404)
    return shut(request, UUID(page[1]))


def shut(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The same page for a guest one may not see and for one who is not there. At most two queries.

    Who goes along with a guest may still end a course in which nobody can reach him.
    """
    actor: Actor = getattr(request, "actor", NOBODY)
    house = house_unit()
    page = {
        "may_break_glass": actor.has(*BREAKS_GLASS),
        "may_close": actor.has(*CLOSES) and course_to_close(person_id) is not None,
        "person_id": person_id,
        "way_on": "/huset" if actor.has(*DOOR) else "/min",
        "house": house,
        "is_of_the_house": bool(house and house.id in actor.unit_ids),
    }
    return render(request, "portal/guest_shut.html", page, status=404)
