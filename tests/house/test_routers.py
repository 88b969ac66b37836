"""Credentials go through the door; nothing else does."""

from django.apps import apps
from django.db import router

from indgang.config.routers import SIGN_IN


def test_every_sign_in_model_takes_the_door_and_no_other_does() -> None:
    by_door = {
        model._meta.app_label
        for model in apps.get_models()
        if router.db_for_read(model) == router.db_for_write(model) == "door"
    }
    assert by_door == SIGN_IN & {app.label for app in apps.get_app_configs()}
