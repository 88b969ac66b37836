"""Keys as plain Python: the code on a key card, and how long a link lasts.

A key card's code is 20 symbols of 5 random bits (100 bits: never guessed, so no PIN), written as
four groups of five symbols and one check symbol.

The alphabet has 32 of the 36 digits and letters. Left out are the four letters most easily taken
for a digit by eye or hand, O I S Z, and they are read as 0 1 5 2; that also removes the Danish
sound-alikes "es" and "ef". What remains alike (B and 8, U and V) is caught by the check symbol,
and a code is read aloud with spelling words, never with the names of letters.
"""

import re
import unicodedata
from collections.abc import Callable
from typing import Final

from indgang.kernel.words import Language

LINK_DAYS = 14  # days a link in a message opens a page at most; own choice, as in worker_link()
OFFERS_LINK_DAYS = (
    90  # days a personal link of a provider works; own choice, as in give_offers_link()
)
OPEN_CONTACT_MONTHS = 12  # months after the last contact; no law says a number; own choice

ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUVWXY"
GROUPS: Final = 4
GROUP_LENGTH: Final = 6  # symbols, the last one the check symbol
_BITS_OF_A_SYMBOL = 5
_RANDOM_BYTES = 13  # bytes: 104 bits, of which 100 are used
_LONGEST_TYPED = 200  # characters looked at; a code with its spaces has 27
_LOOK_ALIKES = str.maketrans("OISZØ", "01520")
_NOT_A_SYMBOL = re.compile(r"[\W_]+")
_VALUES = {symbol: value for value, symbol in enumerate(ALPHABET)}


# The spelling words Danes use on the telephone, and those of radio, with the names of the digits,
# in alphabet order.
_SPOKEN: Final[dict[Language, tuple[str, ...]]] = {
    "da": (
        "nul", "et", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "Anna", "Bernhard",
        "Cecilia", "David", "Erik", "Frederik", "Georg", "Hans", "Johan", "Karen", "Ludvig",
        "Marie", "Nikolaj", "Peter", "Quintus", "Rasmus", "Theodor", "Ulla", "Viggo", "William",
        "Xerxes", "Yrsa",
    ),
    "en": (
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "Alfa",
        "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel", "Juliett", "Kilo", "Lima",
        "Mike", "November", "Papa", "Quebec", "Romeo", "Tango", "Uniform", "Victor", "Whiskey",
        "X-ray", "Yankee",
    ),
}  # fmt: skip


def new_code(random_bytes: Callable[[int], bytes]) -> str:
    """A new code of 24 symbols without spaces, from ``secrets.token_bytes`` or its like."""
    bits = int.from_bytes(random_bytes(_RANDOM_BYTES)) >> (8 * _RANDOM_BYTES - 100)
    data = [(bits >> shift) & 31 for shift in range(95, -1, -_BITS_OF_A_SYMBOL)]
    groups = [data[start : start + 5] for start in range(0, 20, 5)]
    return "".join(
        "".join(ALPHABET[value] for value in [*group, _check(group, number)])
        for number, group in enumerate(groups, start=1)
    )


def printed(code: str) -> str:
    """The code as it stands on the card: groups of six parted by spaces."""
    return " ".join(_chunks(code))


def normalised(text: str) -> str:
    """What was typed, as a code: capitals, look-alikes resolved, no spaces, hyphens or other signs.

    Says nothing about whether it is right: ask ``faulty_groups``.
    """
    return "".join(_typed_parts(text))


def faulty_groups(text: str) -> tuple[int, ...]:
    """The numbers of the groups with a fault in them, counted from 1. Empty for a whole code.

    Catches any single wrong symbol, any two symbols swapped within a group and any two groups
    swapped. Where what was typed has four parts, the parts are the groups; otherwise every six
    symbols are, and the last group is also at fault when there are too few symbols or too many.
    """
    parts = _typed_parts(text)
    groups = parts if len(parts) == GROUPS else _chunks("".join(parts))
    faulty = {
        number for number, group in enumerate(groups, start=1) if not _is_whole(group, number)
    }
    if len(groups) != GROUPS:
        faulty.add(GROUPS)
    missing = range(len(groups) + 1, GROUPS + 1)
    return tuple(sorted(number for number in faulty.union(missing) if number <= GROUPS))


def spoken(code: str, language: Language = "da") -> tuple[str, ...]:
    """Each group in spelling words, for reading aloud: "Anna, fem, Bernhard, …"."""
    words = _SPOKEN[language]
    return tuple(", ".join(words[_VALUES[symbol]] for symbol in group) for group in _chunks(code))


def _typed_parts(text: str) -> list[str]:
    typed = unicodedata.normalize("NFKC", text[:_LONGEST_TYPED]).upper().translate(_LOOK_ALIKES)
    return [part for part in _NOT_A_SYMBOL.split(typed) if part]


def _chunks(symbols: str) -> list[str]:
    return [symbols[at : at + GROUP_LENGTH] for at in range(0, len(symbols), GROUP_LENGTH)]


def _is_whole(group: str, number: int) -> bool:
    values = [_VALUES.get(symbol, -1) for symbol in group]
    return (
        len(values) == GROUP_LENGTH and -1 not in values and _check(values[:5], number) == values[5]
    )


def _check(data: list[int], number: int) -> int:
    """A weighted sum in the field with 32 elements, plus the group's number.

    The weights of the five symbols are different powers of a primitive element, and none is the
    check symbol's own weight 1. So one changed symbol changes the sum, and so does a swap of any
    two; the number makes every group's sum its own, so that swapped groups are seen.
    """
    total, weight = number, 1
    for value in data:
        weight = _times(weight, 2)
        total ^= _times(value, weight)
    return total


def _times(a: int, b: int) -> int:
    """The product in the field with 32 elements, modulo x⁵ + x² + 1."""
    product = 0
    while b:
        if b & 1:
            product ^= a
        a <<= 1
        if a & 32:
            a ^= 0b100101
        b >>= 1
    return product
