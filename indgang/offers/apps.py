from django.apps import AppConfig


class OffersConfig(AppConfig):
    name = "indgang.offers"
    label = "offers"
