from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "indgang.groups"
    label = "groups"
