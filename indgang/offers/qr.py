"""A code as a picture for a camera."""

import io

import segno
from django.utils.safestring import SafeString, mark_safe


def qr_of(text: str) -> SafeString:
    """The text as inline SVG with a viewBox, dark on light, readable when printed small."""
    out = io.BytesIO()
    segno.make(text, error="m").save(
        out, kind="svg", xmldecl=False, svgns=False, omitsize=True, border=2, light="#ffffff"
    )
    return mark_safe(out.getvalue().decode())  # noqa: S308  drawn by segno from our own text
