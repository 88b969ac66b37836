"""Who may open a page at all. Whose records it may show is the database's matter."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import urlencode

from indgang.access.middleware import ActorRequest
from indgang.kernel.actor import Actor, Role
from indgang.web.answers import error_page

P = ParamSpec("P")
View = Callable[Concatenate[Any, P], HttpResponseBase]

LINKS = ("link", "offers")  # keys from a message: none of them opens what is one's own
GUARD = "indgang_guard"  # what a view says of itself, for the tests that check every address


def public(view: View[P]) -> View[P]:
    """Anyone may open the page."""
    setattr(view, GUARD, "public")
    return view


def signed_in(view: View[P]) -> View[P]:
    """Anyone with a key may open the page: it shows one's own records."""

    @wraps(view)
    def guarded(request: ActorRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.actor.is_known or request.actor.key_kind in LINKS:
            return ask_for_key(request)
        return view(request, *args, **kwargs)

    setattr(guarded, GUARD, "signed_in")
    return guarded


def by_link(*kinds: str, over: str = "") -> Callable[[View[P]], View[P]]:
    """Anyone with a key, also one that only opens these kinds of his own information.

    ``over`` names the page for somebody whose key was one and is no more, such as the link of a
    message that has done what it was for.
    """

    def guard(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(
            request: ActorRequest, /, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponseBase:
            actor = request.actor
            if over and not actor.is_known and _has_shown_a_key(request):
                return redirect(over)
            if not actor.is_known or (actor.key_kind in LINKS and not _opens(actor, kinds)):
                return ask_for_key(request)
            return view(request, *args, **kwargs)

        setattr(guarded, GUARD, "by_link")
        return guarded

    return guard


def requires(*roles: Role) -> Callable[[View[P]], View[P]]:
    """Only who holds one of the roles today.

    Others get the page for "not for you", strangers the way to sign in.
    """

    def guard(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(
            request: ActorRequest, /, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponseBase:
            if not request.actor.is_known:
                return ask_for_key(request)
            if not request.actor.has(*roles):
                return not_for_you(request)
            return view(request, *args, **kwargs)

        setattr(guarded, GUARD, frozenset(roles))
        return guarded

    return guard


class OrOffersLink(frozenset[Role]):
    """The roles that open a page which a personal link to somebody's offers opens too."""


def for_offers(*roles: Role) -> Callable[[View[P]], View[P]]:
    """Who holds one of the roles today, or the personal link of somebody who stands for offers."""

    def guard(view: View[P]) -> View[P]:
        by_role = requires(*roles)(view)

        @wraps(view)
        def guarded(
            request: ActorRequest, /, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponseBase:
            if request.actor.key_kind == "offers":
                return view(request, *args, **kwargs)
            return by_role(request, *args, **kwargs)

        setattr(guarded, GUARD, OrOffersLink(roles))
        return guarded

    return guard


def _opens(actor: Actor, kinds: tuple[str, ...]) -> bool:
    """Whether a key from a message opens these kinds of its holder's own information."""
    return actor.key_kind == "link" and actor.kinds >= set(kinds)


def _has_shown_a_key(request: HttpRequest) -> bool:
    """Whether a page is asked for, and not a part of one, with a key that does not work."""
    is_part = request.headers.get("HX-Request") or request.headers.get("X-Autosave")
    return settings.KEY_COOKIE in request.COOKIES and not is_part


def ask_for_key(request: HttpRequest) -> HttpResponse:
    """The page where one shows a key, and from there back to where one was going."""
    back = request.get_full_path() if request.method in ("GET", "HEAD") else ""
    if request.headers.get("HX-Request") or request.headers.get("X-Autosave"):
        # What was being written stays in the browser, and is sent again after signing in.
        return HttpResponse(status=401)
    return redirect("/ind/" + (f"?{urlencode({'next': back})}" if back else ""))


def not_for_you(request: HttpRequest) -> HttpResponse:
    """A role one does not hold: said plainly, without saying what is behind."""
    return error_page(request, 403)
