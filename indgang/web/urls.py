from django.urls import path

from indgang.web import views

app_name = "web"

urlpatterns = [
    path("galleri", views.gallery, name="gallery"),
    path("was", views.accessibility_statement, name="was"),
]
