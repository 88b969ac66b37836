from django.apps import AppConfig


class RequestsConfig(AppConfig):
    name = "indgang.requests"
    label = "requests"
