"""The plan twice: as the guest's own pages, and for whom he has let in."""

from django.urls import URLPattern, path

from indgang.plans.views import (
    calendar,
    companions,
    draft,
    edit,
    going,
    leaving,
    lost,
    paper,
    plan,
    suggestions,
)

app_name = "plans"

OWN: list[URLPattern] = [
    path("min/plan", plan.plan, name="plan"),
    path("min/mennesker", plan.people, name="people"),
    path("min/plan/print", paper.sheet, name="print"),
    path("min/plan.pdf", paper.pdf, name="pdf"),
    path("min/plan/kladde/<slug:place>", draft.draft, name="draft"),
    path("min/plan/andet", going.other_matters, name="other_matters"),
    path("min/plan/koordinator", companions.coordinator, name="coordinator"),
    path("min/plan/<slug:slug>/nyt", edit.edit, name="add"),
    path("min/plan/<slug:slug>/<uuid:row_id>", edit.edit, name="change"),
    path("min/plan/maal/<uuid:row_id>/trin", going.rate, name="rate"),
    path("min/plan/maal/<uuid:row_id>/ord", going.levels, name="levels"),
    path("min/plan/maal/<uuid:row_id>/slut", going.end_goal, name="end_goal"),
    path("min/plan/haab/<uuid:row_id>/slut", going.end_hope, name="end_hope"),
    path("min/plan/aktivitet/<uuid:row_id>/gaar", going.how_it_goes, name="how_it_goes"),
    path("min/plan/aktivitet/<uuid:row_id>/videre", going.what_now, name="what_now"),
    path("min/plan/aftale/<uuid:row_id>/gjort", edit.done, name="done"),
    path("min/plan/moede/<uuid:row_id>/aflys", edit.cancel, name="cancel"),
    path("min/plan/person/<uuid:row_id>/fjern", edit.remove, name="remove"),
    path("min/forslag", suggestions.suggestions, name="suggestions"),
    path(
        "min/forslag/<uuid:suggestion_id>", suggestions.answer_suggestion, name="answer_suggestion"
    ),
    path("min/udgang", leaving.exit_page, name="exit"),
    path("min/udgang/<slug:step>/svar", leaving.exit_step, name="exit_step"),
    path("min/udgang/nu", leaving.leave, name="leave"),
    path("min/tilbage", leaving.back, name="come_back"),
    path("min/tilbage/ny", leaving.new_page, name="new_page"),
    path("min/kalender", calendar.own_feed, name="calendar"),
    path("kalender/<str:raw_key>.ics", calendar.feed, name="feed"),
]
AT = "huset/gaest/<uuid:person_id>/plan"
GUEST: list[URLPattern] = [
    path(AT, plan.guest_plan, name="guest_plan"),
    path(f"{AT}/print", paper.guest_sheet, name="guest_print"),
    path(f"{AT}/pdf", paper.guest_pdf, name="guest_pdf"),
    path(f"{AT}/andet", going.guest_other_matters, name="guest_other_matters"),
    path(f"{AT}/slut", leaving.guest_end, name="guest_end"),
    path("huset/gaest/<uuid:person_id>/luk", lost.close, name="close_lost"),
    path(f"{AT}/tilbage", leaving.guest_back, name="guest_back"),
    path(f"{AT}/guider", companions.guest_guides, name="guest_guides"),
    path(f"{AT}/<slug:slug>/nyt", edit.guest_edit, name="guest_add"),
    path(f"{AT}/<slug:slug>/<uuid:row_id>", edit.guest_edit, name="guest_change"),
    path(f"{AT}/maal/<uuid:row_id>/trin", going.guest_rate, name="guest_rate"),
    path(f"{AT}/maal/<uuid:row_id>/ord", going.guest_levels, name="guest_levels"),
    path(f"{AT}/maal/<uuid:row_id>/slut", going.guest_end_goal, name="guest_end_goal"),
    path(f"{AT}/haab/<uuid:row_id>/slut", going.guest_end_hope, name="guest_end_hope"),
    path(f"{AT}/aktivitet/<uuid:row_id>/gaar", going.guest_how_it_goes, name="guest_how_it_goes"),
    path(f"{AT}/aktivitet/<uuid:row_id>/videre", going.guest_what_now, name="guest_what_now"),
    path(f"{AT}/aftale/<uuid:row_id>/gjort", edit.guest_done, name="guest_done"),
    path(f"{AT}/moede/<uuid:row_id>/aflys", edit.guest_cancel, name="guest_cancel"),
    path(f"{AT}/person/<uuid:row_id>/fjern", edit.guest_remove, name="guest_remove"),
]

urlpatterns = [*OWN, *GUEST]
