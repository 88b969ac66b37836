"""How hard a Danish text is to read: LIX, and the words that make it so.

LIX = words / sentences + 100 × long words / words, a long word having more than six letters
(C. H. Björnsson, Läsbarhet, 1968). The figure is steady from about 200 words.

A line break ends a sentence, because a list without full stops is read line by line. The text
must therefore be broken where the reader sees a break, and not where an editor wrapped a line.
"""

import re
import unicodedata
from enum import StrEnum

GUEST_LIX_LIMIT = 35  # LIX points; the product's own promise for every page a guest reads
LONG_WORD_LETTERS = 6  # letters; a long word has more (Björnsson 1968)

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_LINE_BREAK = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
# A dot, hyphen or apostrophe inside a word belongs to it: "e-mail", "f.eks.", "3.000".
_WORD = re.compile(r"[^\W_]+(?:[-.'’@:][^\W_]+)*")
_STOP = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|$)")
_NOT_SPACE = re.compile(r"\S")
# Abbreviations that stand before something, so that their dot never ends a sentence.
_LEADING_ABBREVIATIONS = frozenset({
    "adr", "afd", "ang", "bl.a", "bla", "ca", "cand", "d.v.s", "dr", "dvs", "ekskl", "evt",
    "f.eks", "feks", "fr", "hhv", "hr", "inkl", "jf", "kl", "maks", "m.h.t", "mht", "nr", "p.g.a",
    "pga", "pkt", "prof", "s", "sct", "st", "tlf", "vedr", "vha", "v.h.a",
})  # fmt: skip


class Level(StrEnum):
    """How hard a text is, in Björnsson's five steps."""

    VERY_EASY = "very_easy"
    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"
    VERY_HARD = "very_hard"


# LIX points below which a text belongs to the step (sources differ by one point).
_STEPS = ((25, Level.VERY_EASY), (35, Level.EASY), (45, Level.MEDIUM), (55, Level.HARD))


def lix(text: str) -> float:
    """The LIX figure of the text; 0 for a text without words."""
    all_words = words(text)
    if not all_words:
        return 0.0
    long_words = sum(map(_is_long, all_words))
    return len(all_words) / len(sentences(text)) + 100 * long_words / len(all_words)


def level(points: float) -> Level:
    """The step a LIX figure belongs to."""
    return next((step for below, step in _STEPS if points < below), Level.VERY_HARD)


def words(text: str) -> list[str]:
    """The words of the text in order. A number is a word; a sign on its own is not."""
    return _WORD.findall(_plain(text))


def sentences(text: str) -> list[str]:
    """The sentences of the text in order, each with at least one word in it."""
    parts = [part for line in _LINE_BREAK.split(_plain(text)) for part in _parts(line)]
    return [part for part in parts if _WORD.search(part)]


def hard_words(text: str) -> list[str]:
    """Each long word once, longest first and then by alphabet: where to begin rewriting."""
    found = {word.casefold() for word in words(text) if _is_long(word)}
    return sorted(found, key=lambda word: (-len(word), word))


def _plain(text: str) -> str:
    # Composed letters, so that "å" is one letter however it was typed; no soft hyphens.
    return unicodedata.normalize("NFC", text.translate(_INVISIBLE))


def _is_long(word: str) -> bool:
    return sum(map(str.isalpha, word)) > LONG_WORD_LETTERS


def _parts(line: str) -> list[str]:
    parts, begin = [], 0
    for stop in _STOP.finditer(line):
        if _ends_sentence(line, begin, stop):
            parts.append(line[begin : stop.end()].strip())
            begin = stop.end()
    return [*parts, line[begin:].strip()]


def _ends_sentence(line: str, begin: int, stop: re.Match[str]) -> bool:
    """Whether a stop in the line ends the sentence that began at ``begin``."""
    following = _NOT_SPACE.search(line, stop.end())
    if following is None or "!" in stop.group() or "?" in stop.group():
        return True
    after = following.group()
    if after.islower():
        return False  # "den 3. maj", "bl.a. musik", "måske … i morgen"
    # The last word is short if it is an abbreviation, so a short look back is enough.
    looked_at = line[max(begin, stop.start() - 20) : stop.start()].split()
    last = looked_at[-1].lstrip("\"'”’»«(") if looked_at else ""
    if last.lower() in _LEADING_ABBREVIATIONS:
        return False
    is_initial = len(last) == 1 and last.isupper()
    is_ordinal_or_time = last.isdigit() and after.isdigit()
    return not (is_initial or is_ordinal_or_time)
