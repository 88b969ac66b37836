"""Where a form came from, so that a flood from one address can be held back."""

import hmac

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

# Said on the form itself, which keeps every word: whoever shares an address with many loses nothing.
HELD_BACK = gettext_lazy(
    "Der er prøvet mange gange herfra på kort tid. Det, du har skrevet, står her stadig."
    " Vent en halv time, og prøv igen, eller ring til os."
)


def address_of(request: HttpRequest) -> bytes:
    """Where the request came from, as a keyed hash: enough to count, and no more."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:
        # Behind the proxy that ends TLS, the last entry is the one the proxy itself has seen.
        address = request.headers.get("X-Forwarded-For", address).split(",")[-1].strip()
    return hmac.digest(settings.SECRET_KEY.encode(), b"address" + address.encode(), "sha256")
