from django.apps import AppConfig


class SigninConfig(AppConfig):
    name = "indgang.people.signin"
    label = "signin"
