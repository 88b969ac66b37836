from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "indgang.web"
    label = "web"
