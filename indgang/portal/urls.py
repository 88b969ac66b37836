from django.urls import URLPattern, path

from indgang.portal.views import front, guest, house, privacy

app_name = "portal"

FRONT: list[URLPattern] = [
    path("privatliv", privacy.privacy, name="privacy"),
    path("", front.front, name="front"),
]
HOUSE: list[URLPattern] = [
    path("huset", house.today, name="today"),
]
GUEST: list[URLPattern] = [
    path("min", guest.home, name="home"),
]

urlpatterns = [*FRONT, *HOUSE, *GUEST]
