"""The municipality's own drawing of its town, for the map of offers.

An operator puts it in the var folder as ``town.svg``, 1000 wide and 700 high. Only shapes and
names are taken from it, so that a drawing can never bring a script or an address of its own.
"""

from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

WIDTH, HEIGHT = 1000, 700  # units of the drawing; places say where they are in the same
LARGEST = 400_000  # bytes; a town of ten thousand houses is below
SHAPES = {"g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text"}
MEASURES = {
    "class", "d", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "width", "height",
    "points", "transform",
}  # fmt: skip
_NONE = mark_safe("")


def town_drawing() -> SafeString:
    """The drawing's shapes as mark-up, without the frame; empty where there is none."""
    file = Path(settings.VAR_DIR) / "town.svg"
    try:
        changed = file.stat()
    except OSError:
        return _NONE
    return _drawing(file, changed.st_mtime_ns) if changed.st_size <= LARGEST else _NONE


@lru_cache(maxsize=2)
def _drawing(file: Path, _changed: int) -> SafeString:
    try:
        root = ElementTree.fromstring(file.read_bytes())  # noqa: S314  an operator's own file
    except ElementTree.ParseError:
        return _NONE
    return _shapes(root)


def _shapes(parent: ElementTree.Element) -> SafeString:
    return format_html_join("", "{}", ((_shape(child),) for child in parent))


def _shape(element: ElementTree.Element) -> SafeString:
    name = element.tag.rpartition("}")[2]
    if name not in SHAPES:
        return _NONE
    measures = format_html_join(
        "", ' {}="{}"', ((n, v) for n, v in element.attrib.items() if n in MEASURES)
    )
    return format_html(
        "<{}{}>{}{}</{}>",
        mark_safe(name),  # noqa: S308  one of SHAPES
        measures,
        (element.text or "").strip(),
        _shapes(element),
        mark_safe(name),  # noqa: S308  one of SHAPES
    )
