from django.urls import path

from indgang.offers.views import keeping, offers, overview, places, seats, single_times, trying

app_name = "offers"

urlpatterns = [
    path("tilbud", offers.found, name="found"),
    path("tilbud/savnet", offers.unmet, name="unmet"),
    path("tilbud/steder.json", places.spots, name="spots"),
    path("tilbud/noeglekort", trying.key_card, name="key_card"),
    path("tilbud/plads/<uuid:booking_id>", seats.seat, name="seat"),
    path("tilbud/plads/<uuid:booking_id>/ja", seats.accept, name="accept"),
    path("tilbud/plads/<uuid:booking_id>/nej", seats.decline, name="decline"),
    path("tilbud/plads/<uuid:booking_id>/fra", seats.leave, name="leave"),
    path("tilbud/<slug:slug>.ics", places.offer_calendar, name="offer_calendar"),
    path("sted/<slug:slug>", places.place, name="place_page"),
    path("sted/<slug:slug>.ics", places.place_calendar, name="place_calendar"),
    path("tilbud/<slug:slug>", offers.offer, name="offer"),
    path("tilbud/<slug:slug>/proev/<uuid:session_id>", trying.try_session, name="try"),
    # For those who stand for offers.
    path("udfoerer", keeping.overview, name="kept"),
    path("udfoerer/nyt", keeping.add, name="add_kept"),
    path("udfoerer/<uuid:offer_id>", keeping.offer, name="kept_offer"),
    path("udfoerer/<uuid:offer_id>/ord", keeping.words, name="kept_words"),
    path("udfoerer/<uuid:offer_id>/tider", keeping.times, name="kept_times"),
    path(
        "udfoerer/<uuid:offer_id>/tider/<uuid:schedule_id>/stop",
        keeping.stop_times,
        name="stop_times",
    ),
    path("udfoerer/<uuid:offer_id>/passer", keeping.confirm, name="confirm"),
    path("udfoerer/<uuid:offer_id>/pause", keeping.rest, name="rest"),
    path("udfoerer/<uuid:offer_id>/vis", keeping.show, name="show"),
    path("udfoerer/gang/<uuid:session_id>", single_times.people, name="people"),
    path("udfoerer/gang/<uuid:session_id>/kom", single_times.note_who_came, name="who_came"),
    path("udfoerer/gang/<uuid:session_id>/aflys", single_times.cancel, name="cancel"),
    path("udfoerer/gang/<uuid:session_id>/flyt", single_times.move, name="move"),
    # What the overview is made of.
    path("opsaetning/behov", overview.needs, name="needs"),
    path("opsaetning/behov/nyt", overview.need, name="add_need"),
    path("opsaetning/behov/standard", overview.standard_needs, name="standard_needs"),
    path("opsaetning/behov/<slug:code>", overview.need, name="need"),
    path("opsaetning/behov/<slug:code>/luk", overview.close_one_need, name="close_need"),
    path("opsaetning/steder", overview.places, name="places"),
    path("opsaetning/steder/nyt", overview.place, name="add_place"),
    path("opsaetning/steder/<slug:slug>", overview.place, name="place"),
    path("opsaetning/steder/<slug:slug>/luk", overview.close_one_place, name="close_place"),
    path("opsaetning/tilbud", overview.table, name="table"),
    path("opsaetning/tilbud/skabelon/csv", overview.template, name="template"),
]
