"""Finds what an English page still says in Danish."""

import re
from html.parser import HTMLParser

# Common words of Danish that are no words of English.
DANISH = re.compile(
    r"\b(?:af|det|dig|din|dit|du|dem|efter|eller|er|har|hvad|hvem|hvis|hvor|ikke|ingen|jeg|kan|med"
    r"|mig|nej|når|og|os|på|sig|skal|skriv|som|tilbage|vi|vil|vælg)\b|[æøå]",
    re.IGNORECASE,
)
SPOKEN = {"title", "aria-label", "alt", "placeholder", "content", "label"}
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


class _Page(HTMLParser):
    """The texts of a page with the language in which each is read."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []  # the elements around, with their languages
        self.language = ""
        self.in_danish: list[str] = []
        self.others: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        language = given.get("lang", self.open[-1][1] if self.open else "")
        if tag == "html":
            self.language = language
        for name, value in given.items():
            is_word = name.startswith("data-") and not value.startswith(("/", "http"))
            if name in SPOKEN or is_word:
                self._hear(value, language)
        if tag not in VOID:
            self.open.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][0] != "style":
            self._hear(data, self.open[-1][1])

    def _hear(self, text: str, language: str) -> None:
        if text.strip():
            (self.in_danish if language == "da" else self.others).append(text.strip())


def read(html: str) -> _Page:
    """The page, taken apart by language."""
    page = _Page()
    page.feed(html)
    return page


def danish_in(html: str) -> list[str]:
    """The texts of a page that are in Danish, and not marked as such."""
    return [text for text in read(html).others if DANISH.search(text)]
