"""Passwords are kept with so much effort that the tests would do little else."""

from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher

REAL_HASHERS = list(settings.PASSWORD_HASHERS)


class Quick(Argon2PasswordHasher):
    """The same, with the least effort there is."""

    time_cost, memory_cost, parallelism = 1, 8, 1
