"""What every template may count on."""

from __future__ import annotations

from django.http import HttpRequest

from indgang.web.municipality import NEUTRAL, Municipality, remember


def municipality(request: HttpRequest) -> dict[str, Municipality]:
    """The municipality that the request can name, or a neutral one."""
    named = getattr(request, "municipality", None)
    found: Municipality = named() if named else NEUTRAL
    if named:
        remember(found)
    return {"municipality": found}
