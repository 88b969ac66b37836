"""What is set, fetched and installed is what the repository says."""

import ast
import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from indgang.config.database import ROLE_ADDRESSES

ROOT = Path(settings.BASE_DIR)
READERS = {"env_str", "env_bool", "env_int", "env_list", "env_secret", "env_tiles", "env_url"}


def read_by_the_code() -> set[str]:
    names: set[str] = set(ROLE_ADDRESSES.values())
    for file in (ROOT / "indgang").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            first = node.args[0] if node.func.id in READERS and node.args else None
            if isinstance(first, ast.Constant):
                names.add(str(first.value))
    return names


def test_every_variable_is_explained_and_every_explained_variable_is_read() -> None:
    text = (ROOT / ".env.example").read_text()
    assert read_by_the_code() == set(re.findall(r"^([A-Z_]+)=", text, re.M))


def test_nothing_reads_the_environment_past_the_typed_readers() -> None:
    """A value nobody checked is found when a guest meets it."""
    allowed = {"env.py", "house.py", "launcher.py", "assets.py", "cli.py", "db.py", "serve.py"}
    past = [
        str(file.relative_to(ROOT))
        for file in (ROOT / "indgang").rglob("*.py")
        if re.search(r"os\.environ\b|getenv", file.read_text())
        and not (file.name in allowed and "config" in file.parts)
        and file.name != "asgi.py"
    ]
    assert past == []


def test_the_locks_name_the_public_registries_only() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    fetched = {name: one for name, one in packages.items() if name}
    assert all(
        one["resolved"].startswith("https://registry.npmjs.org/") for one in fetched.values()
    )
    assert all("integrity" in one for one in fetched.values())
    sources = set(
        re.findall(r"source = \{ registry = \"([^\"]+)\"", (ROOT / "uv.lock").read_text())
    )
    assert sources == {"https://pypi.org/simple"}


@pytest.mark.parametrize("file", ["requirements.txt", "requirements-node.txt"])
def test_what_is_installed_is_installed_by_hash(file: str) -> None:
    lines = (ROOT / file).read_text().replace("\\\n", " ").splitlines()
    assert lines
    assert all("--hash=sha256:" in line for line in lines)


def test_every_file_a_template_names_is_there() -> None:
    """Under `indgang serve` a missing one takes the page with it."""
    templates = "\n".join(file.read_text() for file in (ROOT / "indgang").rglob("*.html"))
    named = set(re.findall(r"{%\s*static\s+[\"']([^\"']+)[\"']", templates))
    assert [name for name in sorted(named) if finders.find(name) is None] == []


def test_every_file_a_style_sheet_names_is_there() -> None:
    missing = []
    for sheet in (ROOT / "indgang").rglob("static/**/*.css"):
        for address in re.findall(r"url\(\s*[\"']?([^\"')]+)", sheet.read_text()):
            inside = address.startswith(("data:", "#"))
            if not inside and not (sheet.parent / address.split("#")[0].split("?")[0]).exists():
                missing.append(f"{sheet.name}: {address}")
    assert missing == []
