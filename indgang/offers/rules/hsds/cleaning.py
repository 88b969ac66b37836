"""Texts from elsewhere: plain formatting is taken away, and what could do harm is a fault."""

import re
import unicodedata
from html.parser import HTMLParser

from indgang.offers.rules.sheet import Fault, Wrong

# Formatting that says nothing: the words stay, the marks go.
_PLAIN = {
    "p", "br", "b", "i", "u", "strong", "em", "ul", "ol", "li", "div", "span", "a", "h1", "h2", "h3",
    "h4", "h5", "h6", "blockquote", "hr", "small", "sub", "sup", "font",
}  # fmt: skip
_BREAKS = {"p", "br", "li", "div", "h1", "h2", "h3", "h4", "h5", "h6", "hr"}
_MARK = re.compile(r"<[a-zA-Z/!?]")
_BLANKS = re.compile(r"\n{3,}")


class _Words(HTMLParser):
    """The words of a text with marks in it, and whether any mark could do something."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.harm = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _PLAIN:
            self.harm = self.harm or f"<{tag}>"
        for name, value in attrs:
            if name.startswith("on") or "script:" in (value or "").lower().replace(" ", ""):
                self.harm = self.harm or name
        if tag in _BREAKS:
            self.parts.append("\n")

    def handle_decl(self, decl: str) -> None:
        self.harm = self.harm or "<!>"

    def handle_pi(self, data: str) -> None:
        self.harm = self.harm or "<?>"

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def cleaned(text: str, column: str, faults: list[Fault]) -> str:
    """The text as it is kept; what could do harm, or cannot be shown, is a fault."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").strip()
    if any(unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\t" for sign in text):
        faults.append(Fault(column, Wrong.CONTROL))
        return ""
    if not _MARK.search(text):
        return text
    words = _Words()
    words.feed(text)
    words.close()
    if words.harm:
        faults.append(Fault(column, Wrong.MARKUP, words.harm[:40]))
        return ""
    plain = _BLANKS.sub("\n\n", "".join(words.parts)).strip()
    if _MARK.search(plain):  # marks that were hidden as signs
        faults.append(Fault(column, Wrong.MARKUP, plain[:40]))
        return ""
    return plain
