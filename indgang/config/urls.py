from django.urls import URLPattern, URLResolver, include, path

from indgang.access.guards import public
from indgang.portal.views import shut
from indgang.web import views as web

handler400 = web.bad_request
handler403 = web.forbidden
handler404 = shut.not_found
handler500 = web.server_error

urlpatterns: list[URLPattern | URLResolver] = [
    path("i18n/", include("django.conf.urls.i18n")),
    # The design system lies below access, so its guards are put on here.
    path("galleri", public(web.gallery), name="gallery"),
    path("was", public(web.accessibility_statement), name="was"),
    path("", include("indgang.access.urls")),
    path("", include("indgang.groups.urls")),
    path("", include("indgang.offers.urls")),
    path("api/hsds/v3/", include("indgang.api.urls")),
    path("konto/", include("allauth.urls")),
    path("opsaetning/", include("indgang.portal.administration.urls")),
    path("", include("indgang.post.urls")),
    path("", include("indgang.checkins.urls")),
    path("", include("indgang.requests.urls")),
    path("", include("indgang.plans.urls")),
    path("", include("indgang.entrance.urls")),
    path("", include("indgang.board.urls")),
    path("", include("indgang.portal.urls")),
]
