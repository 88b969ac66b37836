from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("indgang.access.urls")),
    path("konto/", include("allauth.urls")),
    path("opsaetning/", include("indgang.portal.administration.urls")),
    path("", include("indgang.post.urls")),
    path("", include("indgang.entrance.urls")),
    path("", include("indgang.portal.urls")),
]
