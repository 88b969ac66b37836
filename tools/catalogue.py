"""Keeps the English catalogue in step with the Danish sentences in the code, without GNU gettext.

`python3 dev.py texts` reads every marked sentence of the code and the templates, and writes them to
the catalogue: new ones without a translation, those that are gone away, all others as they were.
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "indgang"
ENGLISH = SOURCES / "locale" / "en" / "LC_MESSAGES" / "django.po"
# Which arguments are texts; `None` is the first alone. A `c` marks what only tells two apart.
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}

Found = tuple[str, str | tuple[str, ...], str | None]  # the file, the text or texts, the context


def marked_texts() -> Iterator[Found]:
    """Every marked text in the order of the files, as often as it stands there."""
    for path in sorted([*SOURCES.rglob("*.py"), *SOURCES.rglob("*.html")]):
        code = BytesIO(as_python(path).encode())
        options: dict[str, Any] = {"encoding": "utf-8"}
        for _line, text, _comments, context in extract("python", code, KEYWORDS, options=options):
            yield path.relative_to(ROOT).as_posix(), text, context


def as_python(path: Path) -> str:
    """The file as Python; of a template only what is marked, each on the line where it stands."""
    source = path.read_text()
    if path.suffix == ".py":
        return source
    # Indented mark-up is nothing that Python's reader would accept.
    lines = templatize(source, origin=str(path)).splitlines()
    return "\n".join(line.lstrip() for line in lines)


def template() -> Catalog:
    """What is to be translated, with the files in which it stands."""
    catalog = Catalog()
    for file, text, context in marked_texts():
        catalog.add(text, locations=[(file, 0)], context=context)
    return catalog


def read(path: Path) -> Catalog:
    """A catalogue as it lies there."""
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def write(catalog: Catalog, path: Path) -> None:
    """The catalogue without line numbers and dates, so that a change shows only what changed."""
    text = BytesIO()
    write_po(text, catalog, width=100, ignore_obsolete=True, include_lineno=False, omit_header=True)
    header = (
        f'msgid ""\nmsgstr ""\n"Language: {catalog.locale}\\n"\n'
        '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {catalog.plural_forms}\\n"\n\n'
    )
    path.write_text(header + text.getvalue().decode())


def compile_mo(path: Path) -> None:
    """Beside the catalogue, the same as the program reads it."""
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, read(path))


def main() -> int:
    """Bring the catalogue up to date, and say what is still without words."""
    catalog = read(ENGLISH)
    catalog.update(template(), no_fuzzy_matching=True)
    write(catalog, ENGLISH)
    missing = [message.id for message in read(ENGLISH) if message.id and not said(message)]
    for text in missing:
        print(f"no English: {text}")
    print(f"{len(catalog)} texts, {len(missing)} without English")
    for path in sorted(SOURCES.rglob("*.po")):
        compile_mo(path)
    return 1 if missing else 0


def said(message: Message) -> bool:
    """Whether it has all the English it needs."""
    given = [message.string] if isinstance(message.string, str) else list(message.string or ())
    return bool(given) and all(given)


if __name__ == "__main__":
    sys.exit(main())
