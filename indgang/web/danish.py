"""Texts that there are in Danish only, on a page in another language.

Offers, crisis numbers and laws are kept in Danish; some have English as well. What is shown in
Danish on an English page is marked, so that a screen reader says it as Danish.
"""

from django.utils.html import format_html
from django.utils.translation import get_language


class Danish(str):
    """A text that is read in Danish whatever the language of the page."""

    __slots__ = ()


def is_in_danish() -> bool:
    """Whether the page is in Danish."""
    return (get_language() or "da").startswith("da")


def in_danish(text: str) -> str:
    """A text that is kept in Danish only, as it is to be handed to a page."""
    return text if is_in_danish() or not text else Danish(text)


def has_danish(*texts: object) -> bool:
    """Whether one of the texts is in Danish on a page in another language."""
    return any(isinstance(text, Danish) for text in texts)


def told(text: object) -> object:
    """The text as mark-up: with its language where that is not the page's."""
    return format_html('<span lang="da">{}</span>', text) if isinstance(text, Danish) else text
