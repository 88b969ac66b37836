"""Danish is the source, and English is whole: every word a page shows is in the catalogue.

A small Danish catalogue beside it puts what allauth and Django say in the words of the house.
"""

import gettext
import importlib
import re
from io import BytesIO
from pathlib import Path
from types import ModuleType

import allauth
import django
import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo
from django.utils import translation

from tests.repository.unmarked import gettext_at_import, in_code, in_template
from tools.catalogue import ENGLISH, SOURCES, compile_mo, read, said, template, write

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%%|\bTIME\b")
DANISH = re.compile(r"[æøåÆØÅ]|\b(?:og|ikke|eller|det|dig|din|jeg|hvem|hvad|hvor|kan)\b")
# American spelling, and words for which the house has others.
NOT_OURS = re.compile(
    r"\b(?:\w+iz(?:e|ed|ing|ation)|\w+olor|cent(?:er|ers)|favorite|cancel(?:ed|ing)|program)\b"
    r"|\bsign(?:ed)? (?:in|out)\b|e-mail|\b(?:client|citizen|patient)s?\b",
    re.IGNORECASE,
)
OTHERS_WORDS = re.compile(r"password|adgangskode|autentific|venligst|token|succes", re.IGNORECASE)
DANISH_OF_OTHERS = SOURCES / "locale" / "da" / "LC_MESSAGES" / "django.po"
# What is Danish on purpose, whatever the language of the page.
SPOKEN_OTHERWISE = {
    "access/rules.py": "letters that look alike",
    "kernel/words.py": "both languages side by side",
    "offers/table_words.py": "the example in a municipality's own table",
    "offers/rules/open_words.py": "words that no offer may turn somebody away with",
    "offers/rules/recurrence_words.py": "both languages side by side",
    "offers/rules/relations.py": "words that people search with",
    "offers/rules/search_words.py": "words that people search with",
    "people/set_up.py": "a line in the administrator's terminal",
    "plans/wording.py": "both languages side by side",
    "post/rules.py": "the letters of a text message",
    "web/answers.py": "the page that stands when nothing else does",
    "web/gallery.py": "examples for those who build pages",
    "web/municipality.py": "kept in Danish, as every municipality's numbers are",
}
FOLDERS_OTHERWISE = {"migrations", "demo", "commands"}  # history, invented data and the terminal
TEMPLATES = sorted(
    path
    for path in SOURCES.rglob("templates/**/*.html")
    if "gallery" not in path.parts and path.name != "gallery.html"  # for those who build pages
)
MODULES = sorted(
    path
    for path in SOURCES.rglob("*.py")
    if not FOLDERS_OTHERWISE & set(path.parts)
    and path.relative_to(SOURCES).as_posix() not in SPOKEN_OTHERWISE
)


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    return read(ENGLISH)


def named(path: Path) -> str:
    return path.relative_to(SOURCES).as_posix()


def texts_of(catalog: Catalog) -> list[Message]:
    return [message for message in catalog if message.id]


def both(message: Message) -> list[tuple[str, str]]:
    """Each Danish form with its English one."""
    danish = [message.id] if isinstance(message.id, str) else list(message.id)
    english = [message.string] if isinstance(message.string, str) else list(message.string)
    return list(zip(danish, english, strict=True))


def test_the_catalogue_holds_every_marked_text_and_no_other(catalogue: Catalog) -> None:
    """`python3 dev.py texts` brings it in step."""
    marked = {(m.id, m.context) for m in texts_of(template())}
    held = {(m.id, m.context) for m in texts_of(catalogue)}
    assert marked - held == set()
    assert held - marked == set()
    assert not catalogue.obsolete


def test_every_text_has_its_english(catalogue: Catalog) -> None:
    assert [m.id for m in texts_of(catalogue) if m.fuzzy or not said(m)] == []


def test_english_is_filled_in_with_the_same_things(catalogue: Catalog) -> None:
    def things(text: str) -> list[str]:
        return sorted(set(PLACEHOLDER.findall(text)))

    pairs = [pair for message in texts_of(catalogue) for pair in both(message)]
    assert [(da, en) for da, en in pairs if things(da) != things(en)] == []


def test_english_begins_and_ends_as_the_danish_does(catalogue: Catalog) -> None:
    """A colon, a question or a space at the edge belongs to the page around it."""

    def edges(text: str) -> tuple[str, ...]:
        end = text.rstrip()[-1:]
        return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :], (
            end if end in ":?" else ""
        )  # fmt: skip

    pairs = [pair for message in texts_of(catalogue) for pair in both(message)]
    assert [(da, en) for da, en in pairs if edges(da) != edges(en)] == []


def test_english_is_english_and_british(catalogue: Catalog) -> None:
    english = [en for message in texts_of(catalogue) for _da, en in both(message)]
    names = re.compile(r"“(?:ja|nej)”|SEL §")
    assert [en for en in english if DANISH.search(names.sub("", en))] == []
    assert [en for en in english if NOT_OURS.search(en)] == []


def test_no_other_catalogue_takes_a_danish_text(catalogue: Catalog) -> None:
    """Django and allauth bring Danish for their English; a word that is both would be changed."""
    with translation.override("da"):
        changed = [
            (m.id, translation.gettext(m.id))
            for m in texts_of(catalogue)
            if isinstance(m.id, str) and translation.gettext(m.id) != m.id
        ]
    assert changed == []


def test_the_compiled_catalogue_says_the_same(catalogue: Catalog) -> None:
    """`python3 dev.py setup` compiles it."""
    with ENGLISH.with_suffix(".mo").open("rb") as file:
        compiled = dict(pair for message in texts_of(read_mo(file)) for pair in both(message))
    assert compiled == dict(pair for message in texts_of(catalogue) for pair in both(message))


def test_the_catalogue_is_kept_as_the_tool_writes_it(tmp_path: Path, catalogue: Catalog) -> None:
    copy = tmp_path / "django.po"
    write(catalogue, copy)
    assert copy.read_text() == ENGLISH.read_text()
    compile_mo(copy)
    assert copy.with_suffix(".mo").exists()


def test_the_words_of_others_are_put_in_ours_where_they_still_say_them() -> None:
    """A sentence that allauth or Django have changed would come back in their words."""
    theirs = [
        gettext.GNUTranslations(BytesIO(path.read_bytes()))
        for package in (django, allauth)
        for path in Path(package.__file__).parent.rglob("locale/da/LC_MESSAGES/django.mo")
    ]
    for message in texts_of(read(DANISH_OF_OTHERS)):
        one, *more = [message.id] if isinstance(message.id, str) else message.id
        known = [
            catalogue.npgettext(message.context, one, more[0], 2) if message.context and more
            else catalogue.pgettext(message.context, one) if message.context
            else catalogue.ngettext(one, more[0], 2) if more
            else catalogue.gettext(one)
            for catalogue in theirs
        ]  # fmt: skip
        assert any(said_there not in (one, *more) for said_there in known), one
        assert not OTHERS_WORDS.search(" ".join(danish for _theirs, danish in both(message)))


def test_a_template_says_nothing_that_is_not_marked() -> None:
    said = {named(path): in_template(path.read_text()) for path in TEMPLATES}
    assert said
    assert {name: found for name, found in said.items() if found} == {}


def test_the_code_says_nothing_that_is_not_marked() -> None:
    said = {named(path): list(in_code(path.read_text())) for path in MODULES}
    assert said
    assert {name: found for name, found in said.items() if found} == {}


def test_the_purposes_that_the_database_writes_are_in_the_catalogue(catalogue: Catalog) -> None:
    """A guest reads them in the log of who has looked."""
    call = re.compile(r"(?:log_lookup|indgang\.open)\(\w+,\s*'([^'%:]+)'")
    written = {
        purpose
        for pattern in ("*.sql", "*.py")
        for path in SOURCES.rglob(pattern)
        for purpose in call.findall(path.read_text())
    }
    assert written
    assert written - {message.id for message in texts_of(catalogue)} == set()


def test_no_text_is_fixed_when_the_program_starts() -> None:
    early = {named(path): gettext_at_import(path.read_text()) for path in SOURCES.rglob("*.py")}
    assert {name: lines for name, lines in early.items() if lines} == {}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<p>Hej {{ name }}</p>", ["Hej 0"]),
        ('<img alt="En dør">', ["En dør"]),
        ('{% ui "button" text="Gem den" %}', ["Gem den"]),
        ('{{ name|default:"En gæst" }}', ["En gæst"]),
        ('<p>{% translate "Hej" %}, {{ name }} · 3</p>', []),
        ("{% blocktranslate %}Hej {{ name }}{% endblocktranslate %}{# En note #}", []),
        ('{% ui "button" text=_("Gem den") hx_trigger="every 60s" %}', []),
        ('{{ day|date:"DATE_FORMAT" }}', []),
    ],
)
def test_unmarked_words_of_a_template_are_found(source: str, found: list[str]) -> None:
    assert in_template(source) == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('raise Refused("Nej")', ["Nej"]),
        ('x = Field(label="Navn")', ["Navn"]),
        ('x = "Her er der ikke noget."', ["Her er der ikke noget."]),
        ('form.add_error("name", _("Nej"))', []),
        ('"""Det er en note, og den kan blive."""', []),
        ('x = Words("Det kan du", "You can")', []),
    ],
)
def test_unmarked_words_of_the_code_are_found(source: str, found: list[str]) -> None:
    assert [text for _line, text in in_code(source)] == found


def test_a_text_that_is_fixed_too_early_is_found() -> None:
    head = "from django.utils.translation import gettext as _\n"
    assert gettext_at_import(head + 'X = _("Hej")\ndef f():\n    return _("Hej")\n') == [2]


def formats(language: str) -> ModuleType:
    return importlib.import_module(f"indgang.web.formats.{language}.formats")


def test_every_way_to_write_a_day_is_there_in_both_languages() -> None:
    own = {
        language: {name for name in vars(formats(language)) if name.isupper()}
        for language in ("da", "en")
    }
    used = {
        name
        for path in SOURCES.rglob("*.html")
        for name in re.findall(r"\|(?:date|time):\"([^\"]+)\"", path.read_text())
    } - {"l"}  # the day of the week alone
    assert used - own["da"] == set()
    assert used - own["en"] == set()
