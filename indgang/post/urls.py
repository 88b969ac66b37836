from django.urls import path

from indgang.post import views

app_name = "post"

urlpatterns = [
    path("t/<str:raw_key>/<path:onward>", views.use_link, name="link"),
    path("link", views.dead_link, name="dead_link"),
    path("stop/<str:code>", views.stop, name="stop"),
    path("min/beskeder", views.own, name="own"),
    path("huset/post", views.failed, name="failed"),
    path("huset/post/<uuid:letter_id>/igen", views.try_again, name="retry"),
    path("huset/post/<uuid:letter_id>/klaret", views.let_be, name="drop"),
]
