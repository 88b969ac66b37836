from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from indgang.kernel import clock
from indgang.kernel.refused import NotThere
from indgang.plans.forms import EndForm, ExitForm, LeaveForm, NewPageForm
from indgang.plans.models.course import HowEnded
from indgang.plans.operations import come_back, drop_draft, leave_course, plan_exit
from indgang.plans.queries import (
    draft_at,
    latest_course,
    open_hopes_and_goals,
    plan_of,
    planned_exit_of,
)
from indgang.plans.views.desk import Desk, guest_page, own_page, posted, who_sees

# The questions of the exit, in the order they are asked: address → field.
STEPS = {
    "dagen": "planned_on",
    "bagefter": "what_next",
    "omkring": "around_me",
    "farvel": "farewell",
}
ONLY_THIS = "ret"  # in the address of a question that is corrected by itself


def _exit(request: HttpRequest, desk: Desk) -> HttpResponse:
    plan = plan_of(desk.person_id)
    if plan.course is None:
        raise NotThere
    if not plan.is_live:
        return redirect("plans:come_back")
    context = {"desk": desk, "plan": plan, "planned": plan.planned_exit}
    return render(request, "plans/exit.html", context)


def _exit_step(request: HttpRequest, desk: Desk, step: str) -> HttpResponse:
    """One question, which may be passed over; then the next one, or back if only one is corrected."""
    course = latest_course(desk.person_id)
    if course is None or not course.is_live or step not in STEPS:
        raise NotThere
    asks, place = STEPS[step], f"udgang-{step}"
    if request.method == "POST" and "skip" in request.POST:
        return _onward(request, step)
    planned = planned_exit_of(course)
    so_far: dict[str, Any] = {name: getattr(planned, name, "") for name in STEPS.values()}
    so_far["planned_on"] = so_far["planned_on"] or None
    draft = draft_at(place, person_id=desk.person_id)
    shown = {**so_far, "planned_on": so_far["planned_on"] or course.review_on}
    form = ExitForm(posted(request), asks=asks, initial={asks: draft or shown[asks]})
    if asks != "planned_on":
        form.long_field = asks
        form.keep_at(reverse("plans:draft", args=[place]))
    if request.method == "POST" and form.is_valid():
        plan_exit(course_id=course.id, **(so_far | form.values()), by=desk.actor)
        drop_draft(place=place, by=desk.actor)
        return _onward(request, step)
    number = list(STEPS).index(step) + 1
    context = {
        "desk": desk,
        "form": form,
        "number": number,
        "total": len(STEPS),
        "only_this": ONLY_THIS in request.GET,
        "before": list(STEPS)[number - 2] if number > 1 else "",
    }
    return render(request, "plans/exit_step.html", context, status=422 if form.errors else 200)


def _onward(request: HttpRequest, step: str) -> HttpResponse:
    following = list(STEPS)[list(STEPS).index(step) + 1 :]
    if following and ONLY_THIS not in request.GET:
        return redirect("plans:exit_step", following[0])
    if "skip" not in request.POST:
        messages.success(request, _("Det er gemt. Du kan lave det om, så tit du vil."))
    return redirect("plans:exit")


def _leave(request: HttpRequest, desk: Desk) -> HttpResponse:
    course = latest_course(desk.person_id)
    if course is None or not course.is_live:
        raise NotThere
    form = LeaveForm(posted(request))
    if request.method == "POST" and form.is_valid():
        how = HowEnded(form.cleaned_data["how"] or HowEnded.UNSAID)
        leave_course(course_id=course.id, how=how, by=desk.actor)
        return redirect("plans:come_back")
    context = {"desk": desk, "form": form, "others": who_sees(desk)}
    return render(request, "plans/leave.html", context, status=422 if form.errors else 200)


def _come_back(request: HttpRequest, desk: Desk) -> HttpResponse:
    if request.method == "POST":
        come_back(person_id=desk.person_id, open_old=True, by=desk.actor)
        messages.success(request, _("Velkommen tilbage. Alt er, som du forlod det."))
        return redirect("plans:plan")
    plan = plan_of(desk.person_id)
    if plan.is_live:
        return redirect("plans:plan")
    left_today = (
        plan.course is not None
        and plan.course.ended_on == clock.today()
        and not plan.course.was_lost
    )
    context = {"desk": desk, "plan": plan, "left_today": left_today}
    return render(request, "plans/come_back.html", context)


def _new_page(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A guest who has left begins on a new page, with what he wants to take along."""
    course = latest_course(desk.person_id)
    if course is None or course.is_live:
        return redirect("plans:come_back" if course is None else "plans:plan")
    rows = open_hopes_and_goals(desk.person_id)
    form = NewPageForm(posted(request), rows=rows)
    if request.method == "POST" and form.is_valid():
        come_back(person_id=desk.person_id, open_old=False, keep=form.kept(), by=desk.actor)
        messages.success(request, _("Velkommen tilbage. Her er din nye side."))
        return redirect("plans:plan")
    context = {"desk": desk, "form": form, "has_rows": bool(rows)}
    return render(request, "plans/new_page.html", context, status=422 if form.errors else 200)


def _end(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A colleague ends the course: most often because they have lost each other."""
    course = latest_course(desk.person_id)
    if course is None or not course.is_live or not desk.writes_plan:
        raise NotThere
    form = EndForm(posted(request), initial={"how": HowEnded.QUIET})
    if request.method == "POST" and form.is_valid():
        leave_course(course_id=course.id, how=HowEnded(form.cleaned_data["how"]), by=desk.actor)
        messages.success(request, _("Forløbet er slut. Gæsten kan altid komme tilbage."))
        return redirect(desk.base)
    context = {"desk": desk, "form": form}
    return render(request, "plans/end_course.html", context, status=422 if form.errors else 200)


def _bring_back(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A guest who had left is here again, and his plan goes on as it was."""
    course = latest_course(desk.person_id)
    if course is None or course.is_live or not desk.writes_plan:
        raise NotThere
    if request.method == "POST":
        come_back(person_id=desk.person_id, open_old=True, by=desk.actor)
        messages.success(request, _("Gæsten er tilbage. Planen er, som den var."))
        return redirect(desk.base)
    return render(request, "plans/bring_back.html", {"desk": desk})


_asks = require_http_methods(["GET", "POST"])
exit_page = require_GET(own_page(_exit))
exit_step = _asks(own_page(_exit_step))
leave = _asks(own_page(_leave))
back = _asks(own_page(_come_back))
new_page = _asks(own_page(_new_page))
guest_end = _asks(guest_page(_end))
guest_back = _asks(guest_page(_bring_back))
