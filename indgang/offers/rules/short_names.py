"""Short names for addresses on the web, made from what people call a thing."""

import re
from collections.abc import Collection

from indgang.offers.rules.search_words import plain

_NOT_OF_A_NAME = re.compile(r"[^a-z0-9]+")


def short_name(text: str, *, taken: Collection[str] = (), longest: int = 80) -> str:
    """ "Gå & snak" is "gaa-snak"; "gaa-snak-2" if that is taken. Never empty, never too long."""
    stem = _NOT_OF_A_NAME.sub("-", plain(text)).strip("-")[: longest - 4].strip("-") or "uden-navn"
    found, number = stem, 1
    while found in taken:
        number += 1
        found = f"{stem}-{number}"
    return found
