from django.urls import path

from indgang.board import views

app_name = "board"
urlpatterns = [
    path("tavle", views.board, name="board"),
    path("tavle/skaerm", views.wall, name="wall"),
    path("tavle/historie", views.history, name="history"),
    path("tavle/billet", views.ticket, name="ticket"),
    path("tavle/tal", views.figures, name="figures"),
]
