"""Credentials. The pages' database role cannot read this table."""

from typing import Any, ClassVar
from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class AccountManager(BaseUserManager["Account"]):
    """Looks accounts up by e-mail, whatever its letter case."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(email__iexact=username)

    def create_user(self, email: str, password: str | None = None, **extra: Any) -> "Account":
        """A new account with a usable password only if one is given."""
        account = self.model(email=self.normalize_email(email), **extra)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """How a colleague proves who he is. Says nothing else about him."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    email = models.EmailField(unique=True)
    person_id = models.UUIDField(unique=True)
    is_active = models.BooleanField(default=True)

    objects = AccountManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["person_id"]

    class Privacy:
        open: ClassVar = {"id", "is_active", "last_login"}
        personal: ClassVar = {"email", "person_id", "password"}

    def __str__(self) -> str:
        return str(self.id)
