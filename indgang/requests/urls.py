from django.urls import path

from indgang.requests.views import answering, asking, house, keeping

app_name = "requests"

urlpatterns = [
    # The guest's.
    path("tilbud/<slug:slug>/spoerg", asking.ask, name="ask"),
    path("oensker/noeglekort", asking.key_card, name="key_card"),
    path("min/oensker", asking.every_own, name="every_own"),
    path("min/oensker/<uuid:request_id>", asking.own, name="own"),
    path("min/oensker/<uuid:request_id>/fortryd", asking.withdraw, name="withdraw"),
    # Those who are asked.
    path("udfoerer/plads", answering.room, name="room"),
    path("udfoerer/plads/<uuid:offer_id>", answering.say, name="say_room"),
    path("udfoerer/oensker/<uuid:request_id>", answering.answer, name="answer"),
    path("udfoerer/link", keeping.links, name="links"),
    path("udfoerer/link/stop", keeping.stop_link, name="stop_link"),
    path("udfoerer/takt/<uuid:organisation_id>", keeping.pace, name="pace"),
    # The house.
    path("huset/oensker", house.every, name="in_house"),
    path("huset/oensker/<uuid:request_id>/tag", house.take, name="take"),
    path("huset/oensker/<uuid:request_id>/klaret", house.settle, name="settle"),
]
