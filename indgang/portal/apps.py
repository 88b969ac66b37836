from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "indgang.portal"
    label = "portal"
