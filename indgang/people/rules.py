"""Numbers that stand for people and organisations: what is accepted, and how it is shown.

A wrong number is refused with a reason a page can say in words; the number itself is never part
of the refusal, so that it cannot end in a log.
"""

import re
from datetime import date
from enum import StrEnum

# cpr.dk, "Opbygning af CPR-nummeret": the weights of the old check digit.
CPR_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
# erhvervsstyrelsen.dk, "Modulus 11": every valid CVR number passes.
CVR_WEIGHTS = (2, 7, 6, 5, 4, 3, 2, 1)
# cpr.dk, "Erstatningspersonnummer": the first digit of the day is raised by six.
REPLACEMENT_DAYS = 60

_LONGEST_TYPED = 40  # characters; a number with all its spaces is shorter
_PARTING = re.compile(r"[\s\u00ad\u200b\-‐‑‒–—−]+")
_HEALTH_REPLACEMENT = re.compile(r"[0-9]{7}[A-Za-z]{2}[0-9]")


class Fault(StrEnum):
    """Why a number is not accepted."""

    EMPTY = "empty"
    NOT_DIGITS = "not_digits"
    LENGTH = "length"
    DATE = "date"  # the first six digits are no date
    HEALTH_REPLACEMENT = "health_replacement"  # a hospital's own number, with letters in it
    CHECK_DIGIT = "check_digit"


class BadNumber(ValueError):  # noqa: N818 – named as it is said
    """A number is not accepted. Holds the reason and never the number."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


class BadCpr(BadNumber):
    """A text is not a CPR number."""


class BadCvr(BadNumber):
    """A text is not a CVR number."""


class BadPNumber(BadNumber):
    """A text is not a P number."""


class BadGln(BadNumber):
    """A text is not a GLN (EAN) number."""


def normalised_cpr(text: str) -> str:
    """Ten digits, from "DDMMYY-XXXX" with or without the hyphen and with any spaces.

    Replacement numbers (day + 60) are accepted; see ``is_replacement_cpr``. Modulus 11 never
    refuses a number: valid ones without it are issued since 1 October 2007 (cpr.dk).

    Raises BadCpr: EMPTY, NOT_DIGITS, LENGTH, DATE or HEALTH_REPLACEMENT.
    """
    if _HEALTH_REPLACEMENT.fullmatch(_without_parting(text)):
        raise BadCpr(Fault.HEALTH_REPLACEMENT)
    cpr = _digits(text, 10, BadCpr)
    birth_date_of_cpr(cpr)
    return cpr


def is_replacement_cpr(cpr: str) -> bool:
    """Whether the ten digits are an "erstatningspersonnummer", given before a real number is."""
    return int(cpr[:2]) > REPLACEMENT_DAYS


def mod11_doubtful(cpr: str) -> bool:
    """Whether the ten digits fail modulus 11: a reason to look twice, never to refuse."""
    return _weighted(cpr, CPR_WEIGHTS) % 11 != 0


def masked_cpr(cpr: str) -> str:
    """The ten digits as they may be shown: the birthday, and "xxxx" for the rest."""
    return f"{cpr[:6]}-xxxx"


def birth_date_of_cpr(cpr: str) -> date:
    """The date of birth that the ten digits say, the century from the seventh.

    Raises BadCpr with DATE when there is no such day.
    """
    day, month, year = int(cpr[:2]), int(cpr[2:4]), int(cpr[4:6])
    if is_replacement_cpr(cpr):
        day -= REPLACEMENT_DAYS
    try:
        return date(_century(int(cpr[6]), year) + year, month, day)
    except ValueError:
        raise BadCpr(Fault.DATE) from None


def normalised_cvr(text: str) -> str:
    """Eight digits, from a CVR number with any spaces and with or without "DK" before it.

    Raises BadCvr: EMPTY, NOT_DIGITS, LENGTH or CHECK_DIGIT.
    """
    plain = _without_parting(text)
    cvr = _digits(plain[2:] if plain[:2].upper() == "DK" else plain, 8, BadCvr)
    if _weighted(cvr, CVR_WEIGHTS) % 11 != 0:
        raise BadCvr(Fault.CHECK_DIGIT)
    return cvr


def normalised_p_number(text: str) -> str:
    """Ten digits, from a P number with any spaces.

    No check digit is looked at: a series was issued with wrong weights (erhvervsstyrelsen.dk).

    Raises BadPNumber: EMPTY, NOT_DIGITS or LENGTH.
    """
    return _digits(text, 10, BadPNumber)


def normalised_gln(text: str) -> str:
    """Thirteen digits, from a GLN (EAN) number with any spaces.

    Raises BadGln: EMPTY, NOT_DIGITS, LENGTH or CHECK_DIGIT.
    """
    gln = _digits(text, 13, BadGln)
    # gs1.org: weights 1 and 3 by turns, the check digit itself with 1.
    if _weighted(gln, (1, 3) * 6 + (1,)) % 10 != 0:
        raise BadGln(Fault.CHECK_DIGIT)
    return gln


def _century(seventh: int, year: int) -> int:
    """The century of birth (cpr.dk, "Opbygning af CPR-nummeret", table of the seventh digit)."""
    if seventh <= 3:
        return 1900
    if seventh in (4, 9):
        return 2000 if year <= 36 else 1900
    return 2000 if year <= 57 else 1800


def _without_parting(text: str) -> str:
    return _PARTING.sub("", text[: _LONGEST_TYPED + 1])


def _digits(text: str, length: int, refusal: type[BadNumber]) -> str:
    plain = _without_parting(text)
    if not plain:
        raise refusal(Fault.EMPTY)
    if not (plain.isascii() and plain.isdigit()):
        raise refusal(Fault.NOT_DIGITS)
    if len(plain) != length or len(text) > _LONGEST_TYPED:
        raise refusal(Fault.LENGTH)
    return plain


def _weighted(digits: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True))
