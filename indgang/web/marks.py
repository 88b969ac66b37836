"""What is drawn of pins: one mark for those that would lie on each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import dist

from django.utils.translation import gettext as _

from indgang.kernel.words import joined
from indgang.web.danish import is_in_danish
from indgang.web.parts import Pin

# Units of a drawing that is 1000 wide. On a phone it is 636 pixels wide, and a thumb needs 24.
REACH = 40.0


@dataclass(frozen=True)
class Mark:
    """One pin, by its number in the list, or several that are close, by how many they are."""

    x: float
    y: float
    text: str
    label: str
    href: str
    is_many: bool = False


def marks_of(pins: Sequence[Pin], *, at: str) -> list[Mark]:
    """The marks of those pins that are on the drawing, none closer to another than a thumb needs.

    A mark of several leads to the first of them in the list, whose items are named after ``at``.
    """
    groups: list[list[tuple[int, Pin]]] = []
    for number, pin in enumerate(pins, start=1):
        if pin.x is None or pin.y is None:
            continue
        near = next((group for group in groups if _lies_on(pin, group[0][1])), None)
        if near is None:
            groups.append([(number, pin)])
        else:
            near.append((number, pin))
    return [_mark(group, at) for group in groups]


def _lies_on(pin: Pin, other: Pin) -> bool:
    return dist((pin.x or 0, pin.y or 0), (other.x or 0, other.y or 0)) < REACH


def _mark(group: list[tuple[int, Pin]], at: str) -> Mark:
    number, pin = group[0]
    x, y = pin.x or 0, pin.y or 0
    if len(group) == 1:
        text = ", ".join(part for part in (pin.text, *(line.text for line in pin.lines)) if part)
        label = f"{number}. {pin.label}" + (f": {text}" if text else "")
        return Mark(x, y, str(number), label, pin.href or f"#{at}_{number}")
    names = joined([one.label for _number, one in group], "da" if is_in_danish() else "en")
    label = _("%(number)s steder: %(names)s") % {"number": len(group), "names": names}
    return Mark(x, y, f"{len(group)}×", label, f"#{at}_{number}", is_many=True)
