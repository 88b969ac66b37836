from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from indgang.plans.queries import nickname_on_card, plan_on_page
from indgang.plans.views.desk import Desk, guest_page, own_page, who_sees
from indgang.plans.views.week import week_of
from indgang.requests.queries import own_requests
from indgang.requests.wording import own_rows


def _plan(request: HttpRequest, desk: Desk) -> HttpResponse:
    plan = plan_on_page(desk.person_id)
    if not desk.is_own:
        plan = replace(plan, nickname=nickname_on_card(desk.person_id))
    context = {
        "desk": desk,
        "plan": plan,
        "week": week_of(plan),
        "others": who_sees(desk),
        "requests": own_rows(own_requests(desk.person_id)) if desk.reads_plan else [],
    }
    return render(request, "plans/plan.html", context)


def _people(request: HttpRequest, desk: Desk) -> HttpResponse:
    context = {"desk": desk, "plan": plan_on_page(desk.person_id), "others": who_sees(desk)}
    return render(request, "plans/people.html", context)


plan = require_GET(own_page(_plan))
guest_plan = require_GET(guest_page(_plan))
people = require_GET(own_page(_people))
