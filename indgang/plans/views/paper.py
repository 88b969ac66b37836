from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from indgang.plans.pdf import pdf_of
from indgang.plans.queries import plan_of
from indgang.plans.sheet import sheet_of
from indgang.plans.views.desk import Desk, guest_page, own_page
from indgang.plans.wording import language
from indgang.web.context import municipality


def _sheet(request: HttpRequest, desk: Desk) -> HttpResponse:
    sheet = sheet_of(plan_of(desk.person_id))
    return render(request, "plans/print.html", {"desk": desk, "sheet": sheet})


def _pdf(request: HttpRequest, desk: Desk) -> HttpResponse:
    plan = plan_of(desk.person_id)
    house = municipality(request)["municipality"]
    # On paper the plan speaks the guest's language, whoever prints it.
    with translation.override("en" if plan.language.startswith("en") else "da"):
        content = pdf_of(
            sheet_of(plan),
            language=language(),
            owner=house.name,
            footer=_("Akut hjælp: %(number)s") % {"number": house.crisis_line.number},
        )
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="plan.pdf"'
    return response


sheet, guest_sheet = require_GET(own_page(_sheet)), require_GET(guest_page(_sheet))
pdf, guest_pdf = require_GET(own_page(_pdf)), require_GET(guest_page(_pdf))
