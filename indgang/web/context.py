"""What every template may count on."""

from __future__ import annotations

from django.http import HttpRequest

from indgang.web.municipality import NEUTRAL, Municipality, remember


def municipality(request: HttpRequest) -> dict[str, Municipality]:
    """The municipality that the request carries, or a neutral one."""
    found = getattr(request, "municipality", None)
    if not isinstance(found, Municipality):
        return {"municipality": NEUTRAL}
    remember(found)
    return {"municipality": found}
