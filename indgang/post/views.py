from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from indgang.access.cookies import hand_over
from indgang.access.door import acting
from indgang.access.guards import LINKS, public, requires, signed_in
from indgang.access.middleware import ActorRequest
from indgang.access.rules import OFFERS_LINK_DAYS
from indgang.kernel.actor import HOUSE, Actor, Role
from indgang.kernel.refused import NotThere
from indgang.post import queries
from indgang.post.forms import ChannelForm
from indgang.post.links import letter_of
from indgang.post.operations import (
    choose_channel,
    drop_letter,
    hear_again,
    retry_letter,
    stop_messages,
)
from indgang.post.rules import LINK_DAYS
from indgang.post.wording import title

KEEPERS = (*HOUSE, Role.LEADER, Role.ADMINISTRATOR)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def use_link(request: ActorRequest, raw_key: str, onward: str) -> HttpResponse:
    """From the key in the address to the key in a cookie, so that no address holds a key."""
    with acting(raw_key) as holder:
        pass
    target = f"/{onward}"
    if holder.key_kind not in LINKS or not _is_own_page(target, holder):
        # A page of its own: an error here would be logged with its address, and that is a key.
        return _unfollowed(redirect("post:dead_link"))
    if _is_someone_else(request.actor, holder) and request.method != "POST":
        # Whoever works here or shares a computer would otherwise be signed out without a word.
        return _unfollowed(render(request, "post/other_person.html", {"name": request.actor.name}))
    response = redirect(target)
    # A key card opens more than the link does, so it is kept.
    if request.actor.person_id != holder.person_id or request.actor.key_kind in LINKS:
        hand_over(response, raw_key, days=_days(holder))
    return _unfollowed(response)


@public
@never_cache
@require_GET
def dead_link(request: ActorRequest) -> HttpResponse:
    return render(request, "post/dead_link.html", status=410)


@csrf_exempt
@public
@never_cache
@require_http_methods(["GET", "POST"])
def stop(request: ActorRequest, code: str) -> HttpResponse:
    """Mail programs press this button by themselves (RFC 8058), so it asks for no cookie and no
    token: the code is the proof. Reading the page changes nothing, because scanners do that."""
    letter_id = letter_of(code)
    if letter_id is None:
        raise NotThere
    if request.method == "GET":
        return render(request, "post/stop.html", {"stopped": False})
    wants_again = request.POST.get("again") == "1"
    change = hear_again if wants_again else stop_messages
    change(letter_id=letter_id, by=request.actor)
    return render(request, "post/stop.html", {"stopped": not wants_again, "again": wants_again})


@signed_in
@require_http_methods(["GET", "POST"])
def own(request: ActorRequest) -> HttpResponse:
    me = _me(request)
    points, silent = queries.contact_points_of(me), queries.wants_silence(me)
    form = ChannelForm(request.POST or None, points=points, silent=silent)
    if request.method == "POST" and form.is_valid():
        choose_channel(person_id=me, by=request.actor, **form.cleaned_data)
        messages.success(request, _("Det er gemt."))
        return redirect("post:own")
    sent = [
        (letter, title(letter.message, request.LANGUAGE_CODE)) for letter in queries.letters_to(me)
    ]
    context = {"form": form, "sent": sent}
    return render(request, "post/own.html", context, status=422 if form.errors else 200)


@requires(*KEEPERS)
@require_GET
def failed(request: ActorRequest) -> HttpResponse:
    return render(request, "post/failed.html", {"letters": queries.failed_letters()})


@requires(*KEEPERS)
@require_POST
def try_again(request: ActorRequest, letter_id: UUID) -> HttpResponseBase:
    retry_letter(letter_id=letter_id, by=request.actor)
    messages.success(request, _("Beskeden sendes igen om lidt."))
    return redirect("post:failed")


@requires(*KEEPERS)
@require_POST
def let_be(request: ActorRequest, letter_id: UUID) -> HttpResponseBase:
    drop_letter(letter_id=letter_id, by=request.actor)
    messages.success(request, _("Godt. Beskeden er taget af listen."))
    return redirect("post:failed")


def _is_own_page(target: str, holder: Actor) -> bool:
    """A page that the link is for: one's own, or those where one answers for offers."""
    own = "/udfoerer/" if holder.key_kind == "offers" else "/min/"
    return target.startswith(own) and url_has_allowed_host_and_scheme(target, allowed_hosts=None)


def _days(holder: Actor) -> int:
    """How long the browser keeps the key. When it ends is the database's to say."""
    return OFFERS_LINK_DAYS if holder.key_kind == "offers" else LINK_DAYS


def _is_someone_else(actor: Actor, holder: Actor) -> bool:
    return actor.is_known and actor.key_kind not in LINKS and actor.person_id != holder.person_id


def _unfollowed(response: HttpResponse) -> HttpResponse:
    """The address of this page is a key: it must not travel on with a click."""
    response["Referrer-Policy"] = "no-referrer"
    return response


def _me(request: HttpRequest) -> UUID:
    me: UUID | None = request.actor.person_id  # type: ignore[attr-defined]  # see ActorRequest
    if me is None:
        raise NotThere
    return me
