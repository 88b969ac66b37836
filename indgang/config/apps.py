from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "indgang.config"
    label = "config"
