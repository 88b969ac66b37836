from django.conf import settings
from django.urls import path

from indgang.access import views

app_name = "access"

urlpatterns = [
    path("ind/", views.key_entry, name="key"),
    path("kort/stop/<uuid:stop_id>", views.stop_card, name="stop_card"),
    path("ud", views.leave, name="leave"),
    path("konto/videre", views.colleague_in, name="colleague_in"),
    path("min/tilladelser", views.permissions, name="permissions"),
    path("min/tilladelser/ny", views.new_permission, name="new_permission"),
    path(
        "min/tilladelser/<uuid:permission_id>/stop", views.stop_permission, name="stop_permission"
    ),
    path("min/tilladelser/opslag", views.lookups, name="lookups"),
    path("tilsyn/nodaabninger", views.emergencies, name="emergencies"),
    path("tilsyn/opslag", views.lookup_sample, name="lookup_sample"),
]
if settings.DEMO:
    urlpatterns.append(path("demo", views.demo, name="demo"))
