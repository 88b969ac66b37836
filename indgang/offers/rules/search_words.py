"""What somebody types, taken apart into what can be looked for. Plain Python."""

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

MOST_TERMS = 12  # words looked for; what comes after them is rarely more than politeness
SHORTEST_PART = 5  # letters of the plain form; shorter parts are found everywhere
LONGEST_TERM = 60  # letters; the longest word that is kept of an offer

_SIGNS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ß": "ss", "ð": "d", "þ": "th"})
_WORD = re.compile(r"[^\W_]+")
# Words that say that one asks, and not what for.
_SMALL_WORDS = """
af alle alt altid at bare blev blive bliver brug da de dem den der deres det dig din dine dit
du efter eller en er et for fra få får før gerne gør gå går ham han har have havde hende hun
hvad hvem hver hvis hvor hvordan hvornår i ikke ind ingen intet ja jeg jer kan kunne kun lige
lidt lille man mange med meget mere mig min mine mit mod må måske mangler mellem ned nej nogen
noget nogle nok nu når næsten og også om op os over på sammen se selv ser sig sin sine skal
skulle som synes så søger sådan til ud under var ved vi vil ville være vær været virkelig hjælp
hjælpe hjælper finde find steder sted byen tilbud nær omkring tæt vores
a about an and are as at be because but by can cannot could do for from get have help how i if
im in is it me my need no not of on or our please so some someone something that the there they
this to too up want was we what when where who will with you your
"""


def plain(text: str) -> str:
    """The text as the database compares it: small letters, å as aa, no accents."""
    small = unicodedata.normalize("NFKC", text).lower().translate(_SIGNS)
    parted = unicodedata.normalize("NFD", small)
    return "".join(sign for sign in parted if not unicodedata.combining(sign))


@dataclass(frozen=True)
class Term:
    """A word to look for, and the words it may be made of."""

    word: str
    parts: tuple[str, ...] = ()
    joined: bool = False  # two words that may be one: "mit id"


SMALL_WORDS = frozenset(plain(_SMALL_WORDS).split())


def terms_of(text: str) -> tuple[Term, ...]:
    """The words of the text that say what it is about, each once, in order.

    If they are all small words they are looked for all the same: "nogen" is better than nothing.
    """
    typed = [word[:LONGEST_TERM] for word in _WORD.findall(plain(text))]
    words = list(dict.fromkeys(typed))
    telling = [word for word in words if word not in SMALL_WORDS and len(word) > 1]
    found = [Term(word, compound_parts(word)) for word in (telling or words)[:MOST_TERMS]]
    return (*found, *(Term(word, joined=True) for word in _joined(typed[:MOST_TERMS])))


def _joined(typed: list[str]) -> list[str]:
    """Neighbours written as one where one of them is short: "mit id", "e boks"."""
    pairs = pairwise(typed)
    return [a + b for a, b in pairs if min(len(a), len(b)) <= 2 and max(len(a), len(b)) > 2]


def compound_parts(word: str) -> tuple[str, ...]:
    """The words that the word may begin or end with, longest first.

    "Gældsrådgivning" is "gæld" with a binding s, and "rådgivning". Which of the parts are words is
    seen when they are looked for among the words of the offers.
    """
    ends = {word[at:] for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)}
    begins = {word[:at] for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)}
    return tuple(sorted(begins | ends, key=lambda part: (-len(part), part)))


_DANISH_ORDER = str.maketrans({"æ": "z1", "ø": "z2", "å": "z3", "ä": "z1", "ö": "z2", "ü": "y"})


def da_key(text: str) -> str:
    """What to sort by so that æ, ø and å come last, in that order, whatever the case."""
    return unicodedata.normalize("NFC", text).casefold().translate(_DANISH_ORDER)
