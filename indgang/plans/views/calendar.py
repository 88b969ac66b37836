"""The guest's times in his own calendar, by a secret link that he can stop."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from indgang.access.door import acting
from indgang.access.guards import public
from indgang.kernel import clock
from indgang.kernel.actor import Actor
from indgang.plans.feed import calendar_of
from indgang.plans.forms import FeedForm
from indgang.plans.operations import start_feed, stop_feed, word_feed
from indgang.plans.operations.around import FEED_DAYS
from indgang.plans.queries import coming_things, feed_ends_on, feed_of, language_of
from indgang.plans.views.desk import Desk, own_page, posted


def _own_feed(request: HttpRequest, desk: Desk) -> HttpResponse:
    feed = feed_of(desk.person_id)
    initial = {"with_titles": feed.with_titles if feed else False}
    form = FeedForm(posted(request), initial=initial)
    context = {"desk": desk, "form": form, "feed": feed, "address": "", "ends_on": feed_ends_on()}
    if request.method != "POST":
        return render(request, "plans/calendar.html", context)
    if "stop" in request.POST:
        stop_feed(by=desk.actor)
        messages.success(request, _("Linket virker ikke mere."))
        return redirect("plans:calendar")
    with_titles = form.is_valid() and form.cleaned_data["with_titles"]
    if "new" in request.POST:
        raw_key = start_feed(with_titles=with_titles, by=desk.actor)
        # Shown on this very answer and never again: only its hash is kept.
        address = settings.PUBLIC_URL + reverse("plans:feed", args=[raw_key])
        context |= {"address": address, "ends_on": feed_ends_on()}
        return render(request, "plans/calendar.html", context)
    word_feed(with_titles=with_titles, by=desk.actor)
    messages.success(request, _("Det er gemt."))
    return redirect("plans:calendar")


own_feed = require_http_methods(["GET", "POST"])(own_page(_own_feed))


@public
@require_safe
@never_cache
def feed(request: HttpRequest, raw_key: str) -> HttpResponse:
    """The calendar itself. The link is the key, and opens nothing else."""
    with acting(raw_key) as actor:
        content = _calendar(actor)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="kalender.ics"'
    response["X-Robots-Tag"] = "noindex"
    return response


def _calendar(actor: Actor) -> bytes:
    """Raises Http404 for a key that is not a feed's, or is stopped, or was never one."""
    wish = feed_of(actor.person_id) if actor.person_id and actor.key_kind == "link" else None
    if wish is None or actor.person_id is None or actor.kinds != {"plan"}:
        raise Http404
    ends_on = clock.local(wish.since).date() + timedelta(days=FEED_DAYS)
    with translation.override(language_of(actor.person_id)):
        things = coming_things(actor.person_id)
        return calendar_of(things, with_titles=wish.with_titles, ends_on=ends_on)
