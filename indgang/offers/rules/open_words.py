"""Words that have no place where somebody asks for help: they say no before anyone has listened.

Saying no to a wish for something that is decided is itself a decision, and is made where decisions
are made (the Ombudsman's overview no. 4), never by a sentence beside an offer.
"""

import re

REFUSING = (
    "ikke berettiget", "ikke i målgruppen", "uden for målgruppen", "ikke for dig", "afslag",
    "afvist", "afvises", "opfylder ikke", "kan ikke få", "har ikke ret", "not eligible",
    "ineligible", "not entitled", "rejected", "not for you",
)  # fmt: skip
_PATTERN = re.compile("|".join(rf"\b{re.escape(words)}\b" for words in REFUSING), re.IGNORECASE)


def refusing_words(text: str) -> list[str]:
    """The words in the text that turn somebody away, in order."""
    return [found.group().lower() for found in _PATTERN.finditer(" ".join(text.split()))]
