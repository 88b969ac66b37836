from django.apps import AppConfig


class PostConfig(AppConfig):
    name = "indgang.post"
    label = "post"
