"""Which connection a model goes through: credentials through the door, all else as the pages."""

from typing import Any

from django.db.models import Model

# Who someone is, and what he has to show for it. The pages' own role may not read any of it.
SIGN_IN = {"auth", "sessions", "account", "mfa", "socialaccount", "signin"}
# The two connections lead to one database, so a relation may cross from the one to the other.
# Migrations belong to the owner's process, which has one connection and no router.


class DoorRouter:
    """Sends sign-in's models to the alias `door`, in a process that serves pages."""

    def db_for_read(self, model: type[Model], **_hints: Any) -> str | None:
        """The door for sign-in's models."""
        return "door" if model._meta.app_label in SIGN_IN else None

    def db_for_write(self, model: type[Model], **_hints: Any) -> str | None:
        """The door for sign-in's models."""
        return "door" if model._meta.app_label in SIGN_IN else None

    def allow_relation(self, _one: Model, _other: Model, **_hints: Any) -> bool | None:
        """Always: both aliases are the same database."""
        return True
