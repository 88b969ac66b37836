"""Cells of a table that people open in a spreadsheet: none of them may ever calculate anything."""

import re

FORMULA_SIGNS = "=+-@\t\r"  # what makes a spreadsheet calculate a cell (OWASP, CSV injection)
GUARD = "'"
_NUMBER = re.compile(r"[+-]?[\d ().,/-]+")  # a number, a phone or a day is nothing to be afraid of


def guarded(text: str) -> str:
    """The text as it is written into a table: what looks like a formula gets a sign before it."""
    return GUARD + text if is_formula(text.lstrip(GUARD)) else text


def unguarded(text: str) -> tuple[str, bool]:
    """The text as it was before it was written, and whether it stands there as a formula."""
    bare = text.lstrip(GUARD)
    if bare != text and is_formula(bare):
        return text[1:], False
    return text, is_formula(text)


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would take the text for a formula."""
    return text[:1] in FORMULA_SIGNS and text != "" and not _NUMBER.fullmatch(text)
