"""How it goes: levels of a goal, the end of a hope or a goal, and what is done or stopped."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from indgang.kernel.refused import NotThere
from indgang.plans.forms import (
    GoalEndForm,
    HopeEndForm,
    HowItGoesForm,
    LevelsForm,
    OtherMattersForm,
    RatingForm,
)
from indgang.plans.models import Goal, Suggestion
from indgang.plans.models.doing import ActivityStatus
from indgang.plans.models.goals import GoalStatus
from indgang.plans.operations import (
    change_goal,
    finish_goal,
    finish_hope,
    mark_activity,
    note_other_matters,
    rate_goal,
    stop_activity,
)
from indgang.plans.queries import latest_course, ratings_of, row_of
from indgang.plans.views.desk import Desk, guest_page, own_page, posted
from indgang.plans.wording import level_words
from indgang.web.curve import Curve, Point, draw_curve

About = Suggestion.About


def _rate(request: HttpRequest, desk: Desk, row_id: UUID) -> HttpResponse:
    goal: Goal = row_of(About.GOAL, person_id=desk.person_id, row_id=row_id)
    form = RatingForm(posted(request), goal=goal)
    if request.method == "POST" and form.is_valid():
        rate_goal(goal_id=goal.id, value=form.cleaned_data["value"], by=desk.actor)
        messages.success(request, _("Det er gemt."))
        return redirect(f"{desk.base}/maal/{goal.id}/trin")
    context = {"desk": desk, "form": form, "goal": goal, "curve": _curve(goal)}
    return render(request, "plans/rate.html", context, status=422 if form.errors else 200)


def _curve(goal: Goal) -> Curve | None:
    """The line through the ratings; nothing to draw before there are two."""
    ratings = ratings_of(goal)
    words = dict(level_words(goal))
    if len(ratings) < 2:
        return None
    points = [
        Point(date_format(r.on, "SHORT_DAY"), r.value, words[r.value], float(r.on.toordinal()))
        for r in ratings
    ]
    return draw_curve(points, low=-2, high=2)


def _levels(request: HttpRequest, desk: Desk, row_id: UUID) -> HttpResponse:
    goal: Goal = row_of(About.GOAL, person_id=desk.person_id, row_id=row_id)
    initial = {f"level_{level}": words for level, words in goal.own_levels.items()}
    form = LevelsForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        change_goal(goal_id=goal.id, words=goal.words, levels=form.levels(), by=desk.actor)
        messages.success(request, _("Det er gemt."))
        return redirect(f"{desk.base}#maal")
    context = {"desk": desk, "form": form, "goal": goal}
    return render(request, "plans/levels.html", context, status=422 if form.errors else 200)


def _end_goal(request: HttpRequest, desk: Desk, row_id: UUID) -> HttpResponse:
    goal: Goal = row_of(About.GOAL, person_id=desk.person_id, row_id=row_id)
    initial = {"status": goal.status, "words": goal.closing_words}
    form = GoalEndForm(posted(request), initial=initial)
    form.written_by_guest = desk.is_own
    if request.method == "POST" and form.is_valid():
        status = GoalStatus(form.cleaned_data["status"])
        finish_goal(goal_id=goal.id, status=status, words=form.cleaned_data["words"], by=desk.actor)
        messages.success(request, _after(status))
        return redirect(f"{desk.base}#maal")
    context = {"desk": desk, "form": form, "words": goal.words, "title": _("Dit mål")}
    return render(request, "plans/end.html", context, status=422 if form.errors else 200)


def _end_hope(request: HttpRequest, desk: Desk, row_id: UUID) -> HttpResponse:
    hope = row_of(About.HOPE, person_id=desk.person_id, row_id=row_id)
    form = HopeEndForm(posted(request), initial={"status": hope.status})
    if request.method == "POST" and form.is_valid():
        status = GoalStatus(form.cleaned_data["status"])
        finish_hope(hope_id=hope.id, status=status, by=desk.actor)
        messages.success(request, _after(status))
        return redirect(f"{desk.base}#haab")
    context = {"desk": desk, "form": form, "words": hope.words, "title": _("Dit håb")}
    return render(request, "plans/end.html", context, status=422 if form.errors else 200)


def _after(status: GoalStatus) -> str:
    return {
        GoalStatus.REACHED: _("Hvor er det godt. Det bliver stående i din plan."),
        GoalStatus.LET_GO: _("Det er lagt fra. Det bliver stående, så du kan tage det op igen."),
        GoalStatus.OPEN: _("Det er i gang igen."),
    }[status]


def _how_it_goes(request: HttpRequest, desk: Desk, row_id: UUID) -> HttpResponse:
    activity = row_of(About.ACTIVITY, person_id=desk.person_id, row_id=row_id)
    initial = {"status": activity.status, "why": activity.why_ended}
    form = HowItGoesForm(posted(request), initial=initial)
    form.written_by_guest = desk.is_own
    if request.method == "POST" and form.is_valid():
        status = ActivityStatus(form.cleaned_data["status"])
        if status == ActivityStatus.STOPPED:
            stop_activity(activity_id=activity.id, why=form.cleaned_data["why"], by=desk.actor)
            return redirect(f"{desk.base}/aktivitet/{activity.id}/videre")
        mark_activity(activity_id=activity.id, status=status, by=desk.actor)
        messages.success(request, _("Det er gemt."))
        return redirect(f"{desk.base}#aktivitet")
    context = {"desk": desk, "form": form, "words": activity.words, "title": _("Hvordan går det?")}
    return render(request, "plans/end.html", context, status=422 if form.errors else 200)


def _what_now(request: HttpRequest, desk: Desk, row_id: UUID) -> HttpResponse:
    activity = row_of(About.ACTIVITY, person_id=desk.person_id, row_id=row_id)
    return render(
        request, "plans/what_now.html", {"desk": desk, "activity": activity, "id": str(activity.id)}
    )


def _other_matters(request: HttpRequest, desk: Desk) -> HttpResponse:
    course = latest_course(desk.person_id)
    if course is None:
        raise NotThere
    form = OtherMattersForm(posted(request), initial={"words": course.other_matters})
    form.written_by_guest = desk.is_own
    if request.method == "POST" and form.is_valid():
        note_other_matters(course_id=course.id, words=form.cleaned_data["words"], by=desk.actor)
        messages.success(request, _("Det er gemt."))
        return redirect(f"{desk.base}#andet")
    context = {"desk": desk, "form": form, "title": _("Andet, der er vigtigt"), "words": ""}
    return render(request, "plans/end.html", context, status=422 if form.errors else 200)


_asks = require_http_methods(["GET", "POST"])
rate, guest_rate = _asks(own_page(_rate)), _asks(guest_page(_rate))
levels, guest_levels = _asks(own_page(_levels)), _asks(guest_page(_levels))
end_goal, guest_end_goal = _asks(own_page(_end_goal)), _asks(guest_page(_end_goal))
end_hope, guest_end_hope = _asks(own_page(_end_hope)), _asks(guest_page(_end_hope))
how_it_goes = _asks(own_page(_how_it_goes))
guest_how_it_goes = _asks(guest_page(_how_it_goes))
what_now, guest_what_now = require_GET(own_page(_what_now)), require_GET(guest_page(_what_now))
other_matters = _asks(own_page(_other_matters))
guest_other_matters = _asks(guest_page(_other_matters))
