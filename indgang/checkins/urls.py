from django.urls import path

from indgang.checkins.views import desk, own

app_name = "checkins"

GUEST = "huset/gaest/<uuid:person_id>"

urlpatterns = [
    path("min/tjek", own.waiting, name="waiting"),
    path("min/tjek/ny", own.begin, name="begin"),
    path("min/tjek/<uuid:checkin_id>/<int:number>", own.question, name="question"),
    path("min/tjek/<uuid:checkin_id>/slut", own.stop, name="stop"),
    path("min/tjek/<uuid:checkin_id>/spring", own.skip, name="skip"),
    path("min/tjek/<uuid:checkin_id>/tak", own.done, name="done"),
    path("min/gaar-det", own.curves, name="curves"),
    path("min/tal-med-nogen", own.talk, name="talk"),
    path("min/tal-med-nogen/nej", own.lower, name="lower"),
    path(f"{GUEST}/gaar-det", desk.curves, name="together_curves"),
    path(f"{GUEST}/tjek", desk.waiting, name="together_waiting"),
    path(f"{GUEST}/tjek/ny", desk.begin, name="together_begin"),
    path(f"{GUEST}/tjek/<uuid:checkin_id>/<int:number>", desk.question, name="together_question"),
    path(f"{GUEST}/tjek/<uuid:checkin_id>/slut", desk.stop, name="together_stop"),
    path(f"{GUEST}/tjek/<uuid:checkin_id>/tak", desk.done, name="together_done"),
    path(f"{GUEST}/tal-med-nogen", desk.talk, name="together_talk"),
    path("huset/haender", desk.hands, name="hands"),
    path("huset/haender/<uuid:hand_id>/tag", desk.take, name="take"),
    path("huset/haender/<uuid:hand_id>/ned", desk.settle, name="settle"),
    path("opsaetning/tjek", desk.moments, name="moments"),
]
