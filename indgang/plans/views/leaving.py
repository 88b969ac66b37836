from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from indgang.kernel import clock
from indgang.kernel.refused import NotThere
from indgang.plans.forms import ExitForm, LeaveForm
from indgang.plans.models.course import HowEnded
from indgang.plans.operations import come_back, leave_course, plan_exit
from indgang.plans.queries import latest_course, plan_of
from indgang.plans.views.desk import Desk, own_page, who_sees


def _exit(request: HttpRequest, desk: Desk) -> HttpResponse:
    plan = plan_of(desk.person_id)
    if plan.course is None:
        raise NotThere
    if not plan.is_live:
        return redirect("plans:come_back")
    planned = plan.planned_exit
    initial: dict[str, Any] = {"planned_on": plan.course.review_on} if planned is None else {
        "planned_on": planned.planned_on,
        "what_next": planned.what_next,
        "around_me": planned.around_me,
        "farewell": planned.farewell,
    }  # fmt: skip
    form = ExitForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        plan_exit(course_id=plan.course.id, **form.values(), by=desk.actor)
        messages.success(request, _("Det er gemt. Du kan lave det om, så tit du vil."))
        return redirect("plans:exit")
    context = {"desk": desk, "plan": plan, "form": form, "planned": planned}
    return render(request, "plans/exit.html", context, status=422 if form.errors else 200)


def _leave(request: HttpRequest, desk: Desk) -> HttpResponse:
    course = latest_course(desk.person_id)
    if course is None or not course.is_live:
        raise NotThere
    form = LeaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        how = HowEnded(form.cleaned_data["how"])
        leave_course(course_id=course.id, how=how, by=desk.actor)
        return redirect("plans:come_back")
    context = {"desk": desk, "form": form, "others": who_sees(desk)}
    return render(request, "plans/leave.html", context, status=422 if form.errors else 200)


def _come_back(request: HttpRequest, desk: Desk) -> HttpResponse:
    if request.method == "POST":
        come_back(
            person_id=desk.person_id, open_old=request.POST.get("old", "1") == "1", by=desk.actor
        )
        messages.success(request, _("Velkommen tilbage. Alt er, som du forlod det."))
        return redirect("plans:plan")
    plan = plan_of(desk.person_id)
    if plan.is_live:
        return redirect("plans:plan")
    left_today = plan.course is not None and plan.course.ended_on == clock.today()
    context = {"desk": desk, "plan": plan, "left_today": left_today}
    return render(request, "plans/come_back.html", context)


_asks = require_http_methods(["GET", "POST"])
exit_page = _asks(own_page(_exit))
leave = _asks(own_page(_leave))
back = _asks(own_page(_come_back))
