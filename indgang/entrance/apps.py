from django.apps import AppConfig


class EntranceConfig(AppConfig):
    name = "indgang.entrance"
    label = "entrance"
