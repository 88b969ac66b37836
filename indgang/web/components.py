"""What each component is called, what it is for and what it may be given.

The first comment of a component's file is its contract: a sentence, then one line for each
argument, `name: meaning` or `name (required): meaning`. The template tags hold callers to it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "templates" / "web" / "components"

_COMMENT = re.compile(r"\A\{% comment %\}\n(.*?)\n\{% endcomment %\}", re.DOTALL)
_OF_THE_PAGE = re.compile(r"\b(request|csrf_token|municipality)\b|\{% (include|ui|wrap) ")
_ARGUMENT = re.compile(r"\A(\w+)( \(required\))?: (.+)\Z")


@dataclass(frozen=True)
class Argument:
    """One thing a component may be given."""

    name: str
    meaning: str
    required: bool


@dataclass(frozen=True)
class Component:
    """One part of a page, in one file."""

    name: str
    purpose: str
    arguments: tuple[Argument, ...]
    is_plain: bool = False  # made of its arguments and the language only

    @property
    def template(self) -> str:
        """Where its mark-up is."""
        return f"web/components/{self.name}.html"

    @property
    def known(self) -> frozenset[str]:
        """The names it may be given."""
        return frozenset(argument.name for argument in self.arguments)

    @property
    def needed(self) -> frozenset[str]:
        """The names it must be given."""
        return frozenset(argument.name for argument in self.arguments if argument.required)


def contract(name: str, source: str) -> Component:
    """The contract that a component's source opens with. Raises ValueError without one."""
    comment = _COMMENT.match(source)
    if comment is None:
        raise ValueError(f"The component “{name}” does not open with a comment on its arguments.")
    purpose: list[str] = []
    arguments: list[Argument] = []
    for line in comment.group(1).splitlines():
        found = _ARGUMENT.match(line)
        if found:
            arguments.append(Argument(found.group(1), found.group(3), bool(found.group(2))))
        else:
            purpose.append(line.strip())
    is_plain = not _OF_THE_PAGE.search(source, comment.end())
    return Component(name, " ".join(purpose), tuple(arguments), is_plain)


@cache
def component(name: str) -> Component:
    """The component of that name. Raises ValueError if there is none."""
    path = FOLDER / f"{name}.html"
    if not path.is_file():
        raise ValueError(f"There is no component “{name}”.")
    return contract(name, path.read_text(encoding="utf-8"))


def component_names() -> list[str]:
    """Every component, by name."""
    return sorted(path.stem for path in FOLDER.glob("*.html"))
