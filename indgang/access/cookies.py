"""The key's cookie: set when somebody comes in, taken away when he leaves."""

from django.conf import settings
from django.http import HttpResponseBase


def hand_over(response: HttpResponseBase, raw_key: str, *, days: int | None) -> None:
    """Put the raw key in the browser, for some days or until it is closed. No script can read it."""
    response.set_cookie(
        settings.KEY_COOKIE,
        raw_key,
        max_age=days * 86_400 if days else None,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def take_back(response: HttpResponseBase) -> None:
    """Remove the key from the browser."""
    response.delete_cookie(settings.KEY_COOKIE, samesite="Lax")
