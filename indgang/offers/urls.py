from django.urls import path

from indgang.offers.views import offers, seats, trying

app_name = "offers"

urlpatterns = [
    path("tilbud", offers.found, name="found"),
    path("tilbud/noeglekort", trying.key_card, name="key_card"),
    path("tilbud/plads/<uuid:booking_id>", seats.seat, name="seat"),
    path("tilbud/plads/<uuid:booking_id>/ja", seats.accept, name="accept"),
    path("tilbud/plads/<uuid:booking_id>/nej", seats.decline, name="decline"),
    path("tilbud/plads/<uuid:booking_id>/fra", seats.leave, name="leave"),
    path("tilbud/<slug:slug>", offers.offer, name="offer"),
    path("tilbud/<slug:slug>/proev/<uuid:session_id>", trying.try_session, name="try"),
]
