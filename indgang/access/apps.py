from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "indgang.access"
    label = "access"
