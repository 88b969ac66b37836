"""One transaction a request, begun with the key that the request shows."""

from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import get_resolver

from indgang.access.door import acting
from indgang.kernel.actor import Actor
from indgang.kernel.refused import NotThere, Refused
from indgang.people.queries import municipality
from indgang.web.answers import refused


class ActorRequest(HttpRequest):
    """A request whose actor the database has named."""

    actor: Actor


class KeyAndOpen:
    """Begins the transaction, names the actor, and undoes everything when a page fails.

    It must be the last middleware: what runs outside it has no actor and sees no person.
    """

    sync_capable = True
    async_capable = False

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with acting(request.COOKIES.get(settings.KEY_COOKIE)) as actor:
            request.actor = actor  # type: ignore[attr-defined]  # see ActorRequest
            request.municipality = municipality  # type: ignore[attr-defined]  # asked by a page
            response = self.get_response(request)
            if getattr(request, "must_undo", False):
                transaction.set_rollback(True)
            if actor.is_known:
                # On a shared screen, "back" after signing out must not show the page again.
                response.headers.setdefault("Cache-Control", "private, no-store")
            return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Without the undoing, Django's error page would commit half of a change."""
        request.must_undo = True  # type: ignore[attr-defined]  # the error page may still read
        if isinstance(exception, Refused):
            return refused(request, exception.sentence)
        if isinstance(exception, NotThere):
            # As for an address that does not exist: one page for both, named in config.urls.
            not_found: Callable[..., HttpResponse] = get_resolver().resolve_error_handler(404)
            return not_found(request, exception)
        return None
