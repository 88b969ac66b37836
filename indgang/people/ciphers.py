"""The one cipher for personal numbers, from the municipality's own key."""

from functools import lru_cache

from django.conf import settings

from indgang.kernel.cipher import Cipher


@lru_cache(maxsize=4)
def _cipher(keys: str) -> Cipher:
    return Cipher(keys)


def cipher() -> Cipher:
    """The cipher of this municipality. Raises WeakKeyError if no key is set."""
    return _cipher(settings.CPR_KEYS)
