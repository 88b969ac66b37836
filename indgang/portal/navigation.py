"""The menu of every page: what this actor can go to from here."""

from collections.abc import Callable
from functools import partial

from django.http import HttpRequest
from django.utils.translation import gettext as _

from indgang.access.guards import LINKS
from indgang.kernel.actor import NOBODY, Actor, Role
from indgang.portal.tabs import guest_tabs
from indgang.web.parts import Link

STAFF_PATHS = ("/huset", "/opsaetning", "/tilsyn", "/udfoerer", "/tavle")


def navigation(request: HttpRequest) -> dict[str, list[Link] | Callable[[], list[Link]]]:
    """`navigation` for the layouts, and `guest_tabs` for pages about a guest. No query by itself.

    The menu is empty for somebody who has just come in.
    """
    return {"navigation": _menu(request), "guest_tabs": partial(guest_tabs, request)}


def _menu(request: HttpRequest) -> list[Link]:
    actor: Actor = getattr(request, "actor", NOBODY)
    if not actor.is_known or actor.key_kind in LINKS:
        return []
    if not actor.is_staff:
        found = _of_a_guest()
    elif request.path.startswith(STAFF_PATHS):
        found = _of_a_colleague(actor)
    else:
        found = _of_a_colleague_among_guests(actor)
    return [_marked(link, found, request.path) for link in found]


def _of_a_guest() -> list[Link]:
    return [
        Link(_("Min side"), "/min", icon="home"),
        Link(_("Min plan"), "/min/plan", icon="checklist"),
        Link(_("Sådan går det"), "/min/gaar-det", icon="analytics"),
        Link(_("Tilbud"), "/tilbud", icon="search"),
        Link(_("Hvem må se"), "/min/tilladelser", icon="lock"),
    ]


def _of_a_colleague_among_guests(actor: Actor) -> list[Link]:
    """The way back to one's work; who has no pages of work has a guest's menu."""
    own, offers = "/min", "/tilbud"
    work = [link for link in _of_a_colleague(actor) if link.href not in (own, offers)]
    if not work:
        return _of_a_guest()
    if work[0].href == "/huset":
        work = [Link(_("Huset i dag"), "/huset", icon="home")]
    return [
        *work,
        Link(_("Tilbud"), offers, icon="search"),
        Link(_("Min side"), own, icon="person"),
    ]


def _of_a_colleague(actor: Actor) -> list[Link]:
    links: list[Link] = []
    if actor.is_house or actor.has(Role.ACUTE, Role.OUTREACH):
        links += [
            Link(_("I dag"), "/huset", icon="home"),
            Link(_("Ankomst"), "/huset/ankomst", icon="how-to-reg"),
        ]
    links += [
        Link(_("Tilbud"), "/tilbud", icon="search"),
        Link(_("Tavlen"), "/tavle", icon="summary"),
    ]
    links += _of_those_asked(actor)
    links += _of_the_watch(actor)
    if actor.is_house:
        links.append(Link(_("Beskeder"), "/huset/post", icon="email"))
    if actor.has(Role.PROVIDER, Role.AUTHORITY, Role.LEADER):
        links.append(Link(_("Samarbejde"), "/huset/samarbejde", icon="persons"))
    if actor.has(Role.LEADER, Role.DPO):
        links.append(Link(_("Nødåbninger"), "/tilsyn/nodaabninger", icon="visibility"))
    if actor.has(Role.LEADER):
        links.append(Link(_("Det mangler"), "/huset/mangler", icon="analytics"))
        links.append(Link(_("Kom de?"), "/huset/kom-foerste-gang", icon="how-to-reg"))
    if actor.has(Role.DPO):
        links.append(Link(_("Opslag"), "/tilsyn/opslag", icon="checklist"))
    if actor.has(Role.ADMINISTRATOR):
        links.append(Link(_("Opsætning"), "/opsaetning/", icon="settings"))
    links.append(Link(_("Min side"), "/min", icon="person"))
    return links


def _of_those_asked(actor: Actor) -> list[Link]:
    """Where one says whether there is room, and answers guests."""
    if actor.has(Role.PROVIDER):
        return [
            Link(_("Mine tilbud"), "/udfoerer", icon="assignment"),
            Link(_("Er der plads?"), "/udfoerer/plads", icon="persons"),
        ]
    if actor.has(Role.AUTHORITY):
        return [Link(_("Ønsker"), "/udfoerer/plads", icon="chat")]
    return []


def _of_the_watch(actor: Actor) -> list[Link]:
    """The nights of those who answer around the clock."""
    if actor.has(Role.ACUTE):
        return [Link(_("Nætter"), "/udfoerer/naetter", icon="home")]
    return []


def links_of_work(actor: Actor) -> list[Link]:
    """The pages of a colleague's work, without the one they are shown on."""
    return [link for link in _of_a_colleague(actor) if link.href != "/min"]


def _marked(link: Link, among: list[Link], path: str) -> Link:
    """The link, marked if it is the longest one that the page lies below."""
    below = [other.href for other in among if _lies_below(path, other.href)]
    here = max(below, key=len, default="")
    return Link(link.text, link.href, icon=link.icon, current=link.href == here)


def _lies_below(path: str, href: str) -> bool:
    return path == href or path.startswith(href.rstrip("/") + "/")
