"""Who an offer is for, heard in what somebody types: "søster til en, der drikker". Plain Python.

Only what can hardly mean anything else: "ven" is as often what one misses.
"""

import re

# As one says it of oneself, or as a host does of the one who stands at the door. The first that fits.
_SAYS = (
    ("child", r"(?:min|vores)\s+(?:mor|far)|mine\s+forældre|my\s+(?:mother|father|parents)"),
    ("parent", r"(?:mor|far|mother|father)\s+(?:til|to|of)|(?:mit|vores|my)\s+(?:barn|child)"),
    ("parent", r"forælder|forældre(?:ne)?|datter(?:en)?|søn(?:nen)?|teenager(?:en)?|parents?"),
    ("parent", r"daughter|son"),
    ("sibling", r"(?:store|lille)?(?:søster(?:en)?|søstre|bror(?:en)?|brødre)|søskende"),
    ("sibling", r"sisters?|brothers?|siblings?"),
    ("relative", r"pårørende|kæreste(?:n)?|ægtefælle|hustru|svigermor|svigerfar|relatives?"),
    ("staff", r"fagperson(?:er)?|medarbejdere?"),
)
_READ = tuple((who, re.compile(rf"\b(?:{says})\b", re.IGNORECASE)) for who, says in _SAYS)


def relation_in(text: str) -> tuple[str, str]:
    """Who is spoken of, by the name offers have for it, and the text without the word.

    ("", text) where nobody is.
    """
    for who, read in _READ:
        if found := read.search(text):
            return who, " ".join((text[: found.start()] + " " + text[found.end() :]).split())
    return "", text
