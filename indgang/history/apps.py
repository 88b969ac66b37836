from django.apps import AppConfig


class HistoryConfig(AppConfig):
    name = "indgang.history"
    label = "history"
