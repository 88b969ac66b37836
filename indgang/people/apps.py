from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "indgang.people"
    label = "people"
