from django.urls import path

from indgang.portal.administration import views

app_name = "administration"

urlpatterns = [
    path("", views.overview, name="overview"),
    path("huset", views.house, name="house"),
    path("akutnumre", views.crisis_numbers, name="crisis_numbers"),
    path("unge", views.young, name="young"),
    path("enheder", views.units, name="units"),
    path("enheder/<uuid:unit_id>/luk", views.close_unit, name="close_unit"),
    path("kolleger", views.colleagues, name="colleagues"),
    path("kolleger/<uuid:person_id>", views.colleague, name="colleague"),
    path("kolleger/<uuid:person_id>/rolle", views.join_unit, name="join_unit"),
    path("kolleger/<uuid:person_id>/invitation", views.invite_again, name="invite_again"),
    path("roller/<uuid:membership_id>/slut", views.end_membership, name="end_membership"),
]
