"""What a page says, line by line as the reader sees it."""

import re
from html import unescape

_MAIN = re.compile(r"<main.*?</main>", re.DOTALL)
_HIDDEN = re.compile(r"<(script|style|svg|title)\b.*?</\1>", re.DOTALL)
_BLOCK_END = re.compile(r"</(p|h\d|li|label|legend|button|td|th|div|figcaption|summary|a)>|<br>")
_TAG = re.compile(r"<[^>]+>")


def shown(html: str) -> str:
    """The text of the page's main part."""
    main = _MAIN.search(html)
    assert main
    broken = _BLOCK_END.sub("\n", _HIDDEN.sub("", main.group()))
    lines = (" ".join(line.split()) for line in unescape(_TAG.sub(" ", broken)).splitlines())
    return "\n".join(line for line in lines if line)
