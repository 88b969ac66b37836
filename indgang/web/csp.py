"""The page is closed to everything that is not its own."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "manifest-src 'self'",
        "worker-src 'self'",
    )
)

# The passkey of a sign-in is the only device right any page asks for.
PERMISSIONS = ", ".join(
    (
        "camera=()",
        "geolocation=(self)",
        "microphone=()",
        "payment=()",
        "usb=()",
        "publickey-credentials-get=(self)",
        "publickey-credentials-create=(self)",
    )
)

HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": PERMISSIONS,
    "X-Content-Type-Options": "nosniff",
}


def let_images_in_from(response: HttpResponse, address: str) -> None:
    """This one page may also show pictures of the address's host, and of no other."""
    parts = urlsplit(address)
    own = f"img-src 'self' {parts.scheme}://{parts.netloc}"
    response.headers["Content-Security-Policy"] = POLICY.replace("img-src 'self'", own)


class ContentSecurityPolicy:
    """Every answer carries the strict policy, unless the view has set a header of its own."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for header, value in HEADERS.items():
            response.headers.setdefault(header, value)
        return response
