from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "indgang.plans"
    label = "plans"
