"""The addresses in a message."""

import base64
from uuid import UUID

from django.conf import settings


def page_link(path: str) -> str:
    """A page that asks for a key, if it needs one."""
    return f"{settings.PUBLIC_URL}{path}"


def key_link(raw_key: str, path: str) -> str:
    """A page with the key that opens it. The key leaves the address as soon as it is used."""
    return f"{settings.PUBLIC_URL}/t/{raw_key}{path}"


def stop_link(letter_id: UUID) -> str:
    """Where the receiver of the message can stop messages."""
    return f"{settings.PUBLIC_URL}/stop/{stop_code(letter_id)}"


def stop_code(letter_id: UUID) -> str:
    """The message's id, short enough for an SMS. It has 122 random bits and opens nothing."""
    return base64.urlsafe_b64encode(letter_id.bytes).decode().rstrip("=")


def letter_of(code: str) -> UUID | None:
    """The message behind a code; None for anything else."""
    try:
        raw = base64.urlsafe_b64decode(f"{code}==".encode("ascii"))
    except (ValueError, UnicodeEncodeError):
        return None
    return UUID(bytes=raw) if len(raw) == 16 else None
