"""What every page says about the municipality it stands in.

The pages are below the people who keep these facts, so a request brings the question that finds
them, `request.municipality()`, and the page asks it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from indgang.web.parts import Public

# The themes that indgang.css knows. A strict content policy forbids a colour written on the page.
THEMES = ("fjord", "skov", "blomme")


@dataclass(frozen=True)
class CrisisNumber:
    """A telephone that is answered when it is urgent."""

    label: str
    number: str
    when: str = ""

    @property
    def tel(self) -> str:
        """The number as a telephone dials it."""
        return "".join(sign for sign in self.number if sign.isdigit() or sign == "+")


@dataclass(frozen=True)
class Municipality(Public):
    """The municipality as its pages show it. The first crisis number is the one in the header."""

    name: str
    short_name: str
    phone: str = ""
    address: str = ""
    opening_hours_text: str = ""
    crisis_numbers: tuple[CrisisNumber, ...] = (CrisisNumber("Livsfare", "112", "Døgnet rundt"),)
    checked_on: date | None = None
    accessibility_url: str = ""
    theme: str = "fjord"

    @property
    def crisis_line(self) -> CrisisNumber:
        """The one number that is always in view."""
        return self.crisis_numbers[0] if self.crisis_numbers else EMERGENCY

    @property
    def tel(self) -> str:
        """The house's number as a telephone dials it."""
        return CrisisNumber("", self.phone).tel


EMERGENCY = CrisisNumber("Livsfare", "112", "Døgnet rundt")
NEUTRAL = Municipality(name="Indgang", short_name="Indgang", crisis_numbers=(EMERGENCY,))

# The last municipality a page was shown for, so that an error page can give the local crisis line
# when the database cannot. One process serves one municipality.
_last: list[Municipality] = [NEUTRAL]


def remember(municipality: Municipality) -> None:
    """Keep the municipality for pages that must do without the database."""
    _last[0] = municipality


def last_known() -> Municipality:
    """The municipality last shown in this process, or a neutral one. Never a query."""
    return _last[0]
