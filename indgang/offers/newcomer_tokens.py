"""The signed token in a newcomer's form, and the code of the key card that follows from it.

The same form sent twice is the same guest with the same card, and the code itself never stands in
an address or a cookie.
"""

import secrets
from uuid import UUID

from django.core import signing
from django.utils.crypto import salted_hmac

from indgang.access.rules import new_code

SALT = "indgang.offers.try"
TOKEN_SECONDS = 3600  # as long as one may think about a nickname; then a new token


def token_for(thing_id: UUID) -> str:
    """A new token for what the form is about: a time, or an offer's nights."""
    return signing.TimestampSigner(salt=SALT).sign(f"{secrets.token_urlsafe(16)}~{thing_id}")


def subject_of(token: str) -> UUID | None:
    """What a token was made for; None if it is forged or too old."""
    try:
        said = signing.TimestampSigner(salt=SALT).unsign(token, max_age=TOKEN_SECONDS)
        return UUID(said.partition("~")[2])
    except (signing.BadSignature, ValueError):
        return None


def code_of(token: str) -> str:
    """The key card's code that belongs to a token: 104 bits that nobody knows without the secret."""
    bits = salted_hmac(SALT, token, algorithm="sha256").digest()
    return new_code(lambda length: bits[:length])
