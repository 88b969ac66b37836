from django.apps import AppConfig


class KernelConfig(AppConfig):
    name = "indgang.kernel"
    label = "kernel"
