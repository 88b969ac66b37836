from django.apps import AppConfig


class BoardConfig(AppConfig):
    name = "indgang.board"
    label = "board"
