"""Every component shown live, with what it may be given."""

from __future__ import annotations

from django.http import HttpRequest


def exhibits(request: HttpRequest) -> list[object]:
    return []


def icon_exhibit() -> list[str]:
    return []
