from datetime import timedelta
from uuid import UUID

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from indgang.access import keys, queries
from indgang.access.cookies import hand_over, take_back
from indgang.access.demo_people import groups_of, to_begin_with
from indgang.access.door import acting
from indgang.access.forms import KeyForm, PermissionForm
from indgang.access.guards import public, requires, signed_in
from indgang.access.middleware import ActorRequest
from indgang.access.operations import give_permission, review_emergency, withdraw_permission
from indgang.kernel import clock
from indgang.kernel.actor import Actor, Role
from indgang.kernel.refused import NotThere
from indgang.people.queries import colleague_names

LOOKUPS_A_PAGE = 30


@public
@never_cache
@require_http_methods(["GET", "POST"])
def key_entry(request: ActorRequest) -> HttpResponse:
    back = _safe(request, request.GET.get("next", ""))
    form, replaced_by = KeyForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        days = keys.SHARED_SESSION_DAYS if form.cleaned_data["shared"] else keys.GUEST_SESSION_DAYS
        code = form.cleaned_data["code"]
        raw_key = keys.new_session_for_card(code, days=days)
        if raw_key:
            response = redirect(back or "/min")
            hand_over(response, raw_key, days=None if form.cleaned_data["shared"] else days)
            return response
        form.add_error(
            "code", _("Det kort virker ikke mere. Få et nyt i huset, eller ring til os.")
        )
        replaced_by = keys.card_in_place_of(code)
    status = 422 if form.errors else 200
    context = {"form": form, "back": back, "replaced_by": replaced_by}
    return render(request, "access/key.html", context, status=status)


@public
@never_cache
@require_http_methods(["GET", "POST"])
def stop_card(request: ActorRequest, stop_id: UUID) -> HttpResponse:
    """A key card that the guest did not ask for. Whoever was told of it can stop it."""
    if request.method == "POST":
        keys.stop_card(stop_id)
    context = {"is_stoppable": keys.is_stoppable(stop_id), "stop_id": stop_id}
    return render(request, "access/stop_card.html", context)


@public
@require_POST
def leave(request: ActorRequest) -> HttpResponse:
    if request.actor.is_known:
        keys.end_session(request.COOKIES[settings.KEY_COOKIE])
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        logout(request)
    response = redirect("/")
    take_back(response)
    return response


@public
@never_cache
@require_GET
def colleague_in(request: HttpRequest) -> HttpResponse:
    """After password and second step: from the sign-in's session to a key for the pages."""
    user = request.user
    back = _safe(request, request.GET.get("next", ""))
    if not user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if not is_mfa_enabled(user):
        messages.info(
            request, _("Du skal have en adgangsnøgle eller en engangskode, før du kan komme ind.")
        )
        return redirect("mfa_index")
    raw_key = keys.new_session_for_colleague(user.person_id)
    if raw_key is None:
        return render(request, "access/no_membership.html", status=403)
    with acting(raw_key) as colleague:
        response = redirect(back or _first_page(colleague))
    hand_over(response, raw_key, days=None)
    return response


@signed_in
@require_GET
def permissions(request: ActorRequest) -> HttpResponse:
    me = _me(request)
    context = {
        "permissions": queries.rows_of_permissions(queries.permissions_in_force(me)),
        "ended": queries.rows_of_permissions(queries.ended_permissions(me)[:20]),
        "lookups": queries.rows_of_lookups(queries.own_lookups(me)[:5]),
        "keys": queries.own_keys(),
        "new_cards": queries.own_new_cards(),
    }
    return render(request, "access/permissions.html", context)


@signed_in
@require_http_methods(["GET", "POST"])
def new_permission(request: ActorRequest) -> HttpResponse:
    form = PermissionForm(request.POST or None, receivers=queries.possible_receivers())
    if request.method == "POST" and form.is_valid():
        give_permission(person_id=_me(request), by=request.actor, **form.permission())
        messages.success(request, _("Det er gemt. Du kan stoppe det igen, når du vil."))
        return redirect("access:permissions")
    return render(
        request, "access/new_permission.html", {"form": form}, status=422 if form.errors else 200
    )


@signed_in
@require_http_methods(["GET", "POST"])
def stop_permission(request: ActorRequest, permission_id: UUID) -> HttpResponse:
    found = queries.permissions_in_force(_me(request)).filter(id=permission_id)
    rows = queries.rows_of_permissions(found)
    if not rows:
        raise NotThere
    if request.method == "POST":
        withdraw_permission(permission_id=permission_id, by=request.actor)
        messages.success(request, _("Det er stoppet. De kan ikke se mere."))
        return redirect("access:permissions")
    return render(request, "access/stop_permission.html", {"permission": rows[0]})


@signed_in
@require_GET
def lookups(request: ActorRequest) -> HttpResponse:
    pages = Paginator(queries.own_lookups(_me(request)), LOOKUPS_A_PAGE)
    page = pages.get_page(request.GET.get("side"))
    context = {"page": page, "rows": queries.rows_of_lookups(page.object_list)}
    return render(request, "access/lookups.html", context)


@requires(Role.LEADER, Role.DPO)
@require_http_methods(["GET", "POST"])
def emergencies(request: ActorRequest) -> HttpResponse:
    if request.method == "POST":
        review_emergency(permission_id=_uuid(request.POST.get("permission", "")), by=request.actor)
        messages.success(request, _("Noteret som gennemgået."))
        return redirect("access:emergencies")
    found = queries.emergencies()
    names = colleague_names({e.given_by for e in found})
    rows = [(emergency, names.get(emergency.given_by, _("ukendt"))) for emergency in found]
    context = {"rows": rows, "stopped_cards": queries.stopped_cards()}
    return render(request, "access/emergencies.html", context)


@requires(Role.DPO)
@require_GET
def lookup_sample(request: ActorRequest) -> HttpResponse:
    sample = queries.lookup_sample(since=clock.now() - timedelta(days=30), most=200)
    names = colleague_names({line.actor_id for line in sample})
    rows = [(line, names.get(line.actor_id, _("systemet"))) for line in sample]
    columns = [_("Hvornår"), _("Hvem"), _("Rolle"), _("Hvorfor"), _("Grundlag"), _("Gæst")]
    return render(request, "access/lookup_sample.html", {"rows": rows, "columns": columns})


@public
@never_cache
@require_http_methods(["GET", "POST"])
def demo(request: ActorRequest) -> HttpResponse:
    """One-click sign-in. The database only knows how in a demo municipality."""
    if request.method == "POST":
        raw_key = keys.new_session_in_demo(_uuid(request.POST.get("person", "")))
        if raw_key is None:
            raise NotThere
        with acting(raw_key) as somebody:
            back = _safe(request, request.POST.get("next", ""))
            response = redirect(back or _first_page(somebody))
        hand_over(response, raw_key, days=None)
        return response
    people = keys.people_of_the_demo()
    staff = [person for person in people if not person.is_guest]
    guests = [person for person in people if person.is_guest]
    context = {
        "first": to_begin_with(people),
        "everybody": [
            (_("De, der arbejder her"), groups_of(staff)),
            (_("Gæster"), groups_of(guests)),
        ],
    }
    return render(request, "access/demo.html", context)


def _first_page(colleague: Actor) -> str:
    """Where the day begins for somebody with these roles."""
    if colleague.is_house or colleague.has(Role.OUTREACH, Role.ACUTE):
        return "/huset"
    if colleague.has(Role.ADMINISTRATOR):
        return "/opsaetning/"
    if colleague.has(Role.PROVIDER):
        return "/udfoerer"
    return "/tilsyn/nodaabninger" if colleague.has(Role.LEADER, Role.DPO) else "/min"


def _me(request: ActorRequest) -> UUID:
    me = request.actor.person_id
    if me is None:
        raise NotThere
    return me


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as fault:
        raise NotThere from fault


def _safe(request: HttpRequest, address: str) -> str:
    """The address if it is one of ours: a link must not lead a guest elsewhere."""
    is_ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if is_ours and address.startswith("/") else ""
