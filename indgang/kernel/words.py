"""Days, times and lists in plain Danish and English, for sentences made outside a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Literal

Language = Literal["da", "en"]

WEEKDAYS: dict[Language, tuple[str, ...]] = {
    "da": ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS: dict[Language, tuple[str, ...]] = {
    "da": (
        "januar", "februar", "marts", "april", "maj", "juni",
        "juli", "august", "september", "oktober", "november", "december",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
_AND: dict[Language, str] = {"da": "og", "en": "and"}


@dataclass(frozen=True, slots=True)
class Words:
    """One saying in both languages. Danish is the source; a missing English one falls back to it."""

    da: str
    en: str = ""

    def said(self, language: Language) -> str:
        """The saying in the language asked for."""
        return self.en or self.da if language == "en" else self.da


def joined(parts: Sequence[str], language: Language) -> str:
    """A list as it is said: "a", "a og b", "a, b og c". Empty for an empty list."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {_AND[language]} {parts[-1]}"


def day_in_words(day: date, language: Language, *, year: bool = False) -> str:
    """Such as "4. juni" or "4 June", with the year on request."""
    dot = "." if language == "da" else ""
    words = f"{day.day}{dot} {MONTHS[language][day.month - 1]}"
    return f"{words} {day.year}" if year else words


def time_in_words(at: time, language: Language) -> str:
    """Such as "14" or "14.30" in Danish, "14:00" in English: the twenty-four hour clock in both."""
    if language == "en":
        return f"{at.hour}:{at.minute:02}"
    return f"{at.hour}.{at.minute:02}" if at.minute else str(at.hour)
