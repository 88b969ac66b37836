"""A key card as it is shown, and the receipt that becomes one."""

import hmac
import io
from hashlib import sha256
from uuid import UUID

import segno
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from indgang.access.rules import new_code, printed


def in_groups(code: str) -> str:
    """The code as the key card component takes it: groups parted by dashes."""
    return printed(code).replace(" ", "-")


def picture(code: str) -> SafeString:
    """A QR code that leads to the guest's own page, as mark-up.

    The code stands behind a #, which a browser never sends to any server.
    """
    drawn = io.BytesIO()
    address = f"{settings.PUBLIC_URL}/ind/#{code}"
    segno.make(address, error="m").save(
        drawn, kind="svg", xmldecl=False, svgns=True, omitsize=True, border=2
    )
    return mark_safe(drawn.getvalue().decode())  # noqa: S308  drawn here, from our own code


def code_of_form(form_id: UUID) -> str:
    """The receipt of one form: the same each time the form is sent, and known to nobody else."""
    seed = hmac.digest(settings.SECRET_KEY.encode(), b"receipt" + form_id.bytes, "sha256")
    return new_code(lambda count: seed[:count])


def mark_of_form(form_id: UUID) -> UUID:
    """What is stored of the form's id. Whoever reads it cannot find the receipt from it."""
    return UUID(bytes=sha256(b"form" + form_id.bytes).digest()[:16], version=4)
