from django.apps import AppConfig


class CheckinsConfig(AppConfig):
    name = "indgang.checkins"
    label = "checkins"
