"""Finds words that a page would show in Danish whatever its language."""

import ast
import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

from django.template.base import Lexer, Token, TokenType

LETTER = re.compile(r"[^\W\d_]")
# What looks like a sentence or a label rather than a name of something in the code.
SAYING = re.compile(r"[æøåÆØÅ]|^[A-Z]|[^\W\d_] [^\W\d_]")
LITERAL = re.compile(r"""(_\()?("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""")
SPOKEN_ATTRIBUTES = {"title", "aria-label", "alt", "placeholder", "label"}
SILENT_TAGS = {"script", "style", "code", "pre"}
TAGS_WITH_NAMES = {"translate", "load", "extends", "include", "url", "static", "if", "elif"}
# In tags and filters these are addresses, events and classes, and words that are alike anywhere.
SILENT_ARGUMENTS = re.compile(r"(?:hx_\w+|href|class|id|name|icon|tone|variant|kind)=$")
NAMES = {"Indgang", "Dansk", "English", "datatilsynet.dk"}

MARKERS = {
    "_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext",
    "pgettext_lazy", "npgettext",
}  # fmt: skip
BOTH_LANGUAGES = {"Words", "_says"}  # they take the English beside the Danish
SHOWN_ARGUMENTS = {"label", "help_text", "empty_label", "heading", "summary", "purpose", "why"}
SHOWING_CALLS = {"Refused", "ValidationError", "add_error"}
DANISH = re.compile(r"\b(?:er|ikke|og|det|den|du|kan|har|til|af|med|vi|ingen|dig|din)\b")


class _Seen(HTMLParser):
    """The texts that somebody sees or hears."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in SILENT_TAGS
        self.found += [v for name, v in attrs if name in SPOKEN_ATTRIBUTES and v]

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in SILENT_TAGS

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.found.append(data)


def in_template(source: str) -> list[str]:
    """Words in a template that are not marked for translation."""
    markup, found = [], []
    for token, inside in _with_surroundings(Lexer(source).tokenize()):
        if token.token_type == TokenType.TEXT:
            # A page's own blocks of classes and attributes are no text.
            markup.append("" if inside else token.contents)
        elif token.token_type != TokenType.COMMENT:
            markup.append("0")
            found += _literals(token)
    seen = _Seen()
    seen.feed("".join(markup))
    shown = (text.strip() for text in seen.found if '="' not in text)  # a part of a tag is no text
    return found + [text for text in shown if LETTER.search(text) and text not in NAMES]


def _with_surroundings(tokens: list[Token]) -> Iterator[tuple[Token, bool]]:
    """Each token, and whether it stands in a block whose words are marked or not shown."""
    end = ""
    for token in tokens:
        name = _name(token)
        if name == end:
            end = ""
        yield token, bool(end)
        if name in {"blocktranslate", "comment"}:
            end = f"end{name}"
        elif name == "block" and token.contents.split()[1] in {"kind", "page_class"}:
            end = "endblock"


def _name(token: Token) -> str:
    return token.contents.split()[0] if token.token_type == TokenType.BLOCK else ""


def _literals(token: Token) -> Iterator[str]:
    if _name(token) in TAGS_WITH_NAMES:
        return
    for match in LITERAL.finditer(token.contents):
        text, before = match[2][1:-1], token.contents[: match.start()]
        if match[1] or SILENT_ARGUMENTS.search(before) or re.search(r"\|(?:date|time):$", before):
            continue
        if LETTER.search(text) and SAYING.search(text):
            yield text


def in_code(source: str) -> Iterator[tuple[int, str]]:
    """Lines and texts of Python that are shown to somebody and not marked for translation."""
    tree = ast.parse(source)
    marked = {
        id(part)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and _called(call) in MARKERS | BOTH_LANGUAGES
        for part in ast.walk(call)
    }
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    shown = {id(part) for call in ast.walk(tree) for part in _shown_by(call)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
            if id(node) in marked | docstrings or not LETTER.search(text):
                continue
            if id(node) in shown or re.search(r"[æøåÆØÅ]", text) or len(DANISH.findall(text)) > 1:
                yield node.lineno, text


def _shown_by(node: ast.AST) -> Iterator[ast.AST]:
    """Arguments that are shown as they are."""
    if isinstance(node, ast.Call):
        called = _called(node)
        if called in SHOWING_CALLS or ast.unparse(node.func).startswith("messages."):
            yield from node.args[1:] if called == "add_error" else node.args
        yield from (k.value for k in node.keywords if k.arg in SHOWN_ARGUMENTS)


def _called(call: ast.Call) -> str:
    function = call.func
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def gettext_at_import(source: str) -> list[int]:
    """Lines where a text is fixed in whatever language there was when the program started."""
    tree = ast.parse(source)
    at_once = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name in {"gettext", "ngettext", "pgettext"}
    }
    return [call.lineno for call in _run_at_import(tree.body) if _called(call) in at_once]


def _run_at_import(nodes: Iterable[ast.AST]) -> Iterator[ast.Call]:
    for node in nodes:
        if isinstance(node, ast.FunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.Call):
            yield node
        yield from _run_at_import(ast.iter_child_nodes(node))
