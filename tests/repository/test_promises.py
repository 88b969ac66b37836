"""The promises the code makes about itself. They are read from the source, so nothing opts out."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

from indgang.access.guards import GUARD

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "indgang"
SOURCES = sorted(
    path
    for path in [*PACKAGE.rglob("*.py"), *(ROOT / "tests").rglob("*.py"), ROOT / "dev.py"]
    if "migrations" not in path.parts and "node_modules" not in path.parts
)
OPERATIONS = [
    path
    for path in PACKAGE.rglob("*.py")
    if path.name == "operations.py" or path.parent.name == "operations"
]
PAGES = [
    path
    for path in PACKAGE.rglob("*.py")
    if path.name in {"views.py", "forms.py"} or path.parent.name in {"views", "forms"}
]
TEMPLATES = sorted(PACKAGE.rglob("templates/**/*.html"))
MOST_LINES = 400
# Allauth's own pages are guarded by allauth; they show nobody but oneself.
FOREIGN_PAGES = re.compile(r"^(allauth|django)\.")


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def public_functions(path: Path) -> Iterator[ast.FunctionDef]:
    """What a context offers: all of `operations.py`, or what the package's `__init__` hands on."""
    offered = None
    if path.parent.name == "operations":
        offered = set(re.findall(r"\w+", (path.parent / "__init__.py").read_text()))
    for node in ast.parse(path.read_text()).body:
        if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
            continue
        if offered is None or node.name in offered:
            yield node


EVERY_OPERATION = [
    pytest.param(path, function, id=f"{named(path)}:{function.name}")
    for path in OPERATIONS
    if "signin" not in path.parts  # credentials have no actor: they make one
    for function in public_functions(path)
]


def test_no_file_is_too_long_to_read() -> None:
    assert SOURCES
    lines = {named(path): len(path.read_text().splitlines()) for path in SOURCES}
    assert {name: number for name, number in lines.items() if number > MOST_LINES} == {}


@pytest.mark.parametrize(("path", "function"), EVERY_OPERATION)
def test_an_operation_is_one_transaction_by_somebody(path: Path, function: ast.FunctionDef) -> None:
    arguments = function.args
    assert not arguments.args, "keyword-only"
    assert not arguments.posonlyargs, "keyword-only"
    assert "by" in {argument.arg for argument in arguments.kwonlyargs}, "by="
    assert ast.get_docstring(function), "a promise to the caller"
    decorators = {ast.unparse(decorator) for decorator in function.decorator_list}
    assert "transaction.atomic" in decorators


@pytest.mark.parametrize(("path", "function"), EVERY_OPERATION)
def test_an_operation_is_called_by_a_test(path: Path, function: ast.FunctionDef) -> None:
    assert function.name in words_of_the_tests()


@cache
def words_of_the_tests() -> set[str]:
    return {
        word
        for path in (ROOT / "tests").rglob("*.py")
        for word in re.findall(r"\w+", path.read_text())
    }


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_pages_write_nothing_themselves(path: Path) -> None:
    calls = re.findall(
        r"\.(?:objects|save|create|bulk_create|delete|update_or_create)\b", path.read_text()
    )
    allowed = {".objects"} if "queryset=" in path.read_text() else set()
    assert not set(calls) - allowed


def addresses(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, prefix + str(pattern.pattern))
        else:
            yield prefix + str(pattern.pattern), pattern


@pytest.mark.parametrize(
    "pattern",
    [pytest.param(pattern, id=address) for address, pattern in addresses(get_resolver())],
)
def test_every_page_says_who_may_open_it(pattern: URLPattern) -> None:
    view = pattern.callback
    if not FOREIGN_PAGES.match(view.__module__):
        assert hasattr(view, GUARD)


def test_every_template_says_what_it_answers_and_needs() -> None:
    assert TEMPLATES
    says = re.compile(r"\{#|\{% comment %\}")
    assert [named(path) for path in TEMPLATES if not says.match(path.read_text())] == []


def test_no_template_holds_a_script_or_a_style() -> None:
    assert TEMPLATES
    inline = re.compile(r"<style|\sstyle=|\son\w+=\"|<script(?![^>]*(?:src=|application/json))")
    assert [named(path) for path in TEMPLATES if inline.search(path.read_text())] == []


def test_every_decision_is_in_the_index() -> None:
    folder = ROOT / "docs" / "decisions"
    index = (folder / "README.md").read_text()
    assert [p.name for p in sorted(folder.glob("0*.md")) if f"({p.name})" not in index] == []


@pytest.mark.parametrize(
    "model",
    sorted({m.__name__ for m in apps.get_models() if m.__module__.startswith("indgang.")}),
)
def test_every_model_is_in_the_glossary(model: str) -> None:
    assert f"`{model}`" in (ROOT / "docs" / "glossary.md").read_text()


def test_the_setting_of_a_whole_connection_is_never_used() -> None:
    """`set_config(…, false)` outlives the transaction and would follow the pool."""
    pattern = re.compile(r"set_config\([^)]*,\s*false\s*\)", re.IGNORECASE)
    found = [
        named(p)
        for p in PACKAGE.rglob("*")
        if p.suffix in {".py", ".sql"} and pattern.search(p.read_text())
    ]
    assert found == []
